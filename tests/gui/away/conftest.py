"""A real store in a folder that goes away and comes back, and the window that has it open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.server import addresses
from gui.app import App
from gui.window_state import WindowState
from tests.core.safety.conftest import CLOSED_PORT, Mounts

Start = Callable[["Place"], App]

WAYS = ("deleted", "unmounted")


class Place:
    """A folder that can go away."""

    folder: Path

    def go(self) -> None:
        """Be there no longer."""
        raise NotImplementedError

    def come_back(self) -> None:
        """Be there again, with all that was ever saved in it."""
        raise NotImplementedError


class Deleted(Place):
    """A folder that is deleted, and later brought back from a copy: none of its files is the same.

    It is moved before it is copied, so that nobody saves in it after that.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._copy = folder.with_name("copy")

    def go(self) -> None:
        dying = self.folder.with_name("dying")
        self.folder.rename(dying)
        shutil.copytree(dying, self._copy)
        shutil.rmtree(dying)

    def come_back(self) -> None:
        self._copy.rename(self.folder)


class Unmounted(Place):
    """A folder on a disk that is unmounted: a bare folder stays at its place."""

    def __init__(self, folder: Path, mounts: Mounts) -> None:
        self.folder = mounts.bind(folder, folder.with_name("mounted"))
        self._disk, self._mounts = folder, mounts

    def go(self) -> None:
        self._mounts.unmount(self.folder, "-l")  # as a plug that is pulled: nobody is asked

    def come_back(self) -> None:
        self._mounts.bind(self._disk, self.folder)


@pytest.fixture
def mounts() -> Iterator[Mounts]:
    """Mounts folders; skips the test where that is not allowed."""
    mounts = Mounts()
    yield mounts
    mounts.end()


@pytest.fixture(params=WAYS)
def place(request: pytest.FixtureRequest, sample_old: Path) -> Place:
    """A copy of the sample store at a place that can go away, in one way after the other."""
    if request.param == "unmounted":
        return Unmounted(sample_old, request.getfixturevalue("mounts"))
    return Deleted(sample_old)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program on a place, and returns it once all is listed and checked."""
    monkeypatch.setattr(addresses, "DEFAULT_PORT", CLOSED_PORT)
    apps: list[App] = []

    def _start(place: Place) -> App:
        apps.append(App(WindowState(tmp_path / "window.ini")))
        apps[-1].begin(place.folder)
        apps[-1].window.activateWindow()
        qtbot.waitUntil(lambda: apps[-1].browsing.is_complete)
        qtbot.waitUntil(lambda: not apps[-1].check.busy)
        return apps[-1]

    yield _start
    for app in apps:
        while app.window.messages.isVisible():
            app.window.messages.buttons[-1].click()
        app.window.close()
        qtbot.waitUntil(lambda app=app: app.window.may_close)  # type: ignore[misc]
        app.window.deleteLater()


@pytest.fixture
def app(start: Start, place: Place) -> App:
    """The program on that place."""
    return start(place)
