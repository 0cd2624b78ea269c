"""What nobody caught is logged and told once; a signal of the system ends the loop by asking."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PROGRAM = """
import os, signal, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from gui.crash import CrashCare
from gui.trouble.log_file import start_log

app = QCoreApplication([])
start_log(Path(sys.argv[1]))
care = CrashCare()
care.install()
reports = []
care.failed.connect(reports.append)
care.quit_wanted.connect(app.quit)

def fail():
    title = "Secret title"
    raise ValueError(f"{title} in /home/somebody/My sessions/a3f0.json")

def fail_in_a_thread():
    raise KeyError("Secret title")

def misbehave():
    thread = threading.Thread(target=fail_in_a_thread)
    thread.start()
    thread.join()
    qWarning("Qt is unhappy with '/home/somebody/My sessions'")
    os.kill(os.getpid(), int(sys.argv[2]))

for _ in range(25):
    QTimer.singleShot(0, fail)
QTimer.singleShot(0, misbehave)
code = app.exec()
care.remove()
print(len(reports), "reports", code)
Path(sys.argv[1]).with_suffix(".reports").write_text(chr(10).join(reports))
"""


def run_program(folder: Path, number: signal.Signals) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), str(int(number))],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def log_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log")


@pytest.fixture(scope="module")
def run(log_folder: Path) -> tuple[str, str, str]:
    """What a program full of failures printed, said on stderr, and logged."""
    folder = log_folder
    done = run_program(folder, signal.SIGTERM)
    logged = (folder / "session-browser.log").read_text(encoding="utf-8")
    return done.stdout, done.stderr, logged


@pytest.fixture
def reports(run: tuple[str, str, str], log_folder: Path) -> str:
    """What that program reported."""
    return log_folder.with_suffix(".reports").read_text()


KINDS = ["ValueError", "KeyError", "Qt is unhappy"]


@pytest.mark.parametrize("words", KINDS)
def test_what_goes_wrong_is_in_the_log(run: tuple[str, str, str], words: str) -> None:
    assert words in run[2]


@pytest.mark.parametrize("words", KINDS)
def test_what_goes_wrong_is_said_on_the_error_output(run: tuple[str, str, str], words: str) -> None:
    assert words in run[1]


@pytest.mark.parametrize("words", ["Secret", "somebody", "My sessions", "a3f0"])
def test_nothing_of_the_user_is_in_log_reports_or_error_output(
    run: tuple[str, str, str], reports: str, words: str
) -> None:
    assert words not in run[2] + run[1] + reports


def test_an_error_that_comes_again_and_again_is_counted_not_repeated(
    run: tuple[str, str, str],
) -> None:
    assert run[2].count("ValueError") == 2
    assert "for the 10th time: ValueError" in run[2]


def test_a_report_names_kind_and_place(reports: str) -> None:
    assert reports.startswith("ValueError\n  <string>:")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals")
def test_somebody_at_a_terminal_is_told_in_full(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "log"), str(int(signal.SIGTERM))],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, timeout=30, check=True,
    )  # fmt: skip
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Secret title" in said
    assert "Secret title" not in (tmp_path / "log" / "session-browser.log").read_text()


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
