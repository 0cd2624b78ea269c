"""The dialog about a fault: one, however many there are, and it can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from gui.trouble.report import report_of
from gui.trouble.report_dialog import ReportDialog
from gui.trouble.reports import MAX_ADDED, Reports
from tests.gui.window.conftest import (  # noqa: F401 - fixtures
    Driver,
    desk,
    driver,
    folder,
    scripts,
    state,
    store,
)

FAULT = "ValueError\n  gui/app.py:7 in run"


@pytest.fixture
def reports(driver: Driver) -> Reports:  # noqa: F811
    driver.begin()
    return Reports(driver.window)


def dialogs(driver: Driver) -> list[ReportDialog]:  # noqa: F811
    return [one for one in driver.window.findChildren(ReportDialog) if one.isVisible()]


def press(driver: Driver, text: str) -> None:  # noqa: F811
    buttons = dialogs(driver)[0].findChildren(QPushButton)
    driver.click(next(b for b in buttons if b.text().replace("&", "") == text))


def test_a_fault_is_shown_with_its_place(driver: Driver, reports: Reports) -> None:  # noqa: F811
    reports.on_failed(FAULT)
    assert FAULT in dialogs(driver)[0].text


def test_many_faults_are_one_dialog_of_bounded_length(
    driver: Driver,  # noqa: F811
    reports: Reports,
) -> None:
    for number in range(100):
        reports.on_failed(f"Fault {number}")
    assert len(dialogs(driver)) == 1
    assert dialogs(driver)[0].text.count("Fault") == MAX_ADDED


def test_a_fault_after_the_dialog_was_closed_is_shown(
    driver: Driver,  # noqa: F811
    reports: Reports,
) -> None:
    reports.on_failed("Fault 1")
    press(driver, "Close")
    reports.on_failed("Fault 2")
    assert "Fault 1" not in dialogs(driver)[0].text
    assert "Fault 2" in dialogs(driver)[0].text


def test_the_report_can_be_copied(driver: Driver, reports: Reports) -> None:  # noqa: F811
    reports.on_failed(FAULT)
    press(driver, "Copy report")
    assert QGuiApplication.clipboard().text() == dialogs(driver)[0].text


def test_the_report_is_read_aloud_and_reached_by_keys(
    driver: Driver,  # noqa: F811
    reports: Reports,
) -> None:
    reports.on_failed(FAULT)
    edit = dialogs(driver)[0].findChild(QPlainTextEdit)
    assert (edit.accessibleName(), edit.isReadOnly()) == ("Report", True)
    assert edit.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("words", ["session-browser 0.", "PySide6", "Qt 6.", "Python 3.", "Linux"])
def test_a_report_tells_what_it_happened_with(words: str) -> None:
    assert words in report_of(FAULT)


def test_a_crash_of_the_run_before_is_offered(driver: Driver, reports: Reports) -> None:  # noqa: F811
    reports.offer("Fatal Python error: Aborted")
    told = driver.window.messages.text
    driver.choose("Show &report")
    assert told == "Session Browser ended unexpectedly the last time."
    assert "Fatal Python error: Aborted" in dialogs(driver)[0].text


def test_after_a_good_run_nothing_is_offered(driver: Driver, reports: Reports) -> None:  # noqa: F811
    reports.offer("")
    assert driver.window.messages.text == ""


def test_the_window_closes_with_a_report_open(driver: Driver, reports: Reports) -> None:  # noqa: F811
    reports.on_failed(FAULT)
    driver.window.actions_.quit.trigger()
    driver.qtbot.waitUntil(lambda: not driver.window.isVisible())
