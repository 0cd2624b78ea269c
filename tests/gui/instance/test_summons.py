"""What a second start does to the window that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog

from gui.instance.call import Call
from gui.instance.door import Arrival
from gui.instance.summons import Summons
from gui.wish import Wish
from tests.gui.window.conftest import (  # noqa: F401 - fixtures
    Driver,
    desk,
    driver,
    folder,
    scripts,
    state,
    store,
)


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:  # noqa: F811
    driver.open(folder)
    return driver


@pytest.fixture
def other(tmp_path: Path) -> Path:
    other = tmp_path / "other"
    other.mkdir()
    return other


def call(
    driver: Driver,  # noqa: F811
    folder: Path | None,  # noqa: F811
    wish: Wish = Wish.LIST,
    token: str = "",
) -> None:
    Summons(driver.window, driver.app.browsing).on_called(Call.to(folder, wish, token=token))
    driver.settle()


def test_another_folder_is_opened_in_the_window_there_is(opened: Driver, other: Path) -> None:
    call(opened, other)
    assert opened.app.browsing.folder == other


def test_what_is_being_typed_is_saved_where_it_belongs(opened: Driver, other: Path) -> None:
    opened.press(Qt.Key.Key_F2)
    opened.type("Half typed")
    call(opened, other)
    calls = opened.store.calls
    assert "open" in calls[calls.index("edit") :]


@pytest.mark.parametrize("spelling", [".", "_index.json"])
def test_the_folder_that_is_open_stays_as_it_is(
    opened: Driver,
    folder: Path,  # noqa: F811
    spelling: str,
) -> None:
    call(opened, folder / spelling)
    assert opened.store.calls.count("open") == 1


def test_the_state_folder_above_is_the_same_folder(opened: Driver, folder: Path) -> None:  # noqa: F811
    call(opened, folder.parent)
    assert opened.store.calls.count("open") == 1


def test_without_a_folder_an_open_editor_stays_open(opened: Driver) -> None:
    opened.press(Qt.Key.Key_F2)
    opened.type("Half typed")
    call(opened, None)
    editor = opened.editor()
    assert editor is not None
    assert editor.text() == "Half typed"


def test_a_window_made_small_comes_back(opened: Driver) -> None:
    opened.window.showMinimized()
    call(opened, None)
    assert not opened.window.isMinimized()


def test_a_folder_that_is_not_there_is_told(opened: Driver, tmp_path: Path) -> None:
    call(opened, tmp_path / "gone")
    assert f"There is no folder {tmp_path / 'gone'}." in opened.window.messages.text


def test_a_folder_that_failed_is_tried_again(driver: Driver, tmp_path: Path) -> None:  # noqa: F811
    driver.begin(tmp_path / "late")
    (tmp_path / "late").mkdir()
    call(driver, tmp_path / "late")
    driver.qtbot.waitUntil(lambda: driver.app.browsing.is_complete)
    assert driver.app.browsing.folder == tmp_path / "late"


def test_while_a_dialog_is_open_the_folder_waits_for_a_button(
    opened: Driver,
    folder: Path,  # noqa: F811
    other: Path,
) -> None:
    dialog = QDialog(opened.window)
    dialog.open()
    call(opened, other)
    before = opened.app.browsing.folder
    dialog.reject()
    opened.choose("&Open it")
    opened.settle()
    assert (before, opened.app.browsing.folder) == (folder, other)


def dialogs(driver: Driver) -> list[str]:  # noqa: F811
    """The dialogs over the window, which are closed with this."""
    found = [dialog for dialog in driver.window.findChildren(QDialog) if dialog.isVisible()]
    for dialog in found:
        dialog.reject()
    return [type(dialog).__name__ for dialog in found]


def test_a_repair_can_be_asked_for(opened: Driver) -> None:
    call(opened, None, Wish.REPAIR)
    assert dialogs(opened) == ["RepairDialog"]


def test_a_repair_of_another_folder_waits_until_it_is_open(opened: Driver, other: Path) -> None:
    call(opened, other, Wish.REPAIR)
    assert (opened.app.browsing.folder, dialogs(opened)) == (other, ["RepairDialog"])


def test_a_repair_of_a_folder_that_is_not_there_is_forgotten(
    opened: Driver, other: Path, tmp_path: Path
) -> None:
    call(opened, tmp_path / "gone", Wish.REPAIR)
    opened.window.folder_wanted.emit(other)
    opened.settle()
    assert dialogs(opened) == []


def test_a_folder_can_be_chosen(opened: Driver) -> None:
    call(opened, None, Wish.CHOOSE_FOLDER)
    assert dialogs(opened) == ["FolderDialog"]


def test_one_dialog_at_a_time(opened: Driver) -> None:
    call(opened, None, Wish.REPAIR)
    call(opened, None, Wish.CHOOSE_FOLDER)
    assert dialogs(opened) == ["RepairDialog"]


class Tokens(QObject):
    """Sees which token Qt could have found when the window was brought up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str | None] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self.seen.append(os.environ.get("XDG_ACTIVATION_TOKEN"))
        return False


def test_the_token_of_the_start_is_there_for_qt_and_gone_afterwards(opened: Driver) -> None:
    tokens = Tokens()
    opened.window.showMinimized()
    opened.window.installEventFilter(tokens)
    call(opened, None, token="start-7_TIME42")
    assert tokens.seen == ["start-7_TIME42"]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


def test_a_window_of_its_own_says_why(opened: Driver) -> None:
    opened.app.attend(Arrival(is_silent=True))
    assert "does not answer" in opened.window.messages.text
