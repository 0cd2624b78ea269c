"""The search of the program as a process: keys in, and the session that was found is the one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import title_in_file
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PHOTOS = "fa27c96e083d"
"""The only session of the sample in whose messages the word of these tests is."""


def test_a_word_in_a_message_is_found_and_enter_opens_it(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    program.wait_for_log("the catalogue: ")
    screen.keys("ctrl+f")
    screen.type("checksums")
    screen.keys("Return", "F2")
    screen.type("Found and renamed")
    screen.keys("Return")
    wait_until(lambda: title_in_file(sample_old, PHOTOS) == "Found and renamed", "the new title")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")


def test_a_window_that_closes_while_it_reads_for_the_search_leaves_no_process(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("ctrl+f")
    screen.type("checksums")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
