"""A conversation saved from the window, by keys alone, and read back from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import bytes_of
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PINNED = "a3f09c1d7e42"


def test_ctrl_s_saves_the_session_file_byte_for_byte(
    start: Start, screen: Screen, sample_old: Path, tmp_path: Path
) -> None:
    before, target = bytes_of(sample_old), tmp_path / "mine"
    target.mkdir()
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("ctrl+s")
    screen.wait_for_window("Save conversation")
    screen.keys("ctrl+a")
    screen.type("copy.json")  # the ending chooses the format
    screen.keys("Tab", "ctrl+a")
    screen.type(str(target))
    screen.keys("Return")
    wait_until(lambda: bytes_of(target).keys() == {"copy.json"}, "the file")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
    assert bytes_of(target) == {"copy.json": before[f"{PINNED}.json"]}
    assert bytes_of(sample_old) == before


def test_a_window_that_closes_at_once_still_saves_the_file(
    start: Start, screen: Screen, sample_old: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("ctrl+s")
    screen.wait_for_window("Save conversation")
    screen.keys("Tab", "ctrl+a")
    screen.type(str(target))
    screen.keys("Return", "ctrl+q")
    assert program.end() == (0, "")
    assert [name.rpartition(".")[2] for name in bytes_of(target)] == ["md"]
