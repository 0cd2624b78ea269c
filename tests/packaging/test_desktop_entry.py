"""The entry in the menu: what it starts is what the program takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser

import pytest

import project
from gui.main_window import APP_NAME
from tests.house.tree import ROOT

ENTRY = ConfigParser(interpolation=None)
ENTRY.read(project.ENTRY, encoding="utf-8")
MAIN = ENTRY["Desktop Entry"]
ACTIONS = [f"Desktop Action {name}" for name in MAIN["Actions"].rstrip(";").split(";")]


def test_its_name_is_that_of_the_window() -> None:
    assert MAIN["Name"] == APP_NAME


def test_a_folder_or_file_is_handed_over() -> None:
    assert MAIN["Exec"] == "session-browser %f"


def test_the_desktop_knows_whose_the_window_is() -> None:
    app = (ROOT / "gui" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{project.ENTRY.stem}")' in app
    assert MAIN["StartupWMClass"] == project.ENTRY.stem


def test_it_offers_to_repair_and_to_open_another_folder() -> None:
    assert [ENTRY[one]["Name"] for one in ACTIONS] == ["Repair index", "Open folder…"]


def test_it_claims_no_kind_of_file_for_itself() -> None:
    assert "mimetype" not in MAIN


@pytest.mark.parametrize("action", ACTIONS)
def test_what_an_action_says_is_an_option_of_the_program(action: str) -> None:
    program, option = ENTRY[action]["Exec"].split()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gui", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (program, option in done.stdout) == ("session-browser", True)


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="no desktop-file-validate here"
)
def test_the_desktop_s_own_check_finds_no_fault() -> None:
    done = subprocess.run(
        ["desktop-file-validate", project.ENTRY], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
