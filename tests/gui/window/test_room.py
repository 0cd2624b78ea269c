"""Who gets the room in the window, and in what order the keyboard goes through it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton

from core.values import Health
from tests.gui.gate_store import a_row
from tests.gui.window.conftest import Driver


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


def tool_buttons(driver: Driver) -> list[str]:
    buttons = driver.window.findChildren(QToolButton)
    return [b.text() for b in buttons if b.isVisible() and b.text()]


@pytest.mark.parametrize("archived", [0, 12_345])
def test_in_the_narrowest_window_every_tool_can_be_seen(
    driver: Driver, folder: Path, archived: int
) -> None:
    for number in range(archived // 100):
        driver.store.rows[f"a{number}"] = a_row(f"a{number}", archived=True)
    driver.store.health = Health(ghosts=12_345)
    driver.open(folder)
    driver.window.resize(1, 1)
    driver.qtbot.waitUntil(lambda: driver.window.width() == driver.window.minimumWidth())
    assert driver.window.width() <= 640
    assert driver.window.filter_bar.isVisible()
    assert tool_buttons(driver) == ["Open", "Refresh", "Repair index (12345)"]


def test_a_message_leaves_the_rows_where_they_are(opened: Driver) -> None:
    def top() -> QPoint:
        return opened.view.viewport().mapTo(opened.window, QPoint(0, 0))

    before = top()
    opened.app.say("A message")
    opened.qtbot.waitUntil(opened.window.messages.isVisible)
    QApplication.processEvents()
    assert top() == before


def test_tab_goes_from_the_list_by_the_reader_to_the_message(opened: Driver) -> None:
    opened.app.say("A message")
    opened.view.setFocus()
    seen = []
    for _ in range(3):
        opened.press(Qt.Key.Key_Tab)
        seen.append(opened.focus())
    assert seen[1:] == [opened.window.reader.words, opened.window.messages.buttons[0]]


def test_the_reader_has_room_for_a_line_of_text_whatever_else_the_window_holds(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    assert 0.4 < driver.window.side.width() / driver.window.width() < 0.55
