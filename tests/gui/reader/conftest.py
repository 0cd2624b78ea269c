"""The view alone, and the reader with its thread over real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.reader.room import Room
from tests.gui.reader.viewer import Viewer


@pytest.fixture
def viewer(qtbot: QtBot) -> Viewer:
    """A view 600 pixels wide and 400 high."""
    return Viewer(qtbot)


@pytest.fixture
def saved() -> dict[str, str]:
    """What is kept from one start to the next."""
    return {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture
def room(qtbot: QtBot, folder: Path, saved: dict[str, str]) -> Iterator[Room]:
    """The reader on the screen; no session is selected."""
    room = Room(qtbot, folder, saved)
    yield room
    room.end()
