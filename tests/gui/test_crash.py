"""What nobody caught is logged and told, and a signal of the system ends the loop by asking."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gui.crash import LOG_BYTES

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import os, signal, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from gui.crash import CrashCare, start_log

app = QCoreApplication([])
start_log(Path(sys.argv[1]))
care = CrashCare()
care.install()
reports = []
care.reported.connect(reports.append)
care.quit_wanted.connect(app.quit)

def fail():
    raise ValueError("in a slot")

def fail_in_a_thread():
    raise KeyError("in a thread")

def misbehave():
    thread = threading.Thread(target=fail_in_a_thread)
    thread.start()
    thread.join()
    qWarning("Qt is unhappy")
    os.kill(os.getpid(), int(sys.argv[2]))

QTimer.singleShot(0, fail)
QTimer.singleShot(0, misbehave)
code = app.exec()
care.remove()
print(len(reports), "reports", code)
"""


def run_program(folder: Path, number: signal.Signals) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), str(int(number))],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """What a program full of failures printed, said on stderr, and logged."""
    folder = tmp_path_factory.mktemp("log")
    done = run_program(folder, signal.SIGTERM)
    logged = (folder / "session-browser.log").read_text(encoding="utf-8")
    return done.stdout, done.stderr, logged


@pytest.mark.parametrize("words", ["in a slot", "in a thread", "Qt is unhappy"])
def test_what_goes_wrong_is_in_the_log(run: tuple[str, str, str], words: str) -> None:
    assert words in run[2]


@pytest.mark.parametrize("words", ["in a slot", "in a thread", "Qt is unhappy"])
def test_what_goes_wrong_is_said_in_the_terminal(run: tuple[str, str, str], words: str) -> None:
    assert words in run[1]


def test_each_uncaught_error_is_reported_and_the_program_ends_the_normal_way(
    run: tuple[str, str, str],
) -> None:
    assert run[0] == "2 reports 0\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_every_signal_that_asks_to_end_ends_the_loop(
    tmp_path: Path, number: signal.Signals
) -> None:
    assert run_program(tmp_path, number).stdout == "2 reports 0\n"


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run_program(tmp_path / "file", signal.SIGTERM)
    assert done.stdout == "2 reports 0\n"


def test_a_log_that_has_grown_long_makes_room(tmp_path: Path) -> None:
    log = tmp_path / "session-browser.log"
    log.write_text("x" * (LOG_BYTES + 1))
    run_program(tmp_path, signal.SIGTERM)
    assert (tmp_path / "session-browser.old.log").stat().st_size == LOG_BYTES + 1
    assert "in a slot" in log.read_text(encoding="utf-8")
