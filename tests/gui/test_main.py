"""The entry point: what it takes, what it refuses, and how little it imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.store import child
from gui.__main__ import CHILD_FLAG, arrival_with, has_display, server_url
from gui.instance.door import Arrival
from gui.wish import Wish

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "gui", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        timeout=30, check=False,
    )  # fmt: skip


def test_the_version_is_told_without_a_window() -> None:
    assert run("--version").stdout.startswith("session-browser ")


def test_the_help_names_what_a_folder_may_be() -> None:
    assert "_index.json" in run("--help").stdout


def test_an_option_that_is_not_known_is_refused() -> None:
    assert run("--no-such-thing").returncode == 2


def test_repairing_and_choosing_a_folder_are_not_wished_for_together() -> None:
    assert run("--repair", "--choose-folder").returncode == 2


def test_a_start_in_a_folder_that_is_gone_gets_a_window_to_tell_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    arrival = arrival_with(Path("sessions"), Wish.LIST, new_window=False)
    monkeypatch.chdir(tmp_path)
    assert arrival == Arrival()


def test_importing_the_entry_point_brings_no_qt_along() -> None:
    code = "import sys, gui.__main__; print([n for n in sys.modules if n.startswith('PySide6')])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_frozen_program_can_be_its_own_child() -> None:
    assert CHILD_FLAG == child.FLAG


@pytest.mark.parametrize(
    ("environment", "platform", "there_is_one"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_missed_only_where_one_is_needed(
    environment: dict[str, str], platform: str, there_is_one: bool
) -> None:
    assert has_display(environment, platform) == there_is_one


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "http://127.0.0.1:8787"),
        ({"HERMES_WEBUI_PORT": "9000"}, "http://127.0.0.1:9000"),
        ({"HERMES_WEBUI_PORT": "none"}, "http://127.0.0.1:8787"),
        ({"HERMES_WEBUI_HOST": "0.0.0.0"}, "http://127.0.0.1:8787"),
        ({"HERMES_WEBUI_HOST": "box"}, "http://box:8787"),
        ({"HERMES_WEBUI_TLS_CERT": "/c.pem"}, "https://127.0.0.1:8787"),
    ],
)
def test_the_server_is_where_its_own_settings_put_it(environment: dict[str, str], url: str) -> None:
    assert server_url(environment) == url
