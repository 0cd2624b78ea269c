"""Taking the place of a file, while another program saves in the very last moment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.disk.atomic import TEMP_MARK, Expected, replace
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


def test_a_file_that_is_open_for_writing_keeps_its_place(target: Path) -> None:
    temp, expected = target.with_name("temp"), stamp(target)
    temp.write_bytes(b"new")
    with target.open("r+b") as opened:  # as in the middle of the call that opens and empties it
        assert not take_place(temp, target, expected)
        opened.write(b"their")
    assert target.read_bytes() == b"their"


def test_a_file_that_is_being_read_gives_way(target: Path) -> None:
    temp, expected = target.with_name("temp"), stamp(target)
    temp.write_bytes(b"new")
    with target.open("rb") as opened:
        assert take_place(temp, target, expected)
        assert opened.read() == b"old"


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


def is_exchange(one: object, other: object) -> bool:
    """Tell whether that is one of our exchanges, and no rename of theirs."""
    return TEMP_MARK in str(one) and str(other).endswith("abc.json")


class TestSavesBetweenOurTwoExchanges:
    """Somebody saves, we exchange, see it and exchange back; and they save once more just then."""

    @pytest.fixture
    def meddle(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
        """Does something right before the exchange number `at`."""
        waiting: dict[int, Callable[[], object]] = {}
        count = [0]

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "os.rename" and waiting and is_exchange(*arguments[:2]):
                count[0] += 1
                waiting.pop(count[0] - 1, lambda: None)()

        sys.addaudithook(hook)
        yield lambda **does: waiting.update({int(at[2:]): do for at, do in does.items()})
        waiting.clear()

    def try_to_replace(self, target: Path) -> list[str]:
        with pytest.raises(Conflict):
            replace(target, [b"new"], Expected(stamp(target)))
        return [path.name for path in target.parent.iterdir()]

    def put(self, target: Path, data: bytes) -> None:
        theirs = target.with_name("theirs")
        theirs.write_bytes(data)
        theirs.rename(target)

    def test_a_second_replacing_save_stays(self, target: Path, meddle: Callable[..., None]) -> None:
        meddle(at0=lambda: self.put(target, b"first"), at1=lambda: self.put(target, b"second"))
        assert self.try_to_replace(target) == ["abc.json"]
        assert target.read_bytes() == b"second"

    def test_a_third_replacing_save_stays(self, target: Path, meddle: Callable[..., None]) -> None:
        meddle(
            at0=lambda: self.put(target, b"first"),
            at1=lambda: self.put(target, b"second"),
            at2=lambda: self.put(target, b"third"),
        )
        assert self.try_to_replace(target) == ["abc.json"]
        assert target.read_bytes() == b"third"

    def test_a_second_save_in_place_stays(self, target: Path, meddle: Callable[..., None]) -> None:
        meddle(at0=lambda: target.write_bytes(b"first"), at1=lambda: target.write_bytes(b"second"))
        assert self.try_to_replace(target) == ["abc.json"]
        assert target.read_bytes() == b"second"


def test_a_save_that_no_stamp_tells_is_told_by_its_bytes(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.lstat(target)

    def save_in_the_same_tick(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and arguments[1] == str(target) and target.read_bytes() == b"old":
            target.write_bytes(b"Old")
            os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))

    sys.addaudithook(save_in_the_same_tick)
    with pytest.raises(Conflict):
        replace(target, [b"new"], Expected(Stamp.of(before), b"old"))
    assert target.read_bytes() == b"Old"
    assert [path.name for path in target.parent.iterdir()] == ["abc.json"]
