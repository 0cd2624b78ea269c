"""An export that takes its time: told, stopped, waited for; by scripted work."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from core.store.requests import Exported, Failed, Progressed, Quoted
from gui.export.progress import ExportProgress
from gui.export.save_dialog import SaveDialog
from tests.gui.repair.scripted import Desk, Pause, Script
from tests.gui.window.conftest import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HALF = Progressed(1, 1, "", 50, 100)
COPIED = Quoted("# Text")


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: not driver.app.check.busy)
    return driver


def progress(driver: Driver) -> ExportProgress:
    found = driver.window.status.findChild(ExportProgress)
    assert isinstance(found, ExportProgress)
    return found


def begin(driver: Driver, scripts: list[Script], *script: object) -> None:
    """Copy a conversation by work that says this, and wait until that is told."""
    scripts.append(list(script))  # type: ignore[arg-type]
    driver.window.actions_.copy_markdown.trigger()


def wait_until_told(driver: Driver, text: str) -> None:
    driver.qtbot.waitUntil(lambda: progress(driver).text == text)


def test_long_work_says_how_far_it_is(opened: Driver, scripts: list[Script]) -> None:
    begin(opened, scripts, HALF, Pause(), COPIED)
    wait_until_told(opened, "Copying the conversation: 50 %")


def test_short_work_says_only_what_has_become(opened: Driver, scripts: list[Script]) -> None:
    begin(opened, scripts, COPIED)
    wait_until_told(opened, "Copied as Markdown")


def test_escape_stops_what_is_shown_and_leaves_the_filter(
    opened: Driver, scripts: list[Script]
) -> None:
    begin(opened, scripts, HALF, Pause(), COPIED)
    wait_until_told(opened, "Copying the conversation: 50 %")
    opened.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    opened.press(Qt.Key.Key_Escape)
    wait_until_told(opened, "Cancelled")
    assert len(opened.view.selected_ids()) == 2


def test_afterwards_escape_is_what_it_was(opened: Driver, scripts: list[Script]) -> None:
    begin(opened, scripts, HALF, Pause(), COPIED)
    wait_until_told(opened, "Copying the conversation: 50 %")
    opened.press(Qt.Key.Key_Escape)
    wait_until_told(opened, "Cancelled")
    opened.press(Qt.Key.Key_Escape)
    assert opened.view.selected_ids() == []


def test_what_is_asked_for_meanwhile_comes_next(opened: Driver, scripts: list[Script]) -> None:
    begin(opened, scripts, Failed("One."))
    begin(opened, scripts, Failed("Two."))
    opened.qtbot.waitUntil(
        lambda: [m.text for m in opened.window.messages.kept] == ["One.", "Two."]
    )


class TestClosing:
    """Files are finished first; what is for the clipboard is dropped."""

    def saving(self, driver: Driver, scripts: list[Script], desk: Desk) -> None:
        scripts.append([HALF, Pause(), Exported([str(Path("a.md").absolute())])])
        driver.window.actions_.save_as.trigger()
        dialog = driver.window.findChild(SaveDialog)
        dialog.activateWindow()
        driver.qtbot.waitUntil(dialog.isActiveWindow)
        driver.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        driver.qtbot.waitUntil(lambda: desk.works[-1].reached_pause.is_set())

    def test_a_file_that_is_being_made_is_waited_for(
        self, opened: Driver, scripts: list[Script], desk: Desk
    ) -> None:
        self.saving(opened, scripts, desk)
        opened.window.close()
        assert (opened.window.isVisible(), opened.window.status.currentMessage()) == (
            True,
            "Saving the conversation before closing…",
        )
        desk.works[-1].let_on()
        opened.qtbot.waitUntil(lambda: not opened.window.isVisible())
        assert desk.works[-1].cancels == 0

    def test_who_does_not_want_to_wait_cancels_it(
        self, opened: Driver, scripts: list[Script], desk: Desk
    ) -> None:
        self.saving(opened, scripts, desk)
        opened.window.close()
        boxes = opened.window.findChildren
        opened.qtbot.waitUntil(lambda: any(box.isVisible() for box in boxes(QMessageBox)))
        box = boxes(QMessageBox)[0]
        assert box.text() == "A conversation is still being saved as a file."
        quit_ = next(b for b in box.buttons() if b.text() == "&Quit")
        opened.qtbot.mouseClick(quit_, Qt.MouseButton.LeftButton)
        opened.qtbot.waitUntil(lambda: not opened.window.isVisible())
        opened.qtbot.waitUntil(lambda: not opened.app.exporting.is_running)
        assert desk.works[-1].cancels == 1

    def test_a_copy_is_not_waited_for(self, opened: Driver, scripts: list[Script]) -> None:
        begin(opened, scripts, HALF, Pause(), COPIED)
        opened.window.close()
        opened.qtbot.waitUntil(lambda: not opened.window.isVisible())
