"""One window for each user: what a second start does, and what a killed or hung first one costs."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import Program, title_in_file
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PINNED = "a3f09c1d7e42"
NAME = "Session Browser – "


@pytest.fixture
def first(start: Start, screen: Screen, sample_old: Path) -> Program:
    program = start(sample_old)
    program.wait_for_list()
    return program


def test_a_second_start_ends_at_once_and_the_first_stays(
    first: Program, start: Start, screen: Screen
) -> None:
    assert start().end() == (0, "")
    assert (first.is_running, len(screen.windows(NAME))) == (True, 1)


def test_a_second_start_brings_the_window_to_the_front(
    first: Program, start: Start, screen: Screen, tmp_path: Path
) -> None:
    window = screen.windows(NAME)[0]
    other = start("--demo")
    wait_until(lambda: len(screen.windows(NAME)) == 2, "a window over it")
    wait_until(lambda: screen.active_window() not in (window, ""), "the focus on it")
    assert start().end() == (0, "")
    wait_until(lambda: screen.active_window() == window, "the first window in front")
    assert other.is_running


def test_a_second_start_opens_its_folder_in_the_window_that_is_there(
    first: Program, start: Start, screen: Screen, sample_old: Path, sample_new: Path
) -> None:
    before = first.log()
    screen.keys("F2")
    screen.type("Typed and called away")
    assert start(sample_new).end() == (0, "")
    first.wait_for_list(after=before)
    screen.wait_for_window("new/sessions")
    assert title_in_file(sample_old, PINNED) == "Typed and called away"
    screen.keys("ctrl+q")
    assert first.end() == (0, "")


def test_after_a_kill_the_next_start_is_the_first(
    first: Program, start: Start, screen: Screen, sample_old: Path
) -> None:
    log_of_first = first.log()
    first.signal(signal.SIGKILL)
    screen.wait_until_closed(NAME)
    second = start(sample_old)
    second.wait_for_list(after=log_of_first)
    assert start().end() == (0, "")
    screen.keys("ctrl+q")
    assert second.end() == (0, "")


def test_beside_one_that_hangs_a_window_of_its_own_opens(
    first: Program, start: Start, screen: Screen, sample_old: Path
) -> None:
    log_of_first = first.log()
    first.signal(signal.SIGSTOP)
    second = start(sample_old)
    second.wait_for_log("all sessions are listed", after=log_of_first)
    wait_until(lambda: len(screen.windows(NAME)) == 2, "two windows")
    assert second.is_running
    second.signal(signal.SIGTERM)
    assert second.end() == (0, "")


def test_a_new_window_can_be_asked_for(
    first: Program, start: Start, screen: Screen, sample_new: Path
) -> None:
    second = start("--new-window", sample_new)
    wait_until(lambda: len(screen.windows(NAME)) == 2, "two windows")
    assert (first.is_running, second.is_running) == (True, True)
