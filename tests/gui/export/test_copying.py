"""Conversations on the real clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from tests.builders import a_session, write_session
from tests.gui.export.conftest import SECRET, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_markdown_is_text(hands: Hands) -> None:
    hands.actions.copy_markdown.trigger()
    hands.settle()
    assert clipboard().text().startswith("# Keys: a/b\n")
    assert not clipboard().hasHtml()


def test_html_is_a_page_and_as_text_markdown(hands: Hands) -> None:
    hands.actions.copy_html.trigger()
    hands.settle()
    assert clipboard().html().startswith("<!DOCTYPE html>")
    assert clipboard().text().startswith("# Keys: a/b\n")


def test_secrets_are_masked_if_that_is_ticked(hands: Hands) -> None:
    hands.actions.mask_copies.trigger()
    hands.actions.copy_markdown.trigger()
    hands.settle()
    assert SECRET not in clipboard().text()


def test_else_they_are_copied_as_they_are(hands: Hands) -> None:
    hands.actions.copy_markdown.trigger()
    hands.settle()
    assert SECRET in clipboard().text()


def test_several_are_copied_in_the_order_of_the_list(hands: Hands) -> None:
    hands.select_all()
    hands.actions.copy_markdown.trigger()
    hands.settle()
    lines = clipboard().text().splitlines()
    assert [line for line in lines if line.startswith("# ")] == [
        "# Keys: a/b", "# Talk 2", "# Talk 1",
    ]  # fmt: skip


def test_the_file_itself_can_be_pasted_as_a_file(hands: Hands, folder: Path) -> None:
    hands.actions.copy_file.trigger()
    assert [url.toLocalFile() for url in clipboard().urls()] == [str(folder / "s3.json")]
    data = bytes(clipboard().data("x-special/gnome-copied-files").data())
    assert data == b"copy\nfile://" + str(folder / "s3.json").encode()


def test_what_is_too_long_is_refused_and_can_be_saved(hands: Hands, folder: Path) -> None:
    said = [{"role": "user", "content": "word " * 4_200_000}]
    write_session(folder, a_session("s3", title="Long", messages=said))
    QGuiApplication.clipboard().setText("before")
    hands.actions.copy_markdown.trigger()
    hands.settle()
    assert "too much for the clipboard" in hands.window.messages.text
    assert clipboard().text() == "before"
    hands.press("Save as file…")
    assert hands.dialog().windowTitle() == "Save conversation"
