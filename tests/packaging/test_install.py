"""install.sh and uninstall.sh: for one user, without root, and nothing is left or lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

import project
from tests.e2e.program import bytes_of

SCRIPT = '#!/bin/sh\nprintf "%s|" "$0" "$@"\n'


class Home:
    """A home folder with letters in its name that need care, and an unpacked archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / 'a $HOME of 100% "quotes" and \\'
        self.folder.mkdir()
        self.archive = folder / "unpacked archive"
        icons = self.archive / "session-browser" / "_internal" / "resources" / "icons" / "app"
        shutil.copytree(project.ICONS, icons)
        for command in ("session-browser", "session-store"):
            program = self.archive / "session-browser" / command
            program.write_text(SCRIPT, encoding="utf-8")
            program.chmod(0o755)
        for name in ("install.sh", "uninstall.sh", project.ENTRY.name):
            shutil.copy(project.HERE / name, self.archive)

    @property
    def data(self) -> Path:
        return self.folder / ".local" / "share"

    @property
    def program(self) -> Path:
        return self.folder / ".local" / "lib" / "session-browser"

    def install(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._run(self.archive / "install.sh", **variables)

    def uninstall(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._run(self.program / "uninstall.sh", **variables)

    def entry(self) -> ConfigParser:
        """The desktop entry that was installed."""
        parser = ConfigParser(interpolation=None)
        parser.read(self.data / "applications" / project.ENTRY.name, encoding="utf-8")
        return parser

    def things(self) -> list[str]:
        """Every file and folder below the home folder."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def _run(self, script: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **variables}
        return subprocess.run(
            [script], env=environment, capture_output=True, text=True, check=False, cwd="/"
        )


@pytest.fixture
def own(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def installed(own: Home) -> Home:
    """A home folder in which the program has been installed."""
    assert own.install().returncode == 0
    return own


def started(command: str) -> str:
    """What comes of an `Exec` line, read as the rules of desktop entries say."""
    text = command.replace("\\\\", "\\")  # as every text in such a file
    end = next(n for n in range(1, len(text)) if text[n] == '"' and not ends_escaped(text[1:n]))
    program = text[1:end]
    for special in ('"', "`", "$", "\\"):
        program = program.replace(f"\\{special}", special)
    return program.replace("%%", "%") + text[end + 1 :]


def ends_escaped(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


@pytest.mark.parametrize("command", ["session-browser", "session-store"])
def test_each_command_can_be_started(installed: Home, command: str) -> None:
    link = installed.folder / ".local" / "bin" / command
    done = subprocess.run([link, "one two"], capture_output=True, text=True, check=True)
    assert done.stdout.split("|")[1] == "one two"


def test_the_menu_starts_the_program_whatever_its_folder_is_called(installed: Home) -> None:
    command = installed.entry()["Desktop Entry"]["Exec"]
    assert started(command) == f"{installed.program / 'session-browser'} %f"


def test_the_actions_of_the_menu_keep_their_options(installed: Home) -> None:
    command = installed.entry()["Desktop Action repair"]["Exec"]
    assert started(command) == f"{installed.program / 'session-browser'} --repair"


def test_the_entry_keeps_everything_else(installed: Home) -> None:
    entry = installed.entry()["Desktop Entry"]
    assert (entry["Icon"], entry["StartupWMClass"]) == ("session-browser", "session-browser")


@pytest.mark.parametrize("size", project.ICON_SIZES)
def test_the_menu_has_an_icon(installed: Home, size: int) -> None:
    icons = installed.data / "icons" / "hicolor"
    icon = icons / f"{size}x{size}" / "apps" / "session-browser.png"
    assert icon.read_bytes() == (project.ICONS / f"session-browser-{size}.png").read_bytes()


def test_another_folder_for_data_is_respected(own: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    own.install(XDG_DATA_HOME=str(elsewhere))
    assert (elsewhere / "applications" / project.ENTRY.name).is_file()
    assert not own.data.exists()


def test_uninstalling_leaves_the_home_folder_as_it_was(own: Home) -> None:
    (own.folder / ".local" / "bin").mkdir(parents=True)  # empty, and not ours to remove
    before = own.things()
    own.install()
    own.uninstall()
    assert own.things() == before


def test_uninstalling_finds_everything_after_the_folder_for_data_has_moved(
    own: Home, tmp_path: Path
) -> None:
    own.install(XDG_DATA_HOME=str(tmp_path / "elsewhere"))
    own.uninstall()
    assert not (tmp_path / "elsewhere").exists()


def test_uninstalling_keeps_what_belongs_to_others(installed: Home) -> None:
    for path in (
        installed.data / "applications" / "other.desktop",
        installed.data / "icons" / "hicolor" / "16x16" / "apps" / "other.png",
        installed.folder / ".local" / "state" / "session-browser" / "backup",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("theirs", encoding="utf-8")
    installed.uninstall()
    assert sorted(bytes_of(installed.folder).values()) == [b"theirs"] * 3


def test_uninstalling_twice_says_so(installed: Home, tmp_path: Path) -> None:
    script = shutil.copy(installed.program / "uninstall.sh", tmp_path)
    installed.uninstall()
    environment = {"PATH": os.environ["PATH"], "HOME": str(installed.folder)}
    done = subprocess.run([script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "is not installed" in done.stderr) == (1, True)


def test_a_newer_version_takes_the_place_of_the_older_one(installed: Home) -> None:
    (installed.archive / "session-browser" / "_internal" / "new").touch()
    (installed.program / "_internal" / "old").touch()
    assert installed.install().returncode == 0
    names = {path.name for path in (installed.program / "_internal").iterdir()}
    assert names == {"new", "resources"}


def test_a_newer_version_is_removed_as_completely(own: Home) -> None:
    before = own.things()
    own.install()
    own.install()
    own.uninstall()
    assert own.things() == before


@pytest.mark.parametrize("place", [".local/bin/session-browser", ".local/lib/session-browser"])
def test_what_somebody_else_has_put_there_is_not_touched(own: Home, place: str) -> None:
    path = own.folder / place
    path.parent.mkdir(parents=True)
    path.write_text("theirs", encoding="utf-8")
    done = own.install()
    assert (done.returncode, "not ours" in done.stderr) == (1, True)
    assert list(bytes_of(own.folder).values()) == [b"theirs"]
