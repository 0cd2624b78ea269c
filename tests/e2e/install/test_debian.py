"""On a fresh Debian: install the package, double-click, rename, read the file, remove it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import deb
import project
from tests.e2e.install.conftest import BUILD_SECONDS, Clicked
from tests.e2e.install.debian import HOME, SUITES, Debian, fresh
from tests.e2e.install.pcmanfm import Pcmanfm
from tests.e2e.program import title_in_file, title_in_index
from tests.e2e.screen import Screen, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.long, pytest.mark.timeout(BUILD_SECONDS)]

PINNED = "a3f09c1d7e42"
PACKAGE = "session-browser"


def home_in(debian: Debian) -> Path:
    """The home folder in there, as seen from here."""
    return debian.root / HOME.lstrip("/")


@pytest.fixture(scope="module", params=SUITES)
def debian(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Debian]:
    """A fresh Debian on which the package has been installed by apt."""
    root = tmp_path_factory.mktemp("debian") / "root"
    system = fresh(root, request.param)
    (package,) = built.glob("*.deb")
    system.put(package, f"/tmp/{package.name}")
    system.install(f"/tmp/{package.name}")
    yield system
    shutil.rmtree(root)


@pytest.fixture
def clicked(debian: Debian, screen: Screen, sample_old: Path) -> Iterator[Clicked]:
    """The program in there, which the test has somebody start; it knows a sample store."""
    debian.put(sample_old.parent, f"{HOME}/.hermes/webui")
    program = debian.root / "usr" / "lib" / PACKAGE / PACKAGE
    clicked = Clicked(screen, program, home_in(debian) / ".local" / "state")
    yield clicked
    clicked.kill()


@pytest.fixture
def desktop(debian: Debian, screen: Screen) -> Iterator[Pcmanfm]:
    """A file manager in there, on a folder with the menu entry and the program."""
    entry = debian.root / "usr" / "share" / "applications" / project.ENTRY.name
    debian.put(entry, f"{HOME}/Desktop/{entry.name}")
    config = home_in(debian) / ".config"
    config.mkdir()
    manager = Pcmanfm(screen, Path(HOME, "Desktop"), config, debian.command(), [entry.name])
    yield manager
    manager.close()


def test_every_file_is_as_it_was_packed(debian: Debian) -> None:
    assert debian.run("dpkg", "--verify", PACKAGE) == ""


@pytest.mark.parametrize("command", deb.COMMANDS)
def test_each_command_is_found_by_its_name(debian: Debian, command: str) -> None:
    assert debian.run(command, "--help").startswith(f"usage: {command}")


def test_a_double_click_lists_the_sessions_and_a_title_is_renamed(
    debian: Debian, desktop: Pcmanfm, clicked: Clicked, screen: Screen
) -> None:
    sessions = home_in(debian) / ".hermes" / "webui" / "sessions"
    desktop.double_click(project.ENTRY.name)
    clicked.wait_for_list()
    clicked.wait_for_log("a check found")
    screen.keys("F2")
    screen.type("Renamed on a fresh system")
    screen.keys("Return")
    wait_until(lambda: title_in_file(sessions, PINNED) == "Renamed on a fresh system", "the file")
    wait_until(lambda: title_in_index(sessions, PINNED) == "Renamed on a fresh system", "the index")
    clicked.quit()


def test_removing_the_package_leaves_nothing_of_it(debian: Debian) -> None:
    debian.run("apt-get", "remove", "-q", "-y", PACKAGE)
    assert list((debian.root / "usr").rglob(f"*{PACKAGE}*")) == []
