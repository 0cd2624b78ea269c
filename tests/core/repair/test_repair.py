"""Repair each kind of fault, and undo it (DESIGN 7)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import (
    INDEX,
    MAY,
    a_folder,
    a_row,
    a_session,
    contents,
    rows_in,
    text_of,
    write_index,
    write_session,
)
from tests.core.repair.spoilt import (
    NOTES,
    REPAIRABLE,
    Fault,
    cut_off,
    duplicate,
    foreign_temp,
    stale,
    unlisted,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.mark.parametrize("fault", REPAIRABLE.values(), ids=REPAIRABLE.keys())
class TestRepair:
    """Each kind alone."""

    def test_nothing_repairable_is_left(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        store = SessionStore(folder)
        receipt = store.repair()
        assert (receipt.state, receipt.counts) == ("done", {fault.kind: 1})
        assert store.check().repairable == []

    def test_the_index_is_that_of_a_good_store(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        SessionStore(folder).repair()
        there = {path.stem for path in folder.glob("*.json")} - {"_index", "other"}
        assert {row["session_id"] for row in rows_in(folder)} == there
        times = [row["updated_at"] for row in rows_in(folder)]
        assert times == sorted(times, reverse=True)

    def test_no_session_file_changes(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        before = {name: data for name, data in contents(folder).items() if name != INDEX}
        SessionStore(folder).repair()
        after = {name: data for name, data in contents(folder).items() if name != INDEX}
        assert after == before

    def test_a_second_repair_writes_nothing(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        store = SessionStore(folder)
        store.repair()
        before = (folder / INDEX).stat()
        receipt = store.repair()
        after = (folder / INDEX).stat()
        assert (receipt.state, receipt.backup, receipt.repair_id) == ("nothing to do", None, None)
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_its_undo_brings_the_old_index_back(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        before = contents(folder)
        store = SessionStore(folder)
        receipt = store.undo_repair(store.repair().repair_id or "")
        assert receipt.state == "undone"
        assert contents(folder) == before

    def test_after_the_undo_the_check_says_what_it_said(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        store = SessionStore(folder)
        before = store.check().findings
        store.undo_repair(store.repair().repair_id or "")
        assert store.check().findings == before

    def test_only_what_was_chosen_is_repaired(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        before = contents(folder)
        receipt = SessionStore(folder).repair(chosen={("ghost", "somebody else")})
        assert receipt.state == "nothing to do"
        assert contents(folder) == before

    def test_what_was_chosen_is_repaired(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        store = SessionStore(folder)
        assert store.repair(chosen={(fault.kind, fault.session_id)}).state == "done"  # type: ignore[arg-type]
        assert store.check().repairable == []


@pytest.mark.parametrize("fault", NOTES.values(), ids=NOTES.keys())
def test_a_note_is_nothing_to_repair(folder: Path, fault: Fault) -> None:
    fault.spoil(folder)
    before = contents(folder)
    assert SessionStore(folder).repair().state in ("nothing to do", "done")
    assert {n: d for n, d in contents(folder).items() if n != INDEX} == {
        n: d for n, d in before.items() if n != INDEX
    }


def test_everything_at_once(folder: Path) -> None:
    write_index(folder, [*rows_in(folder), a_row(a_session("gone"))])
    duplicate(folder)
    unlisted(folder)
    write_session(folder, a_session("s0003", updated_at=MAY + 180, title="In the file"))
    (folder / "s0004.json").write_bytes(b"")
    foreign_temp(folder)
    store = SessionStore(folder)
    counts = {kind: count for kind, count in store.check().counts.items() if count}
    assert counts == {
        "ghost": 1,
        "unlisted": 1,
        "stale": 1,
        "duplicate": 1,
        "unreadable": 1,
        "temp": 1,
    }
    receipt = store.repair()
    assert [finding.session_id for finding in receipt.unreadable] == ["s0004"]
    assert "s0004" in [row["session_id"] for row in rows_in(folder)]
    assert {f.kind for f in store.check().findings} == {"unreadable", "temp"}


def test_of_several_rows_the_one_with_the_most_messages_is_kept(tmp_path: Path) -> None:
    session = a_session("aa11")
    rows = [a_row(session, note=n, message_count=n) for n in (1, 2, 0)]
    folder = a_folder(tmp_path / "s", session, index=text_of(rows))
    SessionStore(folder).repair()
    assert [row["note"] for row in rows_in(folder)] == [2]


def test_a_row_of_an_unreadable_file_is_no_ghost_and_stays_byte_for_byte(folder: Path) -> None:
    cut_off(folder)
    unlisted(folder)
    before = (folder / INDEX).read_bytes()
    row = before[
        before.index(b'    "session_id": "s0001"') : before.index(b'"session_id": "s0000"')
    ]
    SessionStore(folder).repair()
    assert row.rpartition(b"}")[0] in (folder / INDEX).read_bytes()


def test_fields_that_only_the_index_knows_survive_every_repair(folder: Path) -> None:
    write_index(folder, [row | {"note": [1.5]} for row in rows_in(folder)])
    stale(folder)
    unlisted(folder)
    store = SessionStore(folder)
    store.repair()
    store.rebuild_index()
    assert [row.get("note") for row in rows_in(folder)].count([1.5]) == 6


def test_the_mode_of_the_index_stays(folder: Path) -> None:
    os.chmod(folder / INDEX, 0o600)  # noqa: PTH101 - as the server's user would
    stale(folder)
    SessionStore(folder).repair()
    assert (folder / INDEX).stat().st_mode & 0o777 == 0o600


def test_the_sample_can_be_repaired(sample_old: Path) -> None:
    store = SessionStore(sample_old)
    receipt = store.repair()
    assert receipt.state == "done"
    assert store.check().repairable == []
    listed = {row["session_id"] for row in rows_in(sample_old)}
    readable = {p.stem for p in sample_old.glob("[!_]*.json")} - {
        f.session_id for f in receipt.unreadable
    }
    assert readable <= listed


def test_the_repaired_sample_can_be_undone(sample_old: Path) -> None:
    before = contents(sample_old)
    store = SessionStore(sample_old)
    store.undo_repair(store.repair().repair_id or "")
    assert contents(sample_old) == before


def test_a_store_of_the_new_generation_is_rebuilt_as_the_server_wrote_it(sample_new: Path) -> None:
    before = (sample_new / INDEX).read_bytes()
    (sample_new / INDEX).unlink()
    SessionStore(sample_new).rebuild_index()
    assert (sample_new / INDEX).read_bytes() == before


class TestOddRowsThatStay:
    """The row of a file that cannot be read keeps its bytes, however odd it is."""

    @pytest.fixture
    def store(self, folder: Path) -> SessionStore:
        """Beside such a row there is one that is odder, and can be put right."""
        (folder / "bad.json").write_bytes(b"{")
        odd = {"session_id": "bad", "title": None, "created_at": MAY + 2.5}
        others = [row | {"updated_at": float("nan")} for row in rows_in(folder)]
        (folder / INDEX).write_bytes(text_of([*others, odd]))
        return SessionStore(folder)

    def test_it_does_not_keep_the_rest_from_being_repaired(self, store: SessionStore) -> None:
        store.repair()
        assert store.check().repairable == []

    def test_a_rebuild_after_the_repair_writes_nothing(self, store: SessionStore) -> None:
        store.repair()
        assert store.rebuild_index().state == "nothing to do"
