"""The bundle and its packages, built once for all of these tests."""

from __future__ import annotations

import faulthandler
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import archive
import project
from tests.e2e.install.pcmanfm import Pcmanfm
from tests.e2e.program import Seen
from tests.e2e.screen import Screen, wait_until

BUILD_SECONDS = 900
"""More than a build takes on a slow machine, and a new system."""


def build(out: Path, *kinds: str) -> None:
    """Build packages of these kinds into the folder `out`."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed (./dev test --long installs it)")
    command = [sys.executable, project.HERE / "build.py", *kinds, "--no-start-times"]
    command += ["--out", out, "--work", out / "work", "--level", "0"]
    faulthandler.cancel_dump_traceback_later()  # this takes longer than a test may
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the bundle, its archive and its Debian package."""
    out = tmp_path_factory.mktemp("dist")
    build(out, "bundle", "deb", "tar")
    return out


@pytest.fixture(scope="session")
def bundle(built: Path) -> Path:
    """The folder that runs where it lies."""
    return built / project.NAME


@pytest.fixture(scope="session")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked archive, with its install.sh."""
    (path,) = built.glob("*.tar.xz")
    return archive.unpack(path, tmp_path_factory.mktemp("unpacked"))


class Clicked(Seen):
    """The program that a desktop has started; nobody here is its parent."""

    def __init__(self, screen: Screen, program: Path, state: Path | None = None) -> None:
        super().__init__(screen, state)
        self._program = program

    def processes(self) -> list[int]:
        """The processes that run this very program, children of the window among them."""
        found = []
        for link in Path("/proc").glob("[0-9]*/exe"):
            try:
                is_ours = link.samefile(self._program)
            except OSError:  # it has just ended
                continue
            if is_ours:
                found.append(int(link.parent.name))
        return found

    def quit(self) -> None:
        """Close the program by its key, and wait for its end."""
        self.screen.wait_for_window("Session Browser")
        self.screen.keys("ctrl+q")
        wait_until(lambda: not self.processes(), "the end of the program")

    def kill(self) -> None:
        """End what still runs; for the end of a test that failed."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def clicked(screen: Screen, bundle: Path) -> Iterator[Clicked]:
    """The bundle, which the test has somebody start."""
    clicked = Clicked(screen, bundle / "session-browser")
    yield clicked
    clicked.kill()


@pytest.fixture
def browse(screen: Screen, home: Path) -> Iterator[type[Pcmanfm]]:
    """Opens file managers on folders; they are closed at the end."""
    missing = [tool for tool in ("pcmanfm", "dbus-run-session") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (./dev test --long installs them)")
    opened: list[Pcmanfm] = []

    class Kept(Pcmanfm):
        def __init__(self, folder: Path) -> None:
            super().__init__(screen, folder, Path(os.environ["XDG_CONFIG_HOME"]))
            opened.append(self)

    yield Kept
    for manager in opened:
        manager.close()


@pytest.fixture
def known_store(home: Path, sample_old: Path) -> Path:
    """A store where the program looks for one by itself; returns its sessions folder."""
    state = home / ".hermes" / "webui"
    shutil.copytree(sample_old.parent, state)
    return state / "sessions"
