"""The details of a session: everything that is known, as plain text, and never of another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from core.store.requests import Details
from core.values import SessionRow
from gui.details import MAX_VALUE, DetailsPane, time_text
from tests.gui.gate_store import a_row


@pytest.fixture
def pane(qtbot: QtBot) -> DetailsPane:
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = DetailsPane()
    window.setCentralWidget(pane)
    window.resize(360, 300)
    window.show()
    pane.window_kept = window  # type: ignore[attr-defined]
    return pane


def details(row: SessionRow, prompt: str = "", **fields: Any) -> Details:
    return Details(row, Path("/sessions") / f"{row.session_id}.json", fields, prompt)


def test_without_a_session_it_says_so(pane: DetailsPane) -> None:
    pane.show_nothing()
    assert pane.toPlainText() == "Select a session to see its details."


def test_what_the_list_knows_is_shown_at_once(pane: DetailsPane) -> None:
    row = a_row("abc", "Nginx 502", message_count=4, model="gpt-5", project_id="p1")
    pane.show_row(row, "Work")
    told = pane.toPlainText()
    assert [word in told for word in ("Nginx 502", "4", "gpt-5", "Work", "abc")] == [True] * 5


def test_what_the_file_says_follows(pane: DetailsPane) -> None:
    row = a_row("abc")
    pane.show_row(row, "")
    pane.show_details(details(row, "How do I…", personality="terse"))
    told = pane.toPlainText()
    assert [word in told for word in ("/sessions/abc.json", "How do I…", "terse")] == [True] * 3


def test_markup_is_shown_as_it_stands(pane: DetailsPane) -> None:
    row = a_row("abc", '<img src="file:///etc/hostname">')
    pane.show_row(row, "<i>p</i>")
    pane.show_details(details(row, "<b>bold</b> [x](file:///etc)"))
    told = pane.toPlainText()
    assert '<img src="file:///etc/hostname">' in told
    assert "<b>bold</b> [x](file:///etc)" in told
    assert "<i>p</i>" in told


def test_details_of_another_session_are_not_shown(pane: DetailsPane) -> None:
    pane.show_row(a_row("here"), "")
    pane.show_details(details(a_row("elsewhere"), "secret"))
    assert "secret" not in pane.toPlainText()


def test_the_details_of_the_one_before_go_with_it(pane: DetailsPane) -> None:
    pane.show_row(a_row("one"), "")
    pane.show_details(details(a_row("one"), "first prompt of one"))
    pane.show_row(a_row("two"), "")
    assert "first prompt of one" not in pane.toPlainText()


def test_a_new_title_leaves_the_details_there(pane: DetailsPane) -> None:
    pane.show_row(a_row("one"), "")
    pane.show_details(details(a_row("one"), "first prompt of one"))
    pane.show_row(a_row("one", "New title"), "")
    told = pane.toPlainText()
    assert told.startswith("New title")
    assert "first prompt of one" in told


def test_a_file_that_cannot_be_read_says_why(pane: DetailsPane) -> None:
    pane.show_row(a_row("one", problem="cut off at byte 812"), "")
    assert "⚠ cut off at byte 812" in pane.toPlainText()


def test_a_reason_met_while_reading_is_shown(pane: DetailsPane) -> None:
    pane.show_row(a_row("one"), "")
    pane.show_problem("one", "It is no longer there.")
    assert "⚠ It is no longer there." in pane.toPlainText()


def test_states_are_told_in_words(pane: DetailsPane) -> None:
    pane.show_row(a_row("one", pinned=True, archived=True, snapshot=True, listed=False), "")
    words = "pinned, archived, snapshot of a longer conversation, no row in the index"
    assert words in pane.toPlainText()


def test_a_long_value_is_cut(pane: DetailsPane) -> None:
    row = a_row("one")
    pane.show_row(row, "")
    pane.show_details(details(row, notes="x" * 5000))
    assert ("x" * MAX_VALUE + "…") in pane.toPlainText()
    assert "x" * (MAX_VALUE + 1) not in pane.toPlainText()


@pytest.mark.parametrize("value", ["lone \ud800 surrogate", {"a": [1, None, "\udfff"]}, 2**70])
def test_any_value_can_be_shown(pane: DetailsPane, value: object) -> None:
    row = a_row("one")
    pane.show_row(row, "")
    pane.show_details(details(row, odd=value))
    assert "odd" in pane.toPlainText()


def test_empty_fields_are_left_out(pane: DetailsPane) -> None:
    row = a_row("one")
    pane.show_row(row, "")
    pane.show_details(details(row, personality=None, compression_anchor="", tags=[]))
    assert "Other fields" not in pane.toPlainText()


def test_the_place_of_reading_survives_a_refresh(qtbot: QtBot, pane: DetailsPane) -> None:
    row = a_row("one")
    pane.show_row(row, "")
    pane.show_details(details(row, "line\n" * 100))
    pane.verticalScrollBar().setValue(300)
    pane.show_row(a_row("one", "New title"), "")
    assert pane.verticalScrollBar().value() == 300


def test_another_session_is_read_from_its_top(pane: DetailsPane) -> None:
    row = a_row("one")
    pane.show_row(row, "")
    pane.show_details(details(row, "line\n" * 100))
    pane.verticalScrollBar().setValue(300)
    pane.show_row(a_row("two"), "")
    pane.show_details(details(a_row("two"), "line\n" * 100))
    assert pane.verticalScrollBar().value() == 0


@pytest.mark.parametrize("seconds", [1e300, -1e300, float("inf"), float("nan")])
def test_a_time_that_is_none_is_left_out(seconds: float) -> None:
    assert time_text(seconds) == ""


def test_nothing_can_be_typed_into_it(pane: DetailsPane) -> None:
    assert pane.isReadOnly()
