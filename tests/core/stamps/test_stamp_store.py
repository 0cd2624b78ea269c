"""What was last seen of each file, on a disk that may lose it at any time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.disk.reading import Stamp
from core.stamps.stamp_store import BIG, Found, StampStore
from tests.faults import failing

pytestmark = pytest.mark.usefixtures("aged")

STAMP = Stamp(3, 5, 7, 9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "stamps.sqlite"


@pytest.fixture
def stamps(path: Path) -> StampStore:
    return StampStore(path)


def good(literal: bytes = b"{}", size: int = 3) -> Found:
    return Found.of(Stamp(size, 5, 7, 9), literal)


def bad(problem: str = "it is empty") -> Found:
    return Found.of(STAMP, problem=problem)


def test_nothing_is_known_at_first(stamps: StampStore, path: Path) -> None:
    assert (stamps.seen(), stamps.problems(), stamps.sizes(), stamps.note("x")) == (
        {},
        {},
        {},
        None,
    )
    assert not path.exists()


def test_what_was_found_is_known_to_another_store(stamps: StampStore, path: Path) -> None:
    stamps.record({"aa11": good(), "bb22": bad()})
    other = StampStore(path)
    assert other.seen() == {"aa11": good().seen, "bb22": bad().seen}
    assert other.sizes() == {"aa11": 3, "bb22": 3}


def test_problems_are_known_with_their_stamp(stamps: StampStore) -> None:
    stamps.record({"aa11": good(), "bb22": bad()})
    assert stamps.problems() == {"bb22": (STAMP.packed(), "it is empty")}


def test_a_problem_that_is_over_is_forgotten(stamps: StampStore) -> None:
    stamps.record({"aa11": bad()})
    stamps.record({"aa11": good()})
    assert stamps.problems() == {}


def test_what_is_gone_is_forgotten(stamps: StampStore) -> None:
    stamps.record({"aa11": good(), "bb22": bad()})
    stamps.record({}, ["aa11", "bb22"])
    assert (stamps.seen(), stamps.problems()) == ({}, {})


def test_others_are_not_forgotten(stamps: StampStore) -> None:
    ids = [f"id{number:03d}" for number in range(300)]
    stamps.record({i: good() for i in ids})
    stamps.record({"id007": bad()}, ["id008"])
    assert set(stamps.seen()) == set(ids) - {"id008"}


def test_a_whole_look_forgets_everything_else(stamps: StampStore) -> None:
    stamps.record({"aa11": good(), "bb22": bad()})
    stamps.record({"cc33": good()}, whole=True)
    assert set(stamps.seen()) == {"cc33"}
    assert stamps.problems() == {}


def test_a_problem_can_be_shown_without_being_trusted(stamps: StampStore) -> None:
    stamps.record({}, problems={"aa11": bad()})
    assert "aa11" in stamps.problems()
    assert stamps.seen() == {}


def test_rows_of_big_files_are_kept_those_of_small_ones_are_not(stamps: StampStore) -> None:
    stamps.record({"big1": good(b'{"a": 1}', BIG), "small": good(b"{}", BIG - 1)})
    assert stamps.literals() == {"big1": b'{"a": 1}'}


def test_a_note_is_kept_until_something_is_found(stamps: StampStore) -> None:
    stamps.record({}, notes={"checked": b"x"})
    assert stamps.note("checked") == b"x"
    stamps.record({"aa11": good()})
    assert stamps.note("checked") is None


def test_a_note_kept_with_what_was_found_stays(stamps: StampStore) -> None:
    stamps.record({"aa11": good()}, notes={"generation": b"old"})
    assert stamps.note("generation") == b"old"


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 9999])
def test_a_file_that_is_no_database_is_made_anew(
    stamps: StampStore, path: Path, data: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert stamps.seen() == {}
    stamps.record({"aa11": good()})
    assert set(stamps.seen()) == {"aa11"}


def test_a_database_of_another_layout_is_made_anew(stamps: StampStore, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table seen (x text)")
        database.execute("pragma user_version = 99")
        database.commit()
    stamps.record({"aa11": good()})
    assert set(stamps.seen()) == {"aa11"}


def test_a_database_cut_off_anywhere_is_no_error(stamps: StampStore, path: Path) -> None:
    stamps.record({f"id{number}": bad() for number in range(50)}, notes={"a": b"b"})
    data = path.read_bytes()
    for length in range(0, len(data), 997):
        path.write_bytes(data[:length])
        assert set(stamps.seen()) <= {f"id{number}" for number in range(50)}
        stamps.problems()
        stamps.note("a")
        stamps.record({"aa11": good()})
        assert "aa11" in stamps.seen()


def test_values_of_another_kind_are_passed_over(stamps: StampStore, path: Path) -> None:
    stamps.record({"aa11": good()})
    with closing(sqlite3.connect(path)) as database:
        database.execute("update seen set files = x'ff00'")
        database.execute("insert into seen values ('zz', x'80')")
        database.commit()
    assert stamps.seen() == {}


def test_a_folder_in_its_place_is_no_error(stamps: StampStore, path: Path) -> None:
    path.mkdir(parents=True)
    stamps.record({"aa11": good()})
    assert stamps.seen() == {}


def test_a_folder_that_cannot_be_made_is_no_error(stamps: StampStore, path: Path) -> None:
    path.parent.write_text("in the way")
    stamps.record({"aa11": good()})
    assert stamps.seen() == {}


def test_whatever_fails_is_no_error(stamps: StampStore, path: Path) -> None:
    with failing(path.parent.parent) as counted:
        stamps.record({"aa11": good()})
    for at in range(len(counted.seen)):
        with failing(path.parent.parent, at=at):
            StampStore(path.with_name(f"{at}.sqlite")).record({"aa11": good()})


def test_a_stamp_is_young_while_it_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    now = time.time_ns()
    monkeypatch.undo()
    assert Found.of(Stamp(1, now, 1, now)).is_young
    assert not Found.of(Stamp(1, 5, 1, 5)).is_young


def test_only_a_young_file_may_heal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Found.of(STAMP, problem="cut off", may_heal=True).is_torn


def test_what_does_not_last_is_not_remembered() -> None:
    assert Found.of(STAMP, problem="the disk failed", lasts=False).is_young
