"""Editing goes on: from title to title, through an input method, while rows move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.sessions.columns import Column
from tests.gui.sessions.builders import a_row, many_rows, rows_of, titles
from tests.gui.sessions.hands import (
    Key,
    begin,
    compose,
    editor_of,
    open_editors,
    press,
    settle,
    spot,
)

if TYPE_CHECKING:
    from gui.sessions.session_model import SessionModel
    from gui.sessions.session_view import SessionView

pytestmark = pytest.mark.usefixtures("three")


# --- from title to title -------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Down])
def test_tab_and_down_save_and_open_the_next_title(
    view: SessionView, wanted: list[tuple[str, str]], key: Qt.Key
) -> None:
    editor = begin(view, "alpha")
    QTest.keyClicks(editor, "New")
    press(editor, key)
    assert wanted == [("alpha", "New")]
    assert editor_of(view).selectedText() == "Beta"
    assert view.current_id() == "beta"


@pytest.mark.parametrize(("key", "shift"), [(Key.Key_Backtab, True), (Key.Key_Up, False)])
def test_shift_tab_and_up_save_and_open_the_title_before(
    view: SessionView, wanted: list[tuple[str, str]], key: Qt.Key, shift: bool
) -> None:
    editor = begin(view, "gamma")
    QTest.keyClicks(editor, "New")
    press(editor, key, shift=shift)
    assert wanted == [("gamma", "New")]
    assert editor_of(view).selectedText() == "Beta"


def test_tab_on_the_last_title_saves_and_ends(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "gamma")
    QTest.keyClicks(editor, "New")
    press(editor, Key.Key_Tab)
    assert wanted == [("gamma", "New")]
    assert open_editors(view) == []
    assert view.hasFocus()


def test_tab_passes_over_titles_that_cannot_be_edited(
    view: SessionView, model: SessionModel
) -> None:
    model.show([a_row("a"), a_row("b", age=9999, problem="empty"), a_row("c", age=99999)], {})
    press(begin(view, "a"), Key.Key_Tab)
    assert editor_of(view).text() == "c"


def test_in_a_list_sorted_by_title_every_title_comes_under_tab_once(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    model.sort(Column.TITLE)
    editor = begin(view, "alpha")
    for _ in range(3):
        QTest.keyClicks(editor, "Z" + editor.text())
        press(editor, Key.Key_Tab)
        editor = next(iter(open_editors(view)), editor)
    assert wanted == [("alpha", "ZAlpha"), ("beta", "ZBeta"), ("gamma", "ZGamma")]
    assert open_editors(view) == []


# --- input methods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", [Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Up, Key.Key_Escape]
)
def test_a_key_while_an_input_method_composes_ends_nothing(
    view: SessionView, wanted: list[tuple[str, str]], key: Qt.Key
) -> None:
    editor = begin(view, "beta")
    compose(editor, preedit="chong gou")
    press(editor, key)
    assert editor_of(view) is editor
    assert wanted == []


def test_what_an_input_method_puts_in_is_saved_with_the_next_enter(
    view: SessionView, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "beta")
    compose(editor, preedit="chong gou")
    compose(editor, commit="重构")
    press(editor, Key.Key_Return)
    assert wanted == [("beta", "重构")]


# --- what comes from outside meanwhile -----------------------------------------------------------


def test_an_update_of_the_row_does_not_write_over_what_is_typed(
    view: SessionView, model: SessionModel
) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "typed")
    [_, beta, _] = rows_of("Alpha Beta Gamma")
    model.update_row(a_row("beta", "From outside", updated_at=beta.updated_at))
    settle()
    assert editor_of(view).text() == "typed"


def test_the_editor_stays_on_its_session_through_a_new_listing(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "typed")
    model.show(rows_of("New Gamma Beta Alpha"), {})
    settle()
    assert editor_of(view) is editor
    assert editor.hasFocus()
    press(editor, Key.Key_Return)
    assert wanted == [("beta", "typed")]


def test_the_editor_stays_over_its_row(view: SessionView, model: SessionModel) -> None:
    editor = begin(view, "beta")
    before = editor.geometry()
    model.show(rows_of("New Newer Gamma Beta Alpha"), {})
    settle()
    assert editor.geometry() == before
    assert before.contains(spot(view, model, "beta"))


def test_the_editor_stays_where_it_is_in_sight_of_a_scrolled_list(
    view: SessionView, model: SessionModel
) -> None:
    model.show(many_rows(300), {})
    view.verticalScrollBar().setValue(100 * view.rowHeight(0))
    before = begin(view, "id000104").geometry()
    model.show([a_row("new", age=-1), *many_rows(300)], {})
    settle()
    assert editor_of(view).geometry() == before
    assert before.contains(spot(view, model, "id000104"))


def test_the_editor_stays_when_a_filter_would_hide_its_row(
    view: SessionView, model: SessionModel
) -> None:
    editor = begin(view, "beta")
    model.set_filter("gamma")
    settle()
    assert editor_of(view) is editor
    press(editor, Key.Key_Escape)
    assert titles(model) == ["Gamma"]


def test_the_editor_stays_when_its_session_is_listed_no_longer(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    editor = begin(view, "beta")
    QTest.keyClicks(editor, "typed")
    model.show(rows_of("Alpha Gamma"), {})
    settle()
    press(editor_of(view), Key.Key_Return)
    assert wanted == [("beta", "typed")]


def test_a_renamed_row_moves_to_its_place_and_stays_current_and_in_sight(
    view: SessionView, model: SessionModel, wanted: list[tuple[str, str]]
) -> None:
    rows = [a_row(f"s{n:03d}", f"Title {n:03d}") for n in range(200)]
    model.show(rows, {})
    model.sort(Column.TITLE)
    editor = begin(view, "s002")
    QTest.keyClicks(editor, "Zulu")
    press(editor, Key.Key_Return)
    assert titles(model)[-1] == "Zulu"
    assert view.current_id() == "s002"
    assert view.viewport().rect().contains(spot(view, model, "s002"))
