"""Check and repair belong to one folder, and are made again when the index may be another."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.repair.dialog import RepairDialog
from tests.gui.repair.builders import a_finding
from tests.gui.repair.driving import reach_pause
from tests.gui.repair.scripted import Desk, Pause, Script, checked
from tests.gui.window.conftest import Driver

# Said by the offscreen platform of every window that comes to the front.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: not driver.app.check.busy)
    driver.settle()
    return driver


@pytest.fixture
def other(tmp_path: Path) -> Path:
    other = tmp_path / "other"
    other.mkdir()
    return other


def health(driver: Driver) -> str:
    """What the status bar says of the index."""
    labels = driver.window.status.findChildren(QLabel)
    return next(one.text() for one in labels if one.accessibleName() == "State of the index")


def dialogs(driver: Driver) -> list[RepairDialog]:
    return [one for one in driver.window.findChildren(RepairDialog) if one.isVisible()]


def go_to(driver: Driver, folder: Path) -> None:
    """Open another folder, and wait for its list and its check."""
    driver.window.folder_wanted.emit(folder)
    driver.settle()
    driver.qtbot.waitUntil(lambda: not driver.app.check.busy)
    driver.settle()


def test_the_repair_dialog_goes_with_its_folder(opened: Driver, other: Path) -> None:
    opened.window.actions_.repair.trigger()
    opened.qtbot.waitUntil(lambda: not dialogs(opened)[0].busy)
    go_to(opened, other)
    opened.qtbot.waitUntil(lambda: not dialogs(opened))


def test_a_check_of_the_dialog_that_ends_after_its_folder_is_left_tells_nothing(
    opened: Driver, other: Path, scripts: list[Script], desk: Desk
) -> None:
    scripts.append([Pause(deaf=True), *checked(findings=[a_finding("stale", "s1")])])
    opened.window.actions_.repair.trigger()
    reach_pause(opened.qtbot, desk)
    dialog_work = desk.works[-1]
    go_to(opened, other)
    dialog_work.let_on()
    opened.qtbot.waitUntil(lambda: not dialogs(opened))
    assert health(opened) == "· index: in order"


def test_a_new_dialog_opens_while_the_one_of_the_other_folder_ends(
    opened: Driver, other: Path, scripts: list[Script], desk: Desk
) -> None:
    scripts.append([Pause(deaf=True), Pause(deaf=True), *checked(findings=[])])
    opened.window.actions_.repair.trigger()
    reach_pause(opened.qtbot, desk)
    work = desk.works[-1]
    go_to(opened, other)
    opened.window.actions_.repair.trigger()
    titles = [one.windowTitle() for one in dialogs(opened)]
    work.let_on()
    work.let_on()
    opened.qtbot.waitUntil(lambda: not any(one.busy for one in dialogs(opened)))
    for dialog in dialogs(opened):
        dialog.reject()
    assert any(str(other) in title for title in titles)


def test_a_second_wish_to_repair_brings_the_dialog_to_the_front(opened: Driver) -> None:
    opened.window.actions_.repair.trigger()
    opened.wait_for_focus()
    opened.window.actions_.repair.trigger()
    opened.qtbot.waitUntil(dialogs(opened)[0].isActiveWindow)
    shown = dialogs(opened)
    shown[0].reject()
    assert len(shown) == 1


# --- checked again -----------------------------------------------------------------------------


def stale(count: int) -> Script:
    return checked(findings=[a_finding("stale", f"s{number}") for number in range(count)])


@pytest.fixture
def found_stale(driver: Driver, folder: Path, scripts: list[Script]) -> Driver:
    """A window whose first check has found three stale rows."""
    scripts.append(stale(3))
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: health(driver) == "· index: 3 stale")
    driver.settle()
    return driver


def test_f5_checks_the_index_again(found_stale: Driver, scripts: list[Script]) -> None:
    scripts.append(stale(1))
    found_stale.press(Qt.Key.Key_F5)
    found_stale.qtbot.waitUntil(lambda: health(found_stale) == "· index: 1 stale")


def test_what_another_program_does_is_checked(found_stale: Driver, scripts: list[Script]) -> None:
    scripts.append(stale(2))
    found_stale.store.has_moved = True
    found_stale.app.browsing.look()
    found_stale.settle()
    found_stale.store.has_moved = False
    found_stale.qtbot.waitUntil(lambda: health(found_stale) == "· index: 2 stale")


def test_what_was_found_before_another_program_wrote_is_told_no_more(found_stale: Driver) -> None:
    found_stale.store.has_moved = True
    found_stale.app.browsing.look()
    found_stale.settle()
    assert health(found_stale) == ""


def test_an_index_in_order_stays_so_until_a_check_says_otherwise(opened: Driver) -> None:
    opened.store.has_moved = True
    opened.app.browsing.look()
    opened.settle()
    assert health(opened) == "· index: in order"


def test_many_wishes_to_check_again_make_one_check(opened: Driver, desk: Desk) -> None:
    before = len(desk.requests)
    for _ in range(3):
        opened.press(Qt.Key.Key_F5)
    opened.qtbot.waitUntil(lambda: len(desk.requests) > before)
    opened.qtbot.waitUntil(lambda: not opened.app.check.busy)
    opened.settle()
    assert len(desk.requests) == before + 1
