"""Everything by keys, and no key where it would disturb."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.errors import DiskTrouble
from gui.browsing import Phase
from gui.side_pane import Side
from tests.gui.gate_store import a_row
from tests.gui.window.conftest import Driver, Rows

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


def test_at_the_start_the_list_has_the_focus_and_its_first_row_is_current(opened: Driver) -> None:
    assert (opened.focus(), opened.view.current_id()) == (opened.view, "s0")


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_F, CTRL), (Key.Key_Slash, None)])
def test_the_filter_field_is_one_key_away(
    opened: Driver, shown: Rows, key: Key, modifier: Qt.KeyboardModifier | None
) -> None:
    opened.press(key, modifier)
    opened.type("gam")
    assert shown() == ["Gamma"]


def test_a_slash_and_a_space_in_the_filter_are_typed(opened: Driver) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.type("a/b c")
    assert opened.window.filter_bar.text() == "a/b c"


def test_a_slash_and_a_space_in_a_title_are_typed(opened: Driver) -> None:
    opened.rename("a/b c")
    opened.settle()
    assert opened.store.rows["s0"].title == "a/b c"


def test_escape_clears_the_filter_and_comes_back_to_the_list(opened: Driver, shown: Rows) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.type("gam")
    opened.press(Key.Key_Escape)
    assert (len(shown()), opened.focus()) == (4, opened.view)


def test_escape_leaves_an_empty_filter_field(opened: Driver) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.press(Key.Key_Escape)
    assert opened.focus() is opened.view


def test_escape_with_a_filter_keeps_the_selection(opened: Driver) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.type("gam")
    opened.press(Key.Key_Escape)
    assert opened.view.selected_ids() == ["s2"]


def test_a_second_escape_clears_the_selection_and_a_third_does_not_quit(opened: Driver) -> None:
    for _ in range(3):
        opened.press(Key.Key_Escape)
    assert opened.view.selected_ids() == []
    assert opened.window.isVisible()


def test_escape_in_an_editor_only_closes_the_editor(opened: Driver) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.type("gam")
    opened.press(Key.Key_Down)
    opened.press(Key.Key_F2)
    opened.press(Key.Key_Escape)
    assert (opened.editor(), opened.window.filter_bar.text()) == (None, "gam")


def test_down_in_the_filter_goes_on_to_what_was_found(opened: Driver) -> None:
    opened.press(Key.Key_F, CTRL)
    opened.type("gam")
    opened.press(Key.Key_Down)
    assert (opened.focus(), opened.view.current_id()) == (opened.view, "s2")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_goes_to_the_reader(opened: Driver, key: Key) -> None:
    opened.press(key)
    assert opened.window.reader.has_focus


def test_enter_goes_to_the_details_if_they_are_chosen(opened: Driver) -> None:
    opened.window.side.show_side(Side.DETAILS)
    opened.press(Key.Key_Return)
    assert opened.focus() is opened.window.details


def test_enter_shows_the_reader_if_it_is_hidden(opened: Driver) -> None:
    opened.press(Key.Key_Space)
    opened.press(Key.Key_Return)
    assert opened.window.side.isVisible()


def test_escape_comes_back_from_the_reader(opened: Driver) -> None:
    opened.press(Key.Key_Return)
    opened.press(Key.Key_Escape)
    assert opened.focus() is opened.view


def test_space_hides_and_shows_the_reader(opened: Driver) -> None:
    seen = [opened.window.side.isVisible()]
    for _ in range(2):
        opened.press(Key.Key_Space)
        seen.append(opened.window.side.isVisible())
    assert seen == [True, False, True]


def test_space_in_the_reader_hides_it_and_comes_back_to_the_list(opened: Driver) -> None:
    opened.press(Key.Key_Return)
    opened.press(Key.Key_Space)
    assert (opened.window.side.isVisible(), opened.focus()) == (False, opened.view)


def test_space_presses_a_button_that_has_the_focus(opened: Driver) -> None:
    opened.app.say("A message")
    opened.window.messages.buttons[-1].setFocus()
    opened.press(Key.Key_Space)
    assert opened.window.messages.text == ""
    assert opened.window.side.isVisible()


def test_f2_edits_the_title_with_all_of_it_selected(opened: Driver) -> None:
    opened.press(Key.Key_F2)
    editor = opened.editor()
    assert editor is not None
    assert editor.selectedText() == "Alpha"


def test_f5_reads_the_list_again(opened: Driver, shown: Rows) -> None:
    del opened.store.rows["s1"]
    opened.press(Key.Key_F5)
    opened.settle()
    assert "Beta" not in shown()


def test_undo_and_redo_are_one_key_each(opened: Driver) -> None:
    titles = []
    opened.rename("New")
    for key in (None, (Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT)):
        if key:
            opened.press(*key)
        opened.settle()
        titles.append(opened.store.rows["s0"].title)
    assert titles == ["New", "Alpha", "New"]


def test_undo_shows_the_session_that_a_filter_hides(opened: Driver) -> None:
    opened.rename("New")
    opened.settle()
    opened.window.filter_bar.focus_filter()
    opened.type("gamma")
    opened.window.actions_.undo.trigger()
    opened.settle()
    assert (opened.window.filter_bar.text(), opened.view.selected_ids()) == ("", ["s0"])


def test_undo_shows_the_session_that_is_archived(opened: Driver) -> None:
    opened.app.edits.on_rename_wanted("s1", "New")
    opened.settle()
    row = opened.store.rows["s1"]
    opened.store.rows["s1"] = a_row("s1", row.title, archived=True)
    opened.press(Key.Key_F5)
    opened.settle()
    opened.window.actions_.undo.trigger()
    assert opened.view.selected_ids() == ["s1"]


def test_undo_scrolls_to_the_session(opened: Driver) -> None:
    rows = [a_row(f"n{n}", f"Row {n}", updated_at=5000.0 - n) for n in range(200)]
    opened.store.rows = {row.session_id: row for row in rows}
    opened.press(Key.Key_F5)
    opened.settle()
    opened.app.edits.on_rename_wanted("n0", "New")
    opened.settle()
    opened.view.scrollToBottom()
    opened.window.actions_.undo.trigger()
    area = opened.view.visualRect(opened.app.model.index(opened.app.model.place_of("n0") or 0, 1))
    assert opened.view.viewport().rect().contains(area.center())


def test_f5_tries_a_folder_again_that_could_not_be_read(driver: Driver, folder: Path) -> None:
    driver.store.failing["open"] = DiskTrouble("Could not read sessions: permission was denied.")
    driver.begin(folder)
    driver.qtbot.waitUntil(lambda: driver.app.browsing.phase is Phase.FAILED)
    driver.store.failing.clear()
    driver.press(Key.Key_F5)
    driver.settle()
    assert driver.app.browsing.phase is Phase.LISTED


def test_ctrl_o_asks_for_a_folder(opened: Driver) -> None:
    opened.press(Key.Key_O, CTRL)
    dialog = opened.window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_quitting_has_its_key_on_every_platform(opened: Driver) -> None:
    assert opened.window.actions_.quit.shortcut().toString() == "Ctrl+Q"


def test_no_key_belongs_to_two_actions(opened: Driver) -> None:
    actions = [a for a in vars(opened.window.actions_).values() if hasattr(a, "shortcuts")]
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))
