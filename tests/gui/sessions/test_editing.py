"""Editing a title in the table, with the keys and the mouse of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from gui.sessions.columns import Column
from tests.gui.sessions.builders import a_row, titles
from tests.gui.sessions.hands import (
    Key,
    begin,
    click,
    compose,
    double_click,
    editor_of,
    open_editors,
    press,
    settle,
    spot,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.sessions.session_model import SessionModel
    from gui.sessions.session_view import SessionView

pytestmark = pytest.mark.usefixtures("three")


# --- beginning -----------------------------------------------------------------------------------


def test_f2_opens_the_title_of_the_current_row_with_all_of_it_selected(view: SessionView) -> None:
    assert begin(view, "beta").selectedText() == "Beta"


def test_f2_means_the_title_from_any_cell_of_the_row(
    view: SessionView, model: SessionModel
) -> None:
    view.setCurrentIndex(model.index(1, Column.MODEL))
    press(view, Key.Key_F2)
    assert editor_of(view).text() == "Beta"


def test_a_double_click_on_the_title_opens_it(view: SessionView, model: SessionModel) -> None:
    double_click(view, spot(view, model, "gamma"))
    assert editor_of(view).text() == "Gamma"


def test_a_double_click_on_another_cell_opens_nothing(
    view: SessionView, model: SessionModel
) -> None:
    double_click(view, spot(view, model, "gamma", Column.UPDATED))
    assert open_editors(view) == []


@pytest.fixture
def quick_clicks() -> Iterator[int]:
    """So few milliseconds after a click no second one makes it a double click."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(5)
    yield 5
    QApplication.setDoubleClickInterval(before)


def test_a_slow_second_click_opens_the_title(
    qtbot: QtBot, view: SessionView, model: SessionModel, quick_clicks: int
) -> None:
    click(view, spot(view, model, "beta"))
    click(view, spot(view, model, "beta"))
    qtbot.waitUntil(lambda: bool(open_editors(view)))
    assert editor_of(view).text() == "Beta"


def test_a_second_click_on_a_session_that_is_filtered_out_meanwhile_opens_nothing(
    qtbot: QtBot, view: SessionView, model: SessionModel, quick_clicks: int
) -> None:
    click(view, spot(view, model, "beta"))
    click(view, spot(view, model, "beta"))
    model.set_filter("no such title")
    qtbot.wait(4 * quick_clicks)  # and Qt has nothing to complain about
    model.set_filter("")
    assert open_editors(view) == []


def test_one_click_opens_nothing(
    qtbot: QtBot, view: SessionView, model: SessionModel, quick_clicks: int
) -> None:
    click(view, spot(view, model, "beta"))
    qtbot.wait(4 * quick_clicks)
    assert open_editors(view) == []


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_an_unreadable_title_is_not_opened_and_the_view_says_why(
    view: SessionView, model: SessionModel
) -> None:
    model.show([a_row("s1", problem="cut off at byte 812")], {})
    view.select("s1")
    press(view, Key.Key_F2)
    assert open_editors(view) == []
    assert "cut off at byte 812" in QToolTip.text()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a second tooltip
def test_a_double_click_on_an_unreadable_title_is_told_why_too(
    view: SessionView, model: SessionModel
) -> None:
    model.show([a_row("s1", problem="cut off at byte 97")], {})
    place = spot(view, model, "s1")
    double_click(view, place)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "cut off at byte 97" in QToolTip.text()


# --- ending --------------------------------------------------------------------------------------


def test_enter_saves(view: SessionView, wanted: list[tuple[str, str]]) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "  New  title ")
    press(editor, Key.Key_Return)
    assert wanted == [("beta", "New  title")]
    assert open_editors(view) == []
    assert view.hasFocus()


def test_escape_restores(view: SessionView, wanted: list[tuple[str, str]]) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "New title")
    press(editor, Key.Key_Escape)
    assert wanted == []
    assert open_editors(view) == []
    assert view.current_id() == "beta"


