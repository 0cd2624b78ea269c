"""Leaving the dialog, and what it says to a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.store.requests import Failed
from gui.repair.dialog import RepairDialog
from tests.gui.repair.builders import ALL_WELL, FOLDER, some_findings, some_progress
from tests.gui.repair.driving import (
    Begin,
    buttons,
    page_of,
    press,
    reach_pause,
    wait_idle,
    words_on,
)
from tests.gui.repair.scripted import Desk, Pause, Script, checked, repaired


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param([checked()], id="plan"),
        pytest.param([checked(findings=[])], id="all well"),
        pytest.param([[Failed("No.")]], id="failure"),
    ],
)
@pytest.mark.parametrize("way", ["button", "escape", "window"])
def test_every_page_can_be_closed(qtbot: QtBot, at: Begin, scripts: list[Script], way: str) -> None:
    dialog = at(*scripts)
    with qtbot.waitSignal(dialog.finished):
        leave(qtbot, dialog, way)
    assert not dialog.isVisible()


def leave(qtbot: QtBot, dialog: RepairDialog, way: str) -> None:
    if way == "button":
        press(qtbot, dialog, "Close")
    elif way == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()


@pytest.mark.parametrize("way", ["escape", "window"])
def test_leaving_while_something_runs_cancels_it_and_closes_when_it_has_ended(
    qtbot: QtBot, begin: Begin, desk: Desk, way: str
) -> None:
    dialog = begin([Pause(), *checked()])
    reach_pause(qtbot, desk)
    leave(qtbot, dialog, way)
    still_there = dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        pass
    assert (still_there, desk.works[0].cancels, dialog.isVisible()) == (True, 1, False)


def test_leaving_while_something_runs_says_that_it_was_heard(
    qtbot: QtBot, begin: Begin, desk: Desk
) -> None:
    dialog = begin([Pause(), *checked()])
    reach_pause(qtbot, desk)
    dialog.reject()
    said = list(buttons(dialog))
    wait_idle(qtbot, dialog)
    assert said == ["Cancelling…"]


def test_a_repair_that_could_not_be_stopped_is_told_to_the_window_before_closing(
    qtbot: QtBot, at: Begin, desk: Desk
) -> None:
    dialog = at(checked(), [Pause(deaf=True), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    reach_pause(qtbot, desk)
    with qtbot.waitSignals([dialog.finished_work, dialog.finished], order="strict"):
        dialog.reject()


def test_the_window_behind_stays_usable(at: Begin) -> None:
    assert not at(checked()).isModal()


def test_a_dialog_that_is_deleted_at_work_cancels_it(qtbot: QtBot, desk: Desk) -> None:
    desk.add([Pause()])
    window = QWidget()
    qtbot.addWidget(window)
    RepairDialog(Path(FOLDER), desk.start, window).open()
    reach_pause(qtbot, desk)
    shiboken6.delete(window)
    assert desk.works[0].cancels == 1


def test_each_page_is_announced_by_what_it_says(at: Begin) -> None:
    page = page_of(at(checked(findings=[])))
    said = page.accessibleDescription()
    assert (page.accessibleName(), said.startswith(ALL_WELL)) == (ALL_WELL, True)


def test_the_receipt_is_announced_with_its_counts(receipt: Begin) -> None:
    said = page_of(receipt()).accessibleDescription()
    assert said.startswith("Done\nGhost rows taken out: 2\n")


def test_whatever_takes_the_focus_has_a_name(receipt: Begin) -> None:
    dialog = receipt(unreadable=some_findings()[5:6])
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or widget.property("text"))
    ]
    assert nameless == []


def test_progress_of_a_run_that_is_over_is_not_shown_in_the_next(
    qtbot: QtBot, at: Begin, desk: Desk
) -> None:
    dialog = at([some_progress(4000), *checked()], [Pause(), *checked()])
    press(qtbot, dialog, "Read every file again")
    qtbot.waitUntil(lambda: "Starting" in words_on(page_of(dialog)))
    desk.works[1].let_on()
    wait_idle(qtbot, dialog)
