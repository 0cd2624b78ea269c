"""A crash of the interpreter itself is written down, and taken up by the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PROGRAM = """
import faulthandler, sys
from pathlib import Path
from gui.trouble.last_run import take_crash

def crash_with(title):
    faulthandler._sigsegv()

print(take_crash(Path(sys.argv[1])))
if sys.argv[2:]:
    crash_with("Secret title")
"""


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    return folder


def test_a_run_that_ended_well_leaves_nothing(folder: Path) -> None:
    run(folder)
    assert run(folder) == ""


def test_a_crash_is_taken_up_by_the_next_start(folder: Path) -> None:
    run(folder, "crash")
    told = run(folder).splitlines()
    assert told[0] == "Fatal Python error: Segmentation fault"
    assert "  <string>:7 in crash_with" in told


def test_a_crash_is_told_once(folder: Path) -> None:
    run(folder, "crash")
    run(folder)
    assert run(folder) == ""


def test_lines_that_are_not_of_the_interpreter_are_left_out(folder: Path) -> None:
    (folder / "crash.log").write_text(
        'Secret\n  File "/home/somebody/core/cli.py", line 7 in main\nFatal Python error: Aborted\n'
        "Current thread 0x00007f (Secret) (most recent call first):\n"
    )
    assert run(folder).splitlines() == [
        "core/cli.py:7 in main",
        "Fatal Python error: Aborted",
        "Current thread 0x00007f",
    ]


def test_only_the_user_can_read_it(folder: Path) -> None:
    run(folder)
    assert (folder / "crash.log").stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_kept_the_program_runs_all_the_same(tmp_path: Path) -> None:
    assert run(tmp_path / "missing") == ""
