"""F1 shows every key of the window, as the actions have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTableWidget

from gui.shortcut_sheet import ShortcutSheet
from tests.gui.window.conftest import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def sheet(driver: Driver, folder: Path) -> ShortcutSheet:
    driver.open(folder)
    driver.press(Qt.Key.Key_F1)
    return opened_sheet(driver)


def opened_sheet(driver: Driver) -> ShortcutSheet:
    (found,) = driver.window.findChildren(ShortcutSheet)
    driver.qtbot.waitUntil(found.isVisible)
    return found


def lines(table: QTableWidget) -> dict[str, str]:
    """What is done, and by which keys."""
    return {cell(table, row, 0): cell(table, row, 1) for row in range(table.rowCount())}


def cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return item.text().strip() if item else ""


def test_every_key_of_the_window_is_on_the_sheet(driver: Driver, sheet: ShortcutSheet) -> None:
    shown = "\n".join(lines(sheet.table).values())
    native = QKeySequence.SequenceFormat.NativeText
    actions = [*driver.window.findChildren(QAction), *driver.window.actions()]
    keys = {key.toString(native) for action in actions for key in action.shortcuts()}
    assert [key for key in keys if key not in shown] == []


def test_a_line_says_what_is_done_and_by_which_keys(sheet: ShortcutSheet) -> None:
    assert lines(sheet.table)["Find sessions"] == "Ctrl+F, /"


def test_a_key_that_is_changed_is_changed_on_the_sheet(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.window.actions_.rename.setShortcut("Ctrl+R")
    driver.press(Qt.Key.Key_F1)
    assert lines(opened_sheet(driver).table)["Rename"] == "Ctrl+R"


def test_the_keys_of_the_title_editor_are_on_the_sheet(sheet: ShortcutSheet) -> None:
    assert lines(sheet.table)["Save, and edit the next title"] == "Tab, Down"


def test_what_stands_in_a_menu_of_a_menu_is_told_with_its_name(sheet: ShortcutSheet) -> None:
    assert lines(sheet.table)["Text size: Smaller"] == "Ctrl+-"


def test_no_key_is_told_twice(sheet: ShortcutSheet) -> None:
    told = [cell(sheet.table, row, 0) for row in range(sheet.table.rowCount())]
    assert sorted(set(told)) == sorted(told)


def test_escape_closes_the_sheet(driver: Driver, sheet: ShortcutSheet) -> None:
    driver.qtbot.keyClick(sheet.table, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: driver.window.findChildren(ShortcutSheet) == [])
