"""No index, or one that is not a list of rows: built from the files, never an exception."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import StoreError
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    contents,
    row_in,
    rows_in,
    session_in,
    some_sessions,
    text_of,
)

pytestmark = pytest.mark.usefixtures("aged")

SESSIONS = some_sessions(3)
ROWS = [a_row(session) for session in SESSIONS]
GOOD = text_of(ROWS)
NEWEST_FIRST = ["s0002", "s0001", "s0000"]

TEXTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n",
    "nul bytes": b"\0" * 64,
    "truncated in a row": GOOD[:700],
    "truncated behind a row": GOOD[: GOOD.index(b"},") + 1],
    "without its last bracket": GOOD[:-1],
    "with text behind": GOOD + b" x",
    "an object": b"{}",
    "an object of rows": text_of({"sessions": ROWS}),
    "null": b"null",
    "a text": b'"[]"',
    "numbers": b"[1, 2]",
    "lists": b"[[], []]",
    "nulls": b"[null]",
    "a row without an id": text_of([*ROWS, {"title": "T"}]),
    "a row whose id is null": text_of([*ROWS, a_row(SESSIONS[0], session_id=None)]),
    "a row whose id is a number": text_of([*ROWS, a_row(SESSIONS[0], session_id=5)]),
    "a row with an empty id": text_of([*ROWS, a_row(SESSIONS[0], session_id="")]),
    "a row with a path for an id": text_of([*ROWS, a_row(SESSIONS[0], session_id="../x")]),
    "a row with an underscore first": text_of([*ROWS, a_row(SESSIONS[0], session_id="_x")]),
    "a row with too long an id": text_of([*ROWS, a_row(SESSIONS[0], session_id="x" * 129)]),
    "a row that is a number": text_of([*ROWS, 5]),
    "not utf-8": GOOD.replace(b"opus", b"op\xffs"),
    "latin-1 in a field nobody knows": text_of([a_row(SESSIONS[0], note="N")]).replace(
        b"N", b"\xe4"
    ),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "utf-16": GOOD.decode().encode("utf-16"),
    "two lists": GOOD + b"\n" + GOOD,
    "a comma too many": GOOD[:-2] + b",\n]",
    "deeply nested": b"[" * 200_000,
    "deeply nested and closed": b"[" * 200_000 + b"]" * 200_000,
}


def remove(path: Path) -> None:
    path.unlink()


def into_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def into_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def into_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def into_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


Spoil = Callable[[Path], object]
SPOILS: dict[str, Spoil] = {
    "missing": remove,
    "a fifo": into_fifo,
    "a link": into_link,
    "a dangling link": into_dangling_link,
    "a link to itself": into_link_to_itself,
    **{name: lambda path, text=text: path.write_bytes(text) for name, text in TEXTS.items()},
}


@pytest.fixture(params=SPOILS.values(), ids=SPOILS.keys())
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with three sessions and an index that is no index."""
    folder = a_folder(tmp_path / "sessions", *SESSIONS, index=GOOD)
    request.param(folder / INDEX)
    return folder


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder)


def ids_in_index(folder: Path) -> list[str]:
    return [row["session_id"] for row in rows_in(folder)]


def test_every_session_is_listed(store: SessionStore) -> None:
    assert [row.session_id for row in store.list_sessions()] == NEWEST_FIRST


def test_listing_writes_nothing(store: SessionStore, folder: Path) -> None:
    before = os.lstat(folder).st_mtime_ns
    store.list_sessions()
    assert os.lstat(folder).st_mtime_ns == before


def test_a_check_finds_nothing_but_a_broken_index(store: SessionStore) -> None:
    counts = store.check().counts
    assert {kind: count for kind, count in counts.items() if count} == {"index_broken": 1}


def test_a_rename_builds_the_index(store: SessionStore, folder: Path) -> None:
    assert store.rename("s0001", "Renamed").title == "Renamed"
    assert ids_in_index(folder) == NEWEST_FIRST
    assert row_in(folder, "s0001")["title"] == "Renamed"


def test_a_save_builds_the_index(store: SessionStore, folder: Path) -> None:
    store.save(Session("new1", title="New", updated_at=1.0), touch=False)
    assert ids_in_index(folder) == [*NEWEST_FIRST, "new1"]


def test_an_update_builds_the_index(store: SessionStore, folder: Path) -> None:
    store.update_index([])
    assert ids_in_index(folder) == NEWEST_FIRST


def test_a_rebuild_builds_the_index(store: SessionStore, folder: Path) -> None:
    assert store.rebuild_index().state == "done"
    assert rows_in(folder) == ROWS[::-1]


def test_a_repair_leaves_nothing_to_repair(store: SessionStore, folder: Path) -> None:
    assert store.repair().counts == {"index_broken": 1}
    assert store.check().findings == []
    assert store.repair().state == "nothing to do"


def test_the_new_index_is_a_plain_file_that_everybody_may_read(
    store: SessionStore, folder: Path
) -> None:
    store.repair()
    mode = os.lstat(folder / INDEX).st_mode
    assert stat.S_ISREG(mode)
    assert stat.S_IMODE(mode) == stat.S_IMODE(os.lstat(folder / "s0000.json").st_mode)


def test_nothing_else_is_left_in_the_folder(store: SessionStore, folder: Path) -> None:
    before = {*folder.iterdir(), folder / INDEX}
    store.rename("s0001", "Renamed")
    assert set(folder.iterdir()) == before


def test_no_other_file_changes_with_a_repair(store: SessionStore, folder: Path) -> None:
    before = {name: data for name, data in contents(folder).items() if name != INDEX}
    store.repair()
    after = {name: data for name, data in contents(folder).items() if name != INDEX}
    assert after == before


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_repair_of_a_spoilt_text_can_be_undone_byte_for_byte(text: bytes, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "spoilt", *SESSIONS, index=None)
    (folder / INDEX).write_bytes(text)
    store = SessionStore(folder)
    store.undo_repair(store.repair().repair_id or "")
    assert (folder / INDEX).read_bytes() == text


def test_fields_that_only_a_broken_index_knows_are_saved(tmp_path: Path) -> None:
    rows = [a_row(SESSIONS[0], note="mine"), {"title": "no id"}]
    folder = a_folder(tmp_path / "saved", *SESSIONS, index=text_of(rows))
    SessionStore(folder).repair()
    assert row_in(folder, "s0000")["note"] == "mine"


class TestAFolderInItsPlace:
    """An index that is a folder cannot be replaced: sessions are listed and edited all the same."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = a_folder(tmp_path / "sessions", *SESSIONS, index=None)
        (folder / INDEX).mkdir()
        (folder / INDEX / "precious").write_bytes(b"x")
        return folder

    def test_every_session_is_listed(self, store: SessionStore) -> None:
        assert [row.session_id for row in store.list_sessions()] == NEWEST_FIRST

    def test_a_rename_changes_the_file_and_says_why_the_index_stays(
        self, store: SessionStore, folder: Path
    ) -> None:
        with pytest.raises(StoreError, match=r"Could not write _index\.json: it is a folder"):
            store.rename("s0001", "Renamed")
        assert session_in(folder, "s0001")["title"] == "Renamed"

    def test_a_repair_changes_nothing(self, store: SessionStore, folder: Path) -> None:
        before = contents(folder)
        with pytest.raises(StoreError, match="it is a folder"):
            store.repair()
        assert contents(folder) == before
