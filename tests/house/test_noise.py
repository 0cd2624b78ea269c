"""The net of conftest catches: each planted nuisance fails its test, and a quiet test passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = """
import logging, threading, warnings
import pytest
from PySide6.QtCore import QThread, qWarning

KEPT = []

def test_quiet(): pass

def test_says_warning(): logging.getLogger("store").warning("disk on fire")

@pytest.mark.expected_log("on fire")
def test_says_what_it_announced(): logging.getLogger("store").error("disk on fire")

@pytest.mark.expected_log("never said")
def test_announces_in_vain(): pass

def test_warns(): warnings.warn("old", DeprecationWarning)

def test_says_by_qt(qapp): qWarning("odd")

def test_leaves_thread():
    thread = threading.Thread(target=threading.Event().wait, args=(8,), daemon=True)
    thread.start()

def test_leaves_qthread(qapp):
    KEPT.append(QThread())
    KEPT[0].start()

def test_ends_that_qthread():
    KEPT[0].quit()
    KEPT[0].wait()

@pytest.mark.long
def test_takes_long(): raise AssertionError("not asked for")
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of the planted tests, each judged on its own line."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-c", f"{ROOT}/pyproject.toml", f"--rootdir={ROOT}", "-rA", "-q", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "test_says_warning",
        "test_announces_in_vain",
        "test_warns",
        "test_says_by_qt",
        "test_leaves_thread",
        "test_leaves_qthread",
    ],
)
def test_a_nuisance_fails_the_test_that_makes_it(report: str, name: str) -> None:
    marks = [line.split()[0] for line in report.splitlines() if f"::{name}" in line]
    assert {"FAILED", "ERROR"} & set(marks), report


@pytest.mark.parametrize("name", ["test_quiet", "test_says_what_it_announced"])
def test_a_quiet_or_announced_test_passes(report: str, name: str) -> None:
    marks = [line.split()[0] for line in report.splitlines() if f"::{name}" in line]
    assert marks == ["PASSED"], report


def test_a_long_test_is_skipped_with_its_reason(report: str) -> None:
    assert "run by ./dev test --long" in report
