"""The n-th thing done to a file fails: old or new bytes, never neither, and the store works on."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import StoreError
from core.locations import OwnPlaces
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    MAY,
    Fields,
    a_folder,
    a_row,
    a_session,
    contents,
    session_in,
    some_sessions,
    write_index,
    write_session,
)
from tests.faults import failing, failing_calls

pytestmark = pytest.mark.usefixtures("aged")

ROOT = Path(__file__).resolve().parents[3]
ERRORS = [
    errno.ENOSPC,
    pytest.param(errno.EACCES, marks=pytest.mark.long),
    pytest.param(errno.EIO, marks=pytest.mark.long),
]


class Work:
    """Something the store does, on a folder of its own that can be made again and again."""

    def __init__(self, do: Callable[[SessionStore], object], *, index: bool = True) -> None:
        self._do = do
        self._index = index

    def prepare(self, place: Path) -> SessionStore:
        """Make the folder in `place` with something to prune, to add and to refresh."""
        sessions = some_sessions(3)
        folder = a_folder(place / "sessions", *sessions)
        write_index(folder, [*map(a_row, sessions), a_row(a_session("gone"))])
        write_session(folder, a_session("lost", updated_at=MAY + 90))
        if not self._index:
            (folder / INDEX).unlink()
        return SessionStore(folder, places=OwnPlaces(place / "cache", place / "state"))

    def said(self, store: SessionStore) -> str:
        """Do it, and return the sentence of the error that ended it; empty if none did."""
        try:
            self._do(store)
        except StoreError as error:
            return str(error)
        return ""


def save_loaded(store: SessionStore) -> object:
    session = store.load("s0001")
    session.model = "haiku"
    return store.save(session, touch=False)


def undo(store: SessionStore) -> object:
    return store.undo_repair(store.repair().repair_id or "")


def rename(store: SessionStore) -> object:
    return store.rename("s0001", "New")


def save_new(store: SessionStore) -> object:
    return store.save(Session("new1", title="New", created_at=1.0, updated_at=1.0), touch=False)


def update(store: SessionStore) -> object:
    return store.update_index([Session("s0001", updated_at=1.0, created_at=1.0)])


WORKS = {
    "rename": Work(rename),
    "rename without an index": Work(rename, index=False),
    "save": Work(save_loaded),
    "save a new one": Work(save_new),
    "update_index": Work(update),
    "rebuild": Work(SessionStore.rebuild_index),
    "repair": Work(SessionStore.repair),
    "undo": Work(undo),
    "check": Work(SessionStore.check),
    "list": Work(SessionStore.list_sessions),
}
work = pytest.mark.parametrize("work", WORKS.values(), ids=WORKS.keys())


class States:
    """What each file may hold: its bytes from before or after, and the index rows of either."""

    def __init__(self, work: Work, place: Path) -> None:
        store = work.prepare(place)
        before = contents(store.folder)
        work.said(store)
        self._files = [before, contents(store.folder)]
        self._rows = [row for state in self._files for row in self._rows_of(state.get(INDEX))]
        other = WORKS["repair"].prepare(place / "repaired")
        other.repair()
        self._rows += self._rows_of(other.index_path.read_bytes())

    @staticmethod
    def _rows_of(index: bytes | None) -> list[Fields]:
        found: list[Fields] = json.loads(index or b"[]")
        return found

    def check(self, folder: Path) -> None:
        """Fail unless every file is whole.

        A file that could not be read for a moment keeps its row, so an index may hold rows of
        before and after; but it has a row for every session that had one.
        """
        found = contents(folder)
        index = found.pop(INDEX, None)
        for name, data in found.items():
            assert data in [state.get(name) for state in self._files], name
        assert set(found) >= set(self._files[0]) - {INDEX}
        rows = self._rows_of(index)
        assert [row for row in rows if row not in self._rows] == []
        if index is not None:
            assert {"s0000", "s0001", "s0002"} <= {row["session_id"] for row in rows}
        else:
            assert INDEX not in self._files[0]


def assert_works(store: SessionStore) -> None:
    """The same store, and a new one, do everything again."""
    for each in (store, SessionStore(store.folder)):
        each.repair()
        each.rename("s0002", "Works")
        assert session_in(store.folder, "s0002")["title"] == "Works"
        assert "Works" in [row.title for row in each.list_sessions()]
        assert each.check().repairable == []
        json.loads(store.index_path.read_bytes())


@work
@pytest.mark.parametrize("number", ERRORS)
def test_whatever_fails_in_the_folder_every_file_is_whole(
    tmp_path: Path, work: Work, number: int
) -> None:
    states = States(work, tmp_path / "states")
    at, failed = 0, True
    while failed:
        store = work.prepare(tmp_path / f"at{at}")
        with failing(store.folder, at=at, error=number) as disk:
            said = work.said(store)
        failed = len(disk.seen) > at
        assert not said or str(store.folder) in said
        states.check(store.folder)
        at += 1
    assert at > 1


@work
def test_whatever_fails_the_store_works_on(tmp_path: Path, work: Work) -> None:
    at, failed = 0, True
    while failed:
        store = work.prepare(tmp_path / f"at{at}")
        with failing(store.folder, at=at) as disk:
            work.said(store)
        failed = len(disk.seen) > at
        assert_works(store)
        at += 1


@work
def test_whatever_fails_in_our_own_folders_every_file_is_whole(tmp_path: Path, work: Work) -> None:
    states = States(work, tmp_path / "states")
    at, failed = 0, True
    while failed:
        place = tmp_path / f"at{at}"
        store = work.prepare(place)
        with failing(place / "cache", place / "state", at=at) as disk:
            said = work.said(store)
        failed = len(disk.seen) > at
        assert not said or "back" in said or work is WORKS["undo"]
        states.check(store.folder)
        at += 1
    assert_works(store)


@work
@pytest.mark.parametrize("call", ["fsync", "write", "writev"])
def test_a_write_or_a_flush_that_fails_leaves_whole_files(
    tmp_path: Path, work: Work, call: str
) -> None:
    states = States(work, tmp_path / "states")
    at, failed = 0, True
    while failed:
        store = work.prepare(tmp_path / f"at{at}")
        with failing_calls(call, at=at, error=errno.ENOSPC) as calls:
            said = work.said(store)
        failed = len(calls) > at
        assert not said or "the disk is full" in said or work is WORKS["undo"]
        states.check(store.folder)
        at += 1
    assert_works(store)


KILLED = """
import sys
from pathlib import Path
from core.locations import OwnPlaces
from core.store import SessionStore
from tests.core.store.test_faults import WORKS
from tests.faults import failing
place = Path(sys.argv[1])
store = SessionStore(place / "sessions", places=OwnPlaces(place / "cache", place / "state"))
with failing(place, at=int(sys.argv[3]), kill=True):
    WORKS[sys.argv[2]].said(store)
