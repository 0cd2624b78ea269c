"""From one folder to another: what belongs to the first never reaches the second."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.gui.window.conftest import Driver


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


@pytest.fixture
def other(tmp_path: Path) -> Path:
    other = tmp_path / "other"
    other.mkdir()
    return other


def test_an_open_editor_is_saved_in_the_folder_it_belongs_to(
    opened: Driver, folder: Path, other: Path
) -> None:
    opened.press(Qt.Key.Key_F2)
    opened.type("Half typed")
    opened.window.folder_wanted.emit(other)
    opened.settle()
    calls = opened.store.calls
    assert "open" in calls[calls.index("edit") :]


def test_while_another_folder_opens_nobody_can_act(opened: Driver, other: Path) -> None:
    opened.store.shut_gate()
    opened.window.folder_wanted.emit(other)
    opened.store.wait_for_call()
    assert not opened.view.isEnabled()
    assert not opened.window.menuBar().isEnabled()


def test_once_it_is_open_the_list_has_the_focus(opened: Driver, other: Path) -> None:
    opened.window.folder_wanted.emit(other)
    opened.settle()
    assert opened.view.isEnabled()
    assert opened.focus() is opened.view


def test_a_folder_that_cannot_be_opened_gives_the_list_back(opened: Driver, tmp_path: Path) -> None:
    opened.window.folder_wanted.emit(tmp_path / "gone")
    opened.settle()
    assert (opened.view.isEnabled(), opened.focus()) == (True, opened.view)


def test_a_window_that_waits_for_a_folder_can_be_closed(opened: Driver, other: Path) -> None:
    opened.qtbot.waitUntil(lambda: not opened.app.check.busy)
    opened.store.shut_gate()
    opened.window.folder_wanted.emit(other)
    opened.store.wait_for_call()
    opened.window.actions_.quit.trigger()
    opened.store.open_gate()
    opened.qtbot.waitUntil(lambda: not opened.window.isVisible())


def test_nobody_can_act_on_a_folder_that_another_one_is_about_to_replace(
    opened: Driver, other: Path, tmp_path: Path
) -> None:
    third = tmp_path / "third"
    third.mkdir()
    usable_in: list[tuple[Path, bool]] = []
    opened.app.browsing.folder_changed.connect(
        lambda folder: usable_in.append((folder, opened.view.isEnabled()))
    )
    opened.window.folder_wanted.emit(other)
    opened.window.folder_wanted.emit(third)
    opened.settle()
    assert usable_in == [(other, False), (third, True)]
    assert (opened.app.browsing.folder, opened.app.browsing.wanted) == (third, third)


def test_the_last_of_two_folders_that_cannot_be_opened_gives_the_list_back(
    opened: Driver, tmp_path: Path
) -> None:
    for name in ("gone", "gone too"):
        opened.window.folder_wanted.emit(tmp_path / name)
    opened.settle()
    assert (opened.view.isEnabled(), opened.focus()) == (True, opened.view)
