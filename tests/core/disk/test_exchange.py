"""Taking the place of a file, while another program saves in the very last moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.disk.atomic import Expected, replace
from core.disk.exchange import CannotExchange, exchange, take_place
from core.disk.leftovers import remove_leftovers
from core.disk.reading import Stamp
from core.errors import Conflict

DEAD = 4_194_303  # above the highest process number of a stock kernel: never alive


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "abc.json"
    path.write_bytes(b"old")
    try:
        _try_exchange(tmp_path)
    except CannotExchange:
        pytest.skip("this file system cannot exchange files")
    return path


def _try_exchange(folder: Path) -> None:
    one, other = folder / "one", folder / "other"
    one.touch()
    other.touch()
    try:
        exchange(one, other)
    finally:
        one.unlink()
        other.unlink()


def stamp(path: Path) -> Stamp:
    return Stamp.of(os.lstat(path))


def test_the_expected_file_gives_way(target: Path) -> None:
    temp = target.with_name("temp")
    temp.write_bytes(b"new")
    assert take_place(temp, target, stamp(target))
    assert (target.read_bytes(), temp.read_bytes()) == (b"new", b"old")


def test_a_file_that_was_replaced_meanwhile_gets_its_place_back(target: Path) -> None:
    temp, expected = target.with_name("temp"), stamp(target)
    temp.write_bytes(b"new")
    theirs = target.with_name("theirs")
    theirs.write_bytes(b"their")
    theirs.rename(target)
    assert not take_place(temp, target, expected)
    assert (target.read_bytes(), temp.read_bytes()) == (b"their", b"new")


def test_a_file_that_is_being_written_in_place_gets_its_place_back(target: Path) -> None:
    temp, expected = target.with_name("temp"), stamp(target)
    temp.write_bytes(b"new")
    with target.open("wb") as slow:  # as the old server saves: truncate, then write
        assert not take_place(temp, target, expected)
        slow.write(b"their")
    assert target.read_bytes() == b"their"


def test_a_vanished_file_is_not_made_again(target: Path) -> None:
    temp, expected = target.with_name("temp"), stamp(target)
    temp.write_bytes(b"new")
    target.unlink()
    with pytest.raises(FileNotFoundError):
        take_place(temp, target, expected)
    assert not target.exists()


def test_a_conflict_leaves_nothing_behind(target: Path) -> None:
    expected = stamp(target)
    target.write_bytes(b"their words")
    with pytest.raises(Conflict):
        replace(target, [b"new"], Expected(expected))
    assert [path.name for path in target.parent.iterdir()] == ["abc.json"]


def test_a_save_that_a_killed_process_had_exchanged_is_put_back(target: Path) -> None:
    ours = target  # what the dead process wrote has got to the target…
    temp = target.with_name(f"abc.tmp.sb-{DEAD}-{os.lstat(ours).st_ino:x}")
    temp.write_bytes(b"their last turn")  # …and what it had to look at lies here
    remove_leftovers(target.parent, [temp.name])
    assert target.read_bytes() == b"their last turn"
    assert not temp.exists()


def test_the_old_file_of_a_killed_process_is_removed(target: Path) -> None:
    temp = target.with_name(f"abc.tmp.sb-{DEAD}-{os.lstat(target).st_ino:x}")
    temp.write_bytes(b"older")
    os.utime(temp, (1, 1))
    remove_leftovers(target.parent, [temp.name])
    assert target.read_bytes() == b"old"
    assert not temp.exists()


def test_a_draft_of_a_killed_process_is_removed(target: Path) -> None:
    temp = target.with_name(f"abc.tmp.sb-{DEAD}-0badcafe")
    temp.write_bytes(b"half")
    remove_leftovers(target.parent, [temp.name])
    assert [path.name for path in target.parent.iterdir()] == ["abc.json"]
