"""When the details of the current session are read, and when once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from core.errors import NotFound
from gui.current_session import PAUSE_MS
from gui.side_pane import Side
from tests.gui.gate_store import a_row
from tests.gui.window.conftest import Driver


def test_details_that_could_not_be_read_are_asked_for_again_with_the_list(
    driver: Driver, folder: Path
) -> None:
    driver.store.failing["details"] = NotFound("s0.json is no longer there.")
    driver.open(folder)
    driver.window.side.show_side(Side.DETAILS)
    pane = driver.window.details
    driver.qtbot.waitUntil(lambda: "no longer there" in pane.toPlainText())
    driver.store.failing.clear()
    driver.press(Qt.Key.Key_F5)
    driver.qtbot.waitUntil(lambda: "First prompt" in pane.toPlainText())


def test_the_details_of_a_row_that_changed_are_asked_for_again(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    driver.window.side.show_side(Side.DETAILS)
    driver.qtbot.waitUntil(lambda: driver.store.calls.count("details s0") == 1)
    driver.store.rows["s0"] = a_row("s0", "Alpha", updated_at=1001.0)
    driver.press(Qt.Key.Key_F5)
    driver.qtbot.waitUntil(lambda: driver.store.calls.count("details s0") == 2)


def test_details_that_nobody_sees_are_not_read(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.press(Qt.Key.Key_Down)
    driver.qtbot.wait(3 * PAUSE_MS)
    driver.window.side.show_side(Side.DETAILS)
    driver.qtbot.waitUntil(lambda: "First prompt" in driver.window.details.toPlainText())
    read = [call for call in driver.store.calls if call.startswith("details")]
    assert read == [f"details {driver.window.view.current_id()}"]


def test_details_are_read_once_however_often_they_are_looked_at(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    for side in (Side.DETAILS, Side.CONVERSATION, Side.DETAILS):
        driver.window.side.show_side(side)
        driver.settle()
    driver.qtbot.waitUntil(lambda: "First prompt" in driver.window.details.toPlainText())
    assert driver.store.calls.count("details s0") == 1
