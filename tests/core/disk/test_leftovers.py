"""What a killed process left behind: ours of the dead is removed, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.disk.atomic import TEMP_MARK
from core.disk.leftovers import remove_leftovers

DEAD = 4_194_303  # above the highest process number of a stock kernel: never alive


def leave(folder: Path, name: str) -> str:
    (folder / name).write_bytes(b"left")
    return name


def test_what_a_dead_process_of_ours_left_is_removed(tmp_path: Path) -> None:
    name = leave(tmp_path, f"aa11{TEMP_MARK}{DEAD}-1f")
    remove_leftovers(tmp_path, [name])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        f"aa11{TEMP_MARK}{os.getpid()}-1f",
        f"aa11{TEMP_MARK}1-1f",
        f"aa11.tmp.{DEAD}.140",
        "aa11.tmp",
        "_index.tmp",
        "_index.tmp.4711.1",
        f"aa11{TEMP_MARK}-1f",
        f"aa11{TEMP_MARK}x-1f",
        f"aa11{TEMP_MARK}{DEAD}",
        f"aa11{TEMP_MARK}-{DEAD}-1f",
        f"aa11{TEMP_MARK}٣-1f",
    ],
)
def test_what_is_alive_or_not_ours_is_never_removed(tmp_path: Path, name: str) -> None:
    leave(tmp_path, name)
    remove_leftovers(tmp_path, [name])
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_leftover_that_cannot_be_removed_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / f"aa11{TEMP_MARK}{DEAD}-1f").mkdir()
    remove_leftovers(tmp_path, [f"aa11{TEMP_MARK}{DEAD}-1f", f"gone{TEMP_MARK}{DEAD}-1f"])
    assert len(list(tmp_path.iterdir())) == 1
