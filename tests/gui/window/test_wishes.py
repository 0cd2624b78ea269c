"""What a window is started for is done at once, and only once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gui.repair.dialog import RepairDialog
from gui.wish import Wish
from tests.gui.repair.scripted import Desk
from tests.gui.window.conftest import Driver

# Said by the offscreen platform of every window that comes to the front.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialogs(driver: Driver) -> list[RepairDialog]:
    return [one for one in driver.window.findChildren(RepairDialog) if one.isVisible()]


def choosers(driver: Driver) -> list[QFileDialog]:
    return [one for one in driver.window.findChildren(QFileDialog) if one.isVisible()]


def begin(driver: Driver, wish: Wish, folder: Path | None) -> None:
    driver.app.begin(folder, wish)
    driver.qtbot.waitUntil(lambda: folder is None or driver.app.browsing.is_complete)
    driver.settle()


def test_a_window_that_is_to_repair_shows_the_plan_at_once(driver: Driver, folder: Path) -> None:
    begin(driver, Wish.REPAIR, folder)
    assert len(dialogs(driver)) == 1


def test_a_window_that_is_to_repair_checks_once(driver: Driver, folder: Path, desk: Desk) -> None:
    begin(driver, Wish.REPAIR, folder)
    driver.qtbot.waitUntil(lambda: not dialogs(driver)[0].busy)
    assert len(desk.works) == 1


def test_the_next_folder_is_not_repaired_without_being_asked_for(
    driver: Driver, folder: Path, tmp_path: Path
) -> None:
    begin(driver, Wish.REPAIR, folder)
    driver.qtbot.waitUntil(lambda: not dialogs(driver)[0].busy)
    other = tmp_path / "other"
    other.mkdir()
    driver.window.folder_wanted.emit(other)
    driver.settle()
    driver.qtbot.waitUntil(lambda: driver.app.browsing.folder == other)
    driver.settle()
    assert dialogs(driver) == []


def test_a_repair_without_any_folder_waits_for_one(driver: Driver, folder: Path) -> None:
    begin(driver, Wish.REPAIR, None)
    assert dialogs(driver) == []
    driver.window.folder_wanted.emit(folder)
    driver.qtbot.waitUntil(lambda: len(dialogs(driver)) == 1)


def test_a_window_that_is_to_open_a_folder_asks_which(driver: Driver, folder: Path) -> None:
    begin(driver, Wish.CHOOSE_FOLDER, folder)
    assert len(choosers(driver)) == 1
    choosers(driver)[0].reject()


def test_a_window_that_is_to_list_asks_nothing(driver: Driver, folder: Path) -> None:
    begin(driver, Wish.LIST, folder)
    assert (dialogs(driver), choosers(driver)) == ([], [])