def test_a_click_elsewhere_saves(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    QTest.keyClicks(begin(view, "beta"), "New title")
    click(view, spot(view, model, "gamma"))
    assert wanted == [("beta", "New title")]
    assert open_editors(view) == []
    assert view.current_id() == "gamma"


def test_a_click_on_a_header_saves_before_it_sorts(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    QTest.keyClicks(begin(view, "beta"), "New title")
    header = view.horizontalHeader()
    place = header.sectionViewportPosition(Column.TITLE) + 20
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
    settle()
    assert wanted == [("beta", "New title")]
    assert open_editors(view) == []


@pytest.mark.parametrize("text", ["", "   ", "Beta", "\u3000"])
def test_a_blank_or_unchanged_title_is_not_saved(
    view: SessionView, wanted: list[tuple[str, str]], text: str
) -> None:
    editor = begin(view, "beta")
    press(editor, Key.Key_Backspace)
    compose(editor, commit=text)
    press(editor, Key.Key_Return)
    assert wanted == []
    assert open_editors(view) == []


def test_a_title_of_two_lines_that_is_left_unchanged_is_not_saved(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    model.show([a_row("s1", "one\ntwo")], {})
    press(begin(view, "s1"), Key.Key_Return)
    assert wanted == []


def test_a_title_that_is_too_long_is_cut_only_if_it_was_changed(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    model.show([a_row("s1", "x" * 93)], {})
    press(begin(view, "s1"), Key.Key_Return)
    assert wanted == []
    press(begin(view, "s1"), Key.Key_End, Key.Key_Backspace, Key.Key_Return)
    assert wanted == [("s1", "x" * 80)]


def test_a_long_title_of_emoji_is_saved_whole(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "beta")
    compose(editor, commit="\U0001f680" * 80)
    press(editor, Key.Key_Return)
    assert wanted == [("beta", "\U0001f680" * 80)]


def test_another_window_does_not_end_the_edit(
    qtbot: QtBot, view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "New")
    other = QLineEdit()
    qtbot.addWidget(other)
    with qtbot.waitExposed(other):
        other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert wanted == []
    assert editor_of(view).text() == "New"


def test_another_widget_of_the_window_ends_the_edit_and_saves(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    QTest.keyClicks(begin(view, "beta"), "New")
    field = QLineEdit(view)
    field.show()
    field.setFocus()
    settle()
    assert wanted == [("beta", "New")]
    assert open_editors(view) == []


def test_what_is_open_can_be_saved_from_outside(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    QTest.keyClicks(begin(view, "beta"), "New")
    view.commit_editor()
    assert wanted == [("beta", "New")]
    assert open_editors(view) == []


def test_saving_from_outside_needs_no_editor(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    view.commit_editor()
    assert wanted == []


# --- edited again --------------------------------------------------------------------------------


def test_a_refused_text_can_be_edited_again(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    view.edit_title("gamma", "Refused")
    editor = editor_of(view)
    assert editor.selectedText() == "Refused"
    assert editor.hasFocus()
    press(editor, Key.Key_Return)
    assert wanted == [("gamma", "Refused")]


def test_a_text_is_put_into_the_editor_that_is_open(view: SessionView) -> None:
    editor = begin(view, "gamma")
    view.edit_title("gamma", "Refused")
    assert editor_of(view) is editor
    assert editor.text() == "Refused"


def test_opening_another_title_saves_the_one_that_is_open(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    QTest.keyClicks(begin(view, "beta"), "New")
    view.edit_title("gamma")
    assert wanted == [("beta", "New")]
    assert editor_of(view).text() == "Gamma"


def test_a_hidden_session_is_shown_to_be_edited_again(
    view: SessionView, model: SessionModel
) -> None:
    model.set_filter("alpha")
    view.edit_title("gamma", "Refused")
    assert editor_of(view).text() == "Refused"
    press(editor_of(view), Key.Key_Escape)
    assert titles(model) == ["Alpha"]


def test_a_session_that_is_gone_cannot_be_edited_again(
    view: SessionView, model: SessionModel
) -> None:
    view.select("alpha")
    view.edit_title("nobody", "Refused")
    assert open_editors(view) == []
    assert model.held == ""
