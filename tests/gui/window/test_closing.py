"""Closing: everything typed is saved first, nothing is cut off, and nobody is kept waiting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.store.requests import Checked
from gui.window_state import WindowState
from tests.gui.repair.builders import a_report
from tests.gui.repair.scripted import Desk, Pause, Script
from tests.gui.window.conftest import Driver


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: not driver.app.check.busy)
    return driver


def closed(driver: Driver) -> None:
    """Return once the window is closed."""
    driver.qtbot.waitUntil(lambda: not driver.window.isVisible())


def question(driver: Driver) -> QMessageBox:
    """The question that is asked, once it is."""
    found: list[QMessageBox] = []

    def is_there() -> bool:
        boxes = driver.window.findChildren(QMessageBox)
        found[:] = [box for box in boxes if box.isVisible()]
        return bool(found)

    driver.qtbot.waitUntil(is_there)
    return found[0]


def answer(driver: Driver, text: str) -> None:
    buttons = question(driver).buttons()
    button = next(b for b in buttons if b.text().replace("&", "") == text)
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keep_saving(driver: Driver, title: str) -> None:
    """Rename the current session on a disk that does not answer, and close the window."""
    driver.store.shut_gate()
    driver.rename(title)
    driver.store.wait_for_call()
    driver.window.close()


def test_an_idle_window_closes_at_once(opened: Driver) -> None:
    assert opened.window.close()


def test_a_window_without_a_folder_closes_at_once(driver: Driver) -> None:
    driver.begin()
    assert driver.window.close()


def test_the_program_is_told_that_the_window_is_closed(opened: Driver) -> None:
    with opened.qtbot.waitSignal(opened.app.closing.closed):
        opened.window.close()


def test_a_pending_title_is_saved_before_the_window_goes(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    still_there = opened.window.isVisible()
    opened.store.open_gate()
    closed(opened)
    assert (still_there, opened.store.rows["s0"].title) == (True, "Last words")


def test_while_it_waits_the_window_says_what_for(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    assert opened.window.status.currentMessage() == "Saving 1 change before closing…"
    assert not opened.view.isEnabled()


def test_a_title_that_is_being_typed_is_saved_too(opened: Driver) -> None:
    opened.press(Qt.Key.Key_F2)
    opened.type("Half typed")
    opened.window.close()
    closed(opened)
    assert opened.store.rows["s0"].title == "Half typed"


def test_closing_twice_is_closing_once(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    opened.window.close()
    opened.store.open_gate()
    closed(opened)
    assert len(opened.store.batches) == 1


def test_a_disk_that_does_not_answer_is_asked_about_by_the_titles(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    assert "“Last words”" in question(opened).text()


def test_what_is_not_saved_is_said_to_be_kept(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    assert "offered again at the next start" in question(opened).informativeText()


def test_what_cannot_be_kept_is_said_to_be_lost(opened: Driver, home: Path) -> None:
    state = home / "state_home" / "session-browser"
    state.mkdir(parents=True, exist_ok=True)
    (state / "stores").write_text("in the way")
    keep_saving(opened, "Last words")
    opened.qtbot.waitUntil(lambda: not opened.app.drafts.are_kept)
    assert "&Quit and lose them" in [b.text() for b in question(opened).buttons()]


def test_to_keep_waiting_is_the_default(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    assert question(opened).defaultButton().text() == "&Keep waiting"


def test_who_keeps_waiting_is_asked_again(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    answer(opened, "Keep waiting")
    assert question(opened).isVisible()


def test_the_question_goes_when_the_disk_answers_after_all(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    question(opened)
    opened.store.open_gate()
    closed(opened)
    assert opened.store.rows["s0"].title == "Last words"


def test_who_does_not_wait_loses_the_titles_and_the_program_knows(opened: Driver) -> None:
    keep_saving(opened, "Last words")
    answer(opened, "Quit")
    closed(opened)
    assert opened.app.service.abandoned


def test_a_disk_that_hangs_while_reading_puts_nothing_at_risk(opened: Driver) -> None:
    opened.store.shut_gate()
    opened.press(Qt.Key.Key_F5)
    opened.store.wait_for_call()
    opened.window.close()
    assert "Nothing that you typed is at risk." in question(opened).text()


def test_titles_that_could_not_be_saved_are_named_before_they_are_lost(opened: Driver) -> None:
    opened.store.refused_titles = {"Refused"}
    opened.rename("Refused")
    opened.settle()
    opened.window.close()
    assert "“Refused”" in question(opened).text()


def test_going_back_keeps_the_window_and_the_title(opened: Driver) -> None:
    opened.store.refused_titles = {"Refused"}
    opened.rename("Refused")
    opened.settle()
    opened.window.close()
    answer(opened, "Go back")
    assert opened.view.isEnabled()
    assert "“Refused”" in opened.window.messages.text


def test_refused_titles_can_be_let_go(opened: Driver) -> None:
    opened.store.refused_titles = {"Refused"}
    opened.rename("Refused")
    opened.settle()
    opened.window.close()
    answer(opened, "Quit")
    closed(opened)


def test_the_quiet_check_is_cancelled_and_its_end_awaited(
    qtbot: QtBot, driver: Driver, folder: Path, desk: Desk, scripts: list[Script]
) -> None:
    scripts.append([Pause(), Checked(a_report(findings=[]))])
    driver.open(folder)
    qtbot.waitUntil(lambda: bool(desk.works) and desk.works[0].reached_pause.is_set())
    driver.window.close()
    closed(driver)
    assert (desk.works[0].cancels, driver.app.check.busy) == (1, False)


def test_a_repair_dialog_is_closed_with_the_window(opened: Driver) -> None:
    opened.window.actions_.repair.trigger()
    opened.window.close()
    closed(opened)
    assert [d for d in opened.window.findChildren(QDialog) if d.isVisible()] == []


def test_a_check_that_runs_in_the_dialog_is_cancelled_first(
    opened: Driver, desk: Desk, scripts: list[Script]
) -> None:
    scripts.append([Pause(), Checked(a_report(findings=[]))])
    opened.window.actions_.repair.trigger()
    opened.qtbot.waitUntil(lambda: desk.works[-1].reached_pause.is_set())
    opened.window.close()
    closed(opened)
    assert desk.works[-1].cancels >= 1


def test_there_is_no_look_at_the_folder_while_the_window_closes(opened: Driver) -> None:
    looks = opened.store.calls.count("moved")
    keep_saving(opened, "Last words")
    opened.app.browsing.look()
    opened.store.open_gate()
    closed(opened)
    assert opened.store.calls.count("moved") == looks


def test_the_window_is_remembered(opened: Driver, state: WindowState) -> None:
    opened.window.resize(700, 500)
    opened.press(Qt.Key.Key_Space)
    opened.window.actions_.show_archived.trigger()
    opened.window.close()
    assert (state.show_details, state.show_archived) == (False, True)
    assert not state.bytes_of("header").isEmpty()
