"""Tab leads to everything that can have the focus, and out of it; the focus is always seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.values import Health
from gui.appearance.palettes import colours_of
from gui.message_list import MessageList
from gui.messages import Choice, Message
from gui.repair.plan_page import PlanPage
from gui.shortcut_sheet import ShortcutSheet, shortcut_groups
from tests.gui.appearance.contrast import contrast
from tests.gui.repair.builders import a_report
from tests.gui.window.conftest import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MANY = 40  # more steps than any window has places


@pytest.fixture
def full(driver: Driver, folder: Path) -> Driver:
    """A window with all that can have the focus: a message with a choice, an index to repair."""
    driver.open(folder)
    driver.window.status.show_health(Health(ghosts=2, checked=True))
    driver.window.messages.say(Message("Not saved.", choices=(Choice("Retry", lambda: None),)))
    return driver


def round_trip(driver: Driver, window: QWidget, key: Qt.Key) -> list[QWidget]:
    """What has the focus on the way from where it is until it is there again."""
    window.activateWindow()
    driver.qtbot.waitUntil(window.isActiveWindow)
    seen: list[QWidget] = []
    for _ in range(MANY):
        focus = window.focusWidget()
        assert focus is not None
        if focus in seen:
            return seen
        seen.append(focus)
        driver.qtbot.keyClick(focus, key)
    raise AssertionError(f"no way back: {seen}")


def reachable(window: QWidget) -> list[QWidget]:
    """Everything that Tab should lead to."""
    kinds = (QLineEdit, QPushButton, QCheckBox)
    found = [w for kind in kinds for w in window.findChildren(kind)]
    return [w for w in found if w.isVisible() and w.isEnabled()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_leads_to_everything_in_the_window_and_back(full: Driver, key: Qt.Key) -> None:
    way = round_trip(full, full.window, key)
    wanted = [full.view, full.window.reader.words, *reachable(full.window)]
    assert [widget for widget in wanted if widget not in way] == []


def sheet(driver: Driver) -> QWidget:
    return ShortcutSheet(shortcut_groups(driver.window.menuBar(), []), driver.window)


def messages(driver: Driver) -> QWidget:
    return MessageList(driver.window.messages, driver.window)


def plan(driver: Driver) -> QWidget:
    page = PlanPage()
    driver.qtbot.addWidget(page)
    page.show_report(a_report())
    page.show_default()
    return page


@pytest.mark.parametrize("make", [sheet, messages, plan])
def test_tab_leads_to_everything_in_a_dialog_and_back(
    full: Driver, make: Callable[[Driver], QWidget]
) -> None:
    dialog = make(full)
    dialog.show()
    if dialog.focusWidget() is None:
        reachable(dialog)[0].setFocus()
    way = round_trip(full, dialog, Qt.Key.Key_Tab)
    assert [widget for widget in reachable(dialog) if widget not in way] == []


def test_the_focus_is_seen_on_a_row_that_is_not_selected(full: Driver, qtbot: QtBot) -> None:
    full.view.setFocus()
    full.view.clearSelection()
    cell = full.view.visualRect(full.view.currentIndex())
    picture = full.view.viewport().grab().toImage()
    edge = picture.pixelColor(cell.topLeft() + QPoint(cell.width() // 2, 1))
    assert contrast(edge, colours_of(full.view.palette()).base) >= 3