"""


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [name for name in WORKS if name not in ("check", "list")])
def test_a_program_that_dies_at_any_step_leaves_whole_files(tmp_path: Path, name: str) -> None:
    work = WORKS[name]
    at, died = 0, True
    while died:
        place = tmp_path / f"at{at}"
        store = work.prepare(place)
        command = [sys.executable, "-c", KILLED, str(place), name, str(at)]
        died = subprocess.run(command, cwd=ROOT, check=False).returncode == 9
        assert_works(SessionStore(store.folder))
        assert [path.name for path in store.folder.iterdir() if ".tmp" in path.name] == []
        at += 1
    assert at > 3


def test_a_read_error_that_passes_is_tried_again(tmp_path: Path) -> None:
    store = WORKS["list"].prepare(tmp_path / "a")
    with failing(store.index_path, at=0, error=errno.EIO) as disk:
        assert len(store.list_sessions()) == 4
    assert len(disk.seen) > 1


def test_a_read_error_that_stays_leaves_the_index_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = WORKS["list"].prepare(tmp_path / "a")
    before = contents(store.folder)

    def broken(_path: object, *_rest: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    from core.disk import reading

    with monkeypatch.context() as patch:
        patch.setattr(reading.os, "open", broken)
        for work in (
            store.list_sessions,
            lambda: store.update_index([]),
            store.check,
            store.repair,
            store.rebuild_index,
        ):
            with pytest.raises(StoreError, match="input/output error"):
                work()
    assert contents(store.folder) == before
    assert len(store.list_sessions()) == 4
