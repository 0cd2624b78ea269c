"""When the details of the current session are read once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from core.errors import NotFound
from tests.gui.gate_store import a_row
from tests.gui.window.conftest import Driver


def test_details_that_could_not_be_read_are_asked_for_again_with_the_list(
    driver: Driver, folder: Path
) -> None:
    driver.store.failing["details"] = NotFound("s0.json is no longer there.")
    driver.open(folder)
    pane = driver.window.details
    driver.qtbot.waitUntil(lambda: "no longer there" in pane.toPlainText())
    driver.store.failing.clear()
    driver.press(Qt.Key.Key_F5)
    driver.qtbot.waitUntil(lambda: "First prompt" in pane.toPlainText())


def test_the_details_of_a_row_that_changed_are_asked_for_again(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: driver.store.calls.count("details s0") == 1)
    driver.store.rows["s0"] = a_row("s0", "Alpha", updated_at=1001.0)
    driver.press(Qt.Key.Key_F5)
    driver.qtbot.waitUntil(lambda: driver.store.calls.count("details s0") == 2)
