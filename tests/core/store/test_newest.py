"""The newest rows for the first screenful, from the beginning of the index alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import INDEX, a_row, some_sessions, write_index

BROKEN = {
    "empty": b"",
    "an object": b"{}",
    "cut off": b"[",
    "no text": b"\xff",
    "deep": b"[[" * 400_000,
    "blank": b"[" + b" " * 600_000,
}


def newest(folder: Path, count: int = 2) -> list[str]:
    return [row.session_id for row in SessionStore(folder).newest(count)]


def test_the_newest_come_at_once(folder: Path) -> None:
    assert newest(folder) == ["s0002", "s0001"]


def test_without_an_index_nothing_comes(folder: Path) -> None:
    (folder / INDEX).unlink()
    assert newest(folder) == []


def test_of_a_long_index_only_the_beginning_is_read(folder: Path) -> None:
    write_index(folder, [a_row(session) for session in reversed(some_sessions(4_000))])
    index = folder / INDEX
    index.write_bytes(index.read_bytes()[:-700_000] + b"cut off here")
    assert newest(folder) == ["s3999", "s3998"]


@pytest.mark.parametrize("index", BROKEN.values(), ids=BROKEN.keys())
def test_of_a_broken_index_nothing_comes(folder: Path, index: bytes) -> None:
    (folder / INDEX).write_bytes(index)
    assert newest(folder) == []


def test_of_an_index_that_is_a_link_nothing_comes(folder: Path) -> None:
    (folder / INDEX).rename(folder / "_other.json")
    (folder / INDEX).symlink_to(folder / "_other.json")
    assert newest(folder) == []


def test_of_an_index_that_is_a_fifo_nothing_comes(folder: Path) -> None:
    (folder / INDEX).unlink()
    os.mkfifo(folder / INDEX)
    assert newest(folder) == []
