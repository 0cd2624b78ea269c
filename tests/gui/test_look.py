"""Texts of other people's files, shown word for word wherever Qt has a syntax of its own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.look import ElidedLabel, plain_tip, plain_title

TEXTS = (
    '<img src="file:///x">', "R&D", "&lt;b&gt;", "a < b", "one\n  two", "[x](file:///x)", "&amp;",
)  # fmt: skip


def as_shown(tip: str) -> str:
    """What is read in a tooltip, which decides by itself whether its text is markup."""
    document = QTextDocument()
    (document.setHtml if Qt.mightBeRichText(tip) else document.setPlainText)(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", TEXTS)
def test_a_tooltip_says_every_text_word_for_word(text: str) -> None:
    assert as_shown(plain_tip(text)) == text


def test_nothing_to_say_makes_no_tooltip() -> None:
    assert plain_tip("") == ""


@pytest.mark.parametrize("text", TEXTS)
def test_a_label_that_finds_no_room_says_all_in_its_tooltip(qtbot: QtBot, text: str) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(text)
    label.resize(5, 20)
    label.grab()  # which paints it
    assert as_shown(label.toolTip()) == text


def test_a_title_keeps_what_qt_has_a_use_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle(plain_title("notes [*] 2026"))
    window.show()
    assert window.windowHandle().title().startswith("notes [*] 2026")
