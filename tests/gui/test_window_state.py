"""What the window remembers, and that a broken or foreign memory does no harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gui.window_state import WindowState, bring_into_view

ROOT = Path(__file__).resolve().parents[2]
LEFT = (0, 0, 1280, 800)
RIGHT = (1280, 0, 1920, 1080)
BELOW = (0, 800, 1280, 800)

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMainWindow
from gui.window_state import WindowState

path, place, state = sys.argv[1:]
app = QApplication([])
window, memory = QMainWindow(), WindowState(Path(path))
if place:
    window.setGeometry(QRect(*json.loads(place)))
else:
    memory.restore_geometry(window)
window.show()
if state == "maximized" and place:
    window.showMaximized()
app.processEvents()
if place:
    memory.save_geometry(window)
    memory.sync()
was_maximized = window.isMaximized()
if state == "maximized" and not place:
    window.showNormal()
    app.processEvents()
areas = [screen.availableGeometry().adjusted(-4, -4, 4, 4) for screen in app.screens()]  # frame
print(was_maximized, any(area.contains(window.geometry()) for area in areas))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


@pytest.fixture
def state(path: Path) -> WindowState:
    return WindowState(path)


def later(path: Path) -> WindowState:
    """The memory as the next start of the program reads it."""
    return WindowState(path)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_without_a_file_there_are_no_recent_folders(state: WindowState) -> None:
    assert state.recent_folders == []


@pytest.mark.parametrize("count", [1, 2])
def test_recent_folders_are_there_at_the_next_start(path: Path, count: int) -> None:
    state = WindowState(path)
    for number in range(count):
        state.remember_folder(Path(f"/sessions, {number}"))
    state.sync()
    assert later(path).recent_folders == [Path(f"/sessions, {n}") for n in reversed(range(count))]


def test_a_folder_opened_again_comes_first_and_only_once(state: WindowState) -> None:
    for name in ("/a", "/b", "/a"):
        state.remember_folder(Path(name))
    assert state.recent_folders == [Path("/a"), Path("/b")]


def test_only_the_last_ten_folders_are_kept(state: WindowState) -> None:
    for number in range(12):
        state.remember_folder(Path(f"/{number}"))
    assert state.recent_folders == [Path(f"/{n}") for n in range(11, 1, -1)]


def test_forgotten_folders_are_gone(state: WindowState) -> None:
    state.remember_folder(Path("/a"))
    state.forget_folders()
    assert state.recent_folders == []


def test_switches_survive_a_restart(path: Path, state: WindowState) -> None:
    state.show_archived, state.show_details = True, False
    state.sync()
    assert (later(path).show_archived, later(path).show_details) == (True, False)


def test_the_state_of_a_part_survives_a_restart(path: Path, state: WindowState) -> None:
    state.save_bytes("header", QByteArray(b"\x00\xff header"))
    state.sync()
    assert later(path).bytes_of("header") == QByteArray(b"\x00\xff header")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[General",
        "[General]\nshow_archived=maybe\nrecent_folders=\ngeometry=@ByteArray(junk)\n",
    ],
)
def test_a_broken_file_is_as_good_as_none(path: Path, window: QMainWindow, text: str) -> None:
    path.write_text(text)
    state = WindowState(path)
    state.restore_geometry(window)
    assert (state.recent_folders, state.show_archived, state.show_details) == ([], False, True)


def test_size_and_place_survive_a_restart(
    path: Path, state: WindowState, window: QMainWindow, qtbot: QtBot
) -> None:
    window.setGeometry(QRect(60, 50, 500, 400))
    state.save_geometry(window)
    state.sync()
    other = QMainWindow()
    qtbot.addWidget(other)
    later(path).restore_geometry(other)
    assert other.geometry() == QRect(60, 50, 500, 400)


def test_a_first_window_fits_on_its_screen(state: WindowState, window: QMainWindow) -> None:
    state.restore_geometry(window)
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert area.contains(window.geometry())


@pytest.mark.parametrize(("x", "y"), [(5000, 100), (-5000, 100), (100, -3000), (100, 9000)])
def test_a_window_off_every_screen_comes_back(window: QMainWindow, x: int, y: int) -> None:
    window.setGeometry(QRect(x, y, 400, 300))
    bring_into_view(window)
    area = QGuiApplication.primaryScreen().availableGeometry()
    assert area.contains(window.geometry())


def test_a_window_partly_off_a_screen_stays_where_the_user_put_it(window: QMainWindow) -> None:
    window.setGeometry(QRect(-200, 40, 400, 300))
    bring_into_view(window)
    assert window.x() == -200


# --- a monitor that is gone --------------------------------------------------------------------


def run_on(
    screens: list[tuple[int, int, int, int]], tmp_path: Path, place: object, state: str
) -> str:
    """Show a window at `place`, or where it was last, on these monitors; tell how it stands."""
    names = ("x", "y", "width", "height")
    plain = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    monitors = [
        {"name": str(n), **plain, **dict(zip(names, one, strict=True))}
        for n, one in enumerate(screens)
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": monitors, "windowFrameMargins": True}))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "window.ini"),
         json.dumps(place) if place else "", state],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize("other", [RIGHT, BELOW])
@pytest.mark.parametrize("size", [(900, 600), (1800, 1000)])
def test_a_window_on_a_monitor_that_is_gone_is_whole_on_one_that_is_there(
    tmp_path: Path, other: tuple[int, int, int, int], size: tuple[int, int]
) -> None:
    run_on([LEFT, other], tmp_path, (other[0] + 60, other[1] + 60, *size), "normal")
    assert run_on([LEFT], tmp_path, None, "normal") == "False True"


def test_a_window_that_filled_a_monitor_that_is_gone_fills_another_and_fits_afterwards(
    tmp_path: Path,
) -> None:
    run_on([LEFT, RIGHT], tmp_path, (1340, 60, 900, 600), "maximized")
    assert run_on([LEFT], tmp_path, None, "maximized") == "True True"


def test_a_window_on_a_second_monitor_stays_there(tmp_path: Path) -> None:
    run_on([LEFT, RIGHT], tmp_path, (1340, 60, 900, 600), "normal")
    assert run_on([LEFT, RIGHT], tmp_path, None, "normal") == "False True"
