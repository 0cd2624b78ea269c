"""A double click starts the program, and so do the entries of the menu."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import project
from tests.e2e.install.conftest import BUILD_SECONDS, Clicked
from tests.e2e.install.pcmanfm import Pcmanfm
from tests.e2e.screen import Screen

pytestmark = [pytest.mark.e2e, pytest.mark.long, pytest.mark.timeout(BUILD_SECONDS)]

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCH = """
import sys
from gi.repository import Gio
entry = Gio.DesktopAppInfo.new_from_filename(sys.argv[1])
entry.launch_action(sys.argv[2], None)
"""


@pytest.fixture
def installed(screen: Screen, unpacked: Path, home: Path) -> Iterator[Clicked]:
    """The program, installed for one user by install.sh."""
    subprocess.run([unpacked / "install.sh"], check=True, capture_output=True)
    clicked = Clicked(screen, home / ".local" / "lib" / "session-browser" / "session-browser")
    yield clicked
    clicked.kill()


def entry() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "applications" / project.ENTRY.name


def launch_action(screen: Screen, name: str) -> None:
    """Choose one of the actions of the menu entry, as a desktop does after a right click."""
    probe = [SYSTEM_PYTHON, "-c", "from gi.repository import Gio"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(probe, check=False).returncode:
        pytest.skip("the system's Python has no gi (./dev test --long installs python3-gi)")
    command = [SYSTEM_PYTHON, "-c", LAUNCH, str(entry()), name]
    subprocess.run(command, env=screen.environment(), check=True)


def test_a_double_click_on_the_program_lists_the_sessions(
    browse: Callable[[Path], Pcmanfm], bundle: Path, clicked: Clicked, known_store: Path
) -> None:
    browse(bundle).double_click("session-browser")
    clicked.wait_for_list()
    clicked.quit()


def test_a_double_click_on_the_menu_entry_lists_the_sessions(
    browse: Callable[[Path], Pcmanfm], installed: Clicked, known_store: Path
) -> None:
    browse(entry().parent).double_click(entry().name)
    installed.wait_for_list()
    installed.quit()


@pytest.mark.parametrize("place", ["_index.json", "."])
def test_a_file_or_folder_that_is_opened_with_the_program_is_handed_over(
    installed: Clicked, screen: Screen, sample_old: Path, place: str
) -> None:
    if shutil.which("gio") is None:
        pytest.skip("not installed: gio (./dev test --long installs it)")
    command = ["gio", "launch", entry(), sample_old / place]
    subprocess.run(command, env=screen.environment(), check=True)
    installed.wait_for_list()
    assert screen.windows(sample_old.name) != []
    installed.quit()


def test_the_action_repair_opens_the_plan_at_once(
    installed: Clicked, screen: Screen, known_store: Path
) -> None:
    launch_action(screen, "repair")
    screen.wait_for_window("Check and repair")
    installed.wait_for_log("a check found")
    screen.keys("Escape")
    screen.wait_until_closed("Check and repair")
    installed.quit()


def test_the_action_repair_reaches_the_window_that_is_open(
    installed: Clicked, screen: Screen, known_store: Path
) -> None:
    subprocess.run(["gio", "launch", entry()], env=screen.environment(), check=True)
    installed.wait_for_list()
    launch_action(screen, "repair")
    screen.wait_for_window("Check and repair")
    assert len(screen.windows("Session Browser – ")) == 1
    screen.keys("Escape")
    screen.wait_until_closed("Check and repair")
    installed.quit()


def test_the_action_open_asks_for_a_folder(
    installed: Clicked, screen: Screen, known_store: Path
) -> None:
    launch_action(screen, "open")
    installed.wait_for_log("all sessions are listed")
    screen.wait_for_window("Open")
    screen.keys("Escape")
    installed.quit()


def test_uninstalling_keeps_what_the_user_has_set(
    installed: Clicked, screen: Screen, known_store: Path, home: Path
) -> None:
    subprocess.run(["gio", "launch", entry()], env=screen.environment(), check=True)
    installed.wait_for_list()
    installed.quit()
    subprocess.run([home / ".local/lib/session-browser/uninstall.sh"], check=True)
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "session-browser" / "window.ini"
    assert (entry().exists(), settings.exists()) == (False, True)
