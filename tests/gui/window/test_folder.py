"""What stands in the middle of the window: a list, or why there is none and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from core.errors import DiskTrouble, NotFound
from gui.empty_states import EmptyState
from gui.window_state import WindowState
from tests.gui.gate_store import a_row
from tests.gui.window.conftest import Driver, Rows

GONE = NotFound("There is no folder /sessions any more.")


def instead_of_list(driver: Driver) -> str:
    """The headline of what stands where the list would be; nothing if the list stands there."""
    area = driver.window.list_area
    states = [state for state in (area.nothing, area.no_match) if state.isVisible()]
    return states[0].text.split("\n")[0] if states else ""


def offered(state: EmptyState) -> list[str]:
    return [button.text().replace("&", "") for button in state.offered()]


def press(driver: Driver, state: EmptyState, text: str) -> None:
    driver.click(next(b for b in state.offered() if b.text().replace("&", "") == text))


# --- no folder ---------------------------------------------------------------------------------


def test_without_any_folder_the_places_that_were_tried_are_named(
    driver: Driver, home: Path
) -> None:
    driver.begin()
    assert str(home / ".hermes" / "webui" / "sessions") in driver.window.list_area.nothing.text


def test_without_any_folder_choosing_one_has_the_focus(driver: Driver) -> None:
    driver.begin()
    assert driver.focus() is driver.window.list_area.nothing.offered()[0]


def test_without_any_folder_one_can_be_chosen(driver: Driver, folder: Path) -> None:
    driver.begin()
    press(driver, driver.window.list_area.nothing, "Choose a folder…")
    dialog = driver.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    driver.qtbot.waitUntil(lambda: driver.app.browsing.is_complete)
    assert instead_of_list(driver) == ""


def test_a_folder_that_has_come_meanwhile_is_found(driver: Driver, home: Path) -> None:
    driver.begin()
    (home / ".hermes" / "webui" / "sessions").mkdir(parents=True)
    press(driver, driver.window.list_area.nothing, "Look again")
    driver.qtbot.waitUntil(lambda: driver.app.browsing.is_complete)
    assert driver.app.browsing.folder == home / ".hermes" / "webui" / "sessions"


def test_what_needs_a_folder_is_disabled_without_one(driver: Driver) -> None:
    driver.begin()
    actions = driver.window.actions_
    needy = (actions.refresh, actions.repair, actions.find, actions.rename, actions.copy_id)
    assert [action.isEnabled() for action in needy] == [False] * 5


# --- which folder ------------------------------------------------------------------------------


def test_a_known_folder_is_opened_without_being_asked_for(driver: Driver, home: Path) -> None:
    known = home / ".hermes" / "webui" / "sessions"
    known.mkdir(parents=True)
    driver.begin()
    assert driver.app.browsing.folder == known


def test_the_folder_used_last_goes_before_the_known_ones(
    driver: Driver, home: Path, folder: Path, state: WindowState
) -> None:
    (home / ".hermes" / "webui" / "sessions").mkdir(parents=True)
    state.remember_folder(folder)
    driver.begin()
    assert driver.app.browsing.folder == folder


def test_a_stand_in_for_the_folder_used_last_is_announced(
    driver: Driver, home: Path, state: WindowState
) -> None:
    (home / ".hermes" / "webui" / "sessions").mkdir(parents=True)
    state.remember_folder(home / "unmounted")
    driver.begin()
    assert f"The folder used last, {home / 'unmounted'}, is not there." in (
        driver.window.messages.text
    )


def test_an_opened_folder_is_remembered_and_offered(
    driver: Driver, folder: Path, state: WindowState
) -> None:
    driver.open(folder)
    texts = [action.text() for action in driver.window.actions_.recent_menu.actions()]
    assert state.recent_folders == [folder]
    assert str(folder) in texts[0]


def test_the_title_names_the_folder_as_its_user_would(driver: Driver, home: Path) -> None:
    (home / "store").mkdir()
    driver.open(home / "store")
    assert driver.window.windowTitle() == "Session Browser – ~/store"


def test_another_folder_begins_without_filter_undo_and_old_rows(
    driver: Driver, folder: Path, tmp_path: Path, shown: Rows
) -> None:
    driver.open(folder)
    driver.rename("New")
    driver.settle()
    driver.window.filter_bar.focus_filter()
    driver.type("gamma")
    driver.store.rows = {"x": a_row("x", "Other")}
    (tmp_path / "other").mkdir()
    driver.open(tmp_path / "other")
    assert shown() == ["Other"]
    assert not driver.window.actions_.undo.isEnabled()


def test_a_recent_folder_is_one_choice_away(driver: Driver, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    driver.open(folder)
    driver.open(tmp_path / "other")
    driver.window.actions_.recent_menu.actions()[1].trigger()
    driver.qtbot.waitUntil(lambda: driver.app.browsing.folder == folder)


def test_recent_folders_can_be_forgotten(driver: Driver, folder: Path, state: WindowState) -> None:
    driver.open(folder)
    driver.window.actions_.recent_menu.actions()[-1].trigger()
    assert state.recent_folders == []
    assert not driver.window.actions_.recent_menu.isEnabled()


# --- empty, filtered, failed -------------------------------------------------------------------


def test_an_empty_folder_says_so(driver: Driver, folder: Path) -> None:
    driver.store.rows = {}
    driver.open(folder)
    assert instead_of_list(driver) == "There are no sessions in this folder"


def test_the_first_session_of_an_empty_folder_just_appears(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.store.rows = {}
    driver.open(folder)
    driver.store.rows = {"x": a_row("x", "First")}
    driver.store.has_moved = True
    driver.app.browsing.look()
    driver.settle()
    assert (instead_of_list(driver), shown()) == ("", ["First"])
    assert driver.focus() is driver.view


def test_a_filter_without_a_match_is_named_and_can_be_cleared(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.open(folder)
    driver.window.filter_bar.focus_filter()
    driver.look_for_nothing()
    told = instead_of_list(driver)
    press(driver, driver.window.list_area.no_match, "Clear filter")
    assert told == "No session matches “zebra”"
    assert (len(shown()), driver.focus()) == (4, driver.view)


def test_typing_a_filter_without_a_match_keeps_the_focus_in_the_field(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    driver.window.filter_bar.focus_filter()
    driver.type("zebra")
    driver.type("x")
    assert driver.window.filter_bar.text() == "zebrax"


def test_archived_sessions_are_offered_where_nothing_else_matches(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.open(folder)
    driver.window.filter_bar.focus_filter()
    driver.type("archived one")
    press(driver, driver.window.list_area.no_match, "Show archived")
    assert shown() == ["Archived one"]


def test_archived_sessions_that_are_shown_already_are_not_offered(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    driver.window.actions_.show_archived.trigger()
    driver.window.filter_bar.focus_filter()
    driver.look_for_nothing()
    assert offered(driver.window.list_area.no_match) == ["Clear filter"]


def test_a_folder_of_archived_sessions_only_says_so(driver: Driver, folder: Path) -> None:
    driver.store.rows = {"x": a_row("x", archived=True)}
    driver.open(folder)
    assert instead_of_list(driver) == "Every session here is archived"


def test_a_folder_that_is_not_there_says_so_and_can_be_tried_again(
    driver: Driver, folder: Path, tmp_path: Path
) -> None:
    driver.begin(tmp_path / "late")
    told = driver.window.list_area.nothing.text
    (tmp_path / "late").mkdir()
    press(driver, driver.window.list_area.nothing, "Retry")
    driver.qtbot.waitUntil(lambda: driver.app.browsing.is_complete)
    assert f"There is no folder {tmp_path / 'late'}." in told
    assert (instead_of_list(driver), driver.focus()) == ("", driver.view)


# --- a folder that vanishes --------------------------------------------------------------------


def vanish(driver: Driver) -> None:
    driver.store.failing = {"moved": GONE, "list": GONE}
    driver.app.browsing.look()
    driver.settle()


def test_a_folder_that_vanishes_keeps_its_list_and_says_so(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.open(folder)
    vanish(driver)
    assert driver.window.messages.text == f"{GONE} The list shows what was last seen."
    assert len(shown()) == 4


def test_the_message_goes_when_the_folder_is_back(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.open(folder)
    vanish(driver)
    driver.store.failing.clear()
    driver.store.rows["new"] = a_row("new", "Newcomer", updated_at=2000.0)
    driver.choose("&Retry")
    driver.settle()
    assert driver.window.messages.text == ""
    assert "Newcomer" in shown()


def test_a_refresh_that_fails_says_why(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.store.failing = {"list": DiskTrouble("The disk reported an error.")}
    driver.press(Qt.Key.Key_F5)
    driver.settle()
    assert "The disk reported an error." in driver.window.messages.text


def test_another_folder_that_cannot_be_opened_leaves_this_list_alone(
    driver: Driver, folder: Path, tmp_path: Path, shown: Rows
) -> None:
    driver.open(folder)
    driver.window.folder_wanted.emit(tmp_path / "gone")
    driver.settle()
    assert f"There is no folder {tmp_path / 'gone'}." in driver.window.messages.text
    assert (len(shown()), driver.app.browsing.folder) == (4, folder)


def test_the_folder_is_looked_at_when_the_window_gets_the_focus(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    looks = driver.store.calls.count("moved")
    QApplication.sendEvent(driver.window, QEvent(QEvent.Type.ActivationChange))
    driver.settle()
    assert driver.store.calls.count("moved") == looks + 1


@pytest.mark.expected_log("failed")
def test_a_bug_in_the_store_is_told_and_the_list_stays(
    driver: Driver, folder: Path, shown: Rows
) -> None:
    driver.open(folder)
    driver.store.failing = {"list": ZeroDivisionError("a bug")}
    driver.press(Qt.Key.Key_F5)
    driver.settle()
    assert "The program made a mistake (ZeroDivisionError: a bug)." in driver.window.messages.text
    assert len(shown()) == 4
