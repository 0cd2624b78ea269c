"""What the program leaves in its log, and what it says after a crash."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import title_in_file
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PINNED = "a3f09c1d7e42"


def test_a_crash_is_offered_as_a_report_at_the_next_start(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    first = start(sample_old)
    first.wait_for_list()
    log_of_first = first.log()
    first.signal(signal.SIGSEGV)
    first.end()
    again = start(sample_old)
    again.wait_for_list(after=log_of_first)
    assert "the run before this one crashed" in again.log()
    screen.keys("alt+r")
    screen.wait_for_window("Report")
    screen.keys("Escape")
    screen.wait_until_closed("Report")
    screen.keys("ctrl+q")
    assert again.end() == (0, "")


def test_the_log_of_a_day_holds_no_title_and_no_path(
    start: Start, screen: Screen, sample_old: Path, home: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Secret title")
    screen.keys("Return", "F5")
    wait_until(lambda: title_in_file(sample_old, PINNED) == "Secret title", "the title")
    away = sample_old.with_name("away")
    sample_old.rename(away)
    program.wait_for_log("refused")
    while_away = program.log()
    away.rename(sample_old)
    program.wait_for_list(after=while_away)
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
    words = ("Secret", "title", "Postgres", ".json", str(sample_old), sample_old.parent.name)
    assert [word for word in words if word in program.log()] == []
