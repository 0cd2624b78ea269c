"""Going back on a repair, and the backups it takes (DESIGN 7.4, 7.7)."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pytest

from core.errors import Refused, StoreError
from core.locations import OwnPlaces
from core.repair.reports import Receipt
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    MAY,
    a_session,
    contents,
    row_in,
    rows_in,
    some_messages,
    write_index,
    write_session,
)
from tests.core.repair.spoilt import ghost, missing, stale, unlisted
from tests.faults import failing

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder)


@pytest.fixture
def state(folder: Path) -> Path:
    """Where our own data of the folder lies."""
    return OwnPlaces.of(folder).state


def backups(state: Path) -> list[Path]:
    return sorted((state / "backups").iterdir())


def repaired(store: SessionStore) -> str:
    """Repair what is wrong and return the id of that repair."""
    receipt = store.repair()
    assert receipt.repair_id is not None
    return receipt.repair_id


def titles(folder: Path) -> dict[str, str]:
    return {row["session_id"]: row["title"] for row in rows_in(folder)}


class TestUndo:
    """The old index comes back, with our own later edits applied again."""

    def test_a_repair_without_an_index_before_is_undone_by_its_removal(
        self, store: SessionStore, folder: Path
    ) -> None:
        missing(folder)
        store.undo_repair(repaired(store))
        assert not (folder / INDEX).exists()

    def test_a_rename_since_is_applied_again(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        store.rename("s0002", "Renamed since")
        store.undo_repair(repair_id)
        assert titles(folder)["s0002"] == "Renamed since"
        assert "s0001" in titles(folder)

    def test_of_a_rename_only_the_title_is_applied_again(
        self, store: SessionStore, folder: Path
    ) -> None:
        write_session(folder, a_session("s0002", updated_at=MAY + 120, model="haiku"))
        repair_id = repaired(store)
        store.rename("s0002", "Renamed since")
        store.undo_repair(repair_id)
        row = row_in(folder, "s0002")
        assert (row["title"], row["model"]) == ("Renamed since", "opus")

    def test_a_save_since_is_applied_again(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        session = store.load("s0002")
        session.messages += some_messages(3)
        store.save(session)
        store.undo_repair(repair_id)
        assert row_in(folder, "s0002")["message_count"] == 5
        assert "s0001" in titles(folder)

    def test_a_session_made_since_keeps_its_row(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        store.save(Session("new1", title="Made since", updated_at=MAY + 90), touch=False)
        store.undo_repair(repair_id)
        assert titles(folder)["new1"] == "Made since"
        times = [row["updated_at"] for row in rows_in(folder)]
        assert times == sorted(times, reverse=True)

    def test_many_edits_since_are_applied_again(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        for number in range(3):
            store.rename("s0002", f"Title {number}")
            store.rename("s0003", f"Other {number}")
        SessionStore(folder).rename("s0004", "By another store")
        store.undo_repair(repair_id)
        found = titles(folder)
        assert (found["s0002"], found["s0003"]) == ("Title 2", "Other 2")
        assert found["s0004"] == "By another store"

    def test_an_edit_of_a_session_that_has_gone_since_is_passed_over(
        self, store: SessionStore, folder: Path
    ) -> None:
        ghost(folder)
        before = (folder / INDEX).read_bytes()
        repair_id = repaired(store)
        store.rename("s0002", "Renamed since")
        (folder / "s0002.json").unlink()
        store.undo_repair(repair_id)
        assert (folder / INDEX).read_bytes() == before

    def test_another_store_can_undo(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        before = contents(folder)
        SessionStore(folder).undo_repair(repaired(store))
        assert contents(folder) == before

    def test_a_rebuild_can_be_undone_as_well(self, store: SessionStore, folder: Path) -> None:
        stale(folder)
        before = contents(folder)
        receipt = store.rebuild_index()
        store.undo_repair(receipt.repair_id or "")
        assert contents(folder) == before

    def test_the_receipt_says_so(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        receipt = store.undo_repair(repaired(store))
        assert isinstance(receipt, Receipt)
        assert (receipt.state, receipt.folder) == ("undone", str(folder))


class TestRefusals:
    """An undo never writes over what somebody else wrote."""

    def test_after_a_foreign_write_it_is_refused(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        write_index(folder, [row | {"model": "theirs"} for row in rows_in(folder)])
        before = contents(folder)
        with pytest.raises(Refused, match="another program has written the index since"):
            store.undo_repair(repair_id)
        assert contents(folder) == before

    def test_after_a_foreign_write_of_the_same_bytes_it_is_refused(
        self, store: SessionStore, folder: Path
    ) -> None:
        ghost(folder)
        repair_id = repaired(store)
        (folder / INDEX).write_bytes((folder / INDEX).read_bytes())
        with pytest.raises(Refused):
            store.undo_repair(repair_id)

    def test_after_a_foreign_write_and_an_edit_of_ours_it_is_refused(
        self, store: SessionStore, folder: Path
    ) -> None:
        ghost(folder)
        repair_id = repaired(store)
        write_index(folder, [row | {"model": "theirs"} for row in rows_in(folder)])
        store.rename("s0002", "Renamed since")
        with pytest.raises(Refused):
            store.undo_repair(repair_id)

    def test_an_index_that_is_gone_is_not_brought_back(
        self, store: SessionStore, folder: Path
    ) -> None:
        ghost(folder)
        repair_id = repaired(store)
        (folder / INDEX).unlink()
        with pytest.raises(Refused):
            store.undo_repair(repair_id)

    def test_twice_is_refused(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        repair_id = repaired(store)
        store.undo_repair(repair_id)
        with pytest.raises(Refused, match="it is not the last one"):
            store.undo_repair(repair_id)

    def test_any_but_the_last_is_refused(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        first = repaired(store)
        unlisted(folder)
        repaired(store)
        with pytest.raises(Refused, match="it is not the last one"):
            store.undo_repair(first)

    @pytest.mark.parametrize("repair_id", ["", "nobody", "../x"])
    def test_a_repair_that_never_was_is_refused(self, store: SessionStore, repair_id: str) -> None:
        with pytest.raises(Refused):
            store.undo_repair(repair_id)

    @pytest.mark.parametrize(
        "data", [b"", b"no gzip", gzip.compress(b"[]")[:-9], b"\x1f\x8b\x08" * 9]
    )
    def test_a_damaged_backup_is_told_and_changes_nothing(
        self, store: SessionStore, folder: Path, data: bytes
    ) -> None:
        ghost(folder)
        receipt = store.repair()
        Path(receipt.backup or "").write_bytes(data)
        before = contents(folder)
        with pytest.raises(StoreError, match="Could not read the backup"):
            store.undo_repair(receipt.repair_id or "")
        assert contents(folder) == before

    def test_a_backup_flipped_in_the_middle_is_told(
        self, store: SessionStore, folder: Path
    ) -> None:
        ghost(folder)
        receipt = store.repair()
        path = Path(receipt.backup or "")
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
        with pytest.raises(StoreError, match="Could not read the backup"):
            store.undo_repair(receipt.repair_id or "")

    def test_our_own_folder_deleted_meanwhile_is_told(
        self, store: SessionStore, folder: Path, state: Path
    ) -> None:
        ghost(folder)
        repair_id = repaired(store)
        shutil.rmtree(state)
        with pytest.raises(Refused):
            store.undo_repair(repair_id)


def test_an_edit_is_saved_even_if_it_cannot_be_noted_for_an_undo(
    store: SessionStore, folder: Path, state: Path
) -> None:
    ghost(folder)
    repaired(store)
    with failing(state) as counted:
        store.rename("s0002", "Counted")
    for at in range(len(counted.seen)):
        with failing(state, at=at):
            assert store.rename("s0002", f"Title {at}").title == f"Title {at}"
        assert titles(folder)["s0002"] == f"Title {at}"


def test_an_edit_that_could_not_be_noted_is_not_undone_with_the_repair(
    store: SessionStore, folder: Path, state: Path
) -> None:
    ghost(folder)
    repair_id = repaired(store)
    (state / "last-repair.msgpack").rename(state / "saved")
    store.rename("s0002", "Not noted")
    (state / "saved").rename(state / "last-repair.msgpack")
    with pytest.raises(Refused):
        store.undo_repair(repair_id)
    assert titles(folder)["s0002"] == "Not noted"


def test_nothing_of_ours_is_ever_in_the_sessions_folder(store: SessionStore, folder: Path) -> None:
    ghost(folder)
    before = set(os.listdir(folder))  # noqa: PTH208 - names, not paths
    store.check()
    repair_id = repaired(store)
    store.rename("s0002", "Renamed")
    store.undo_repair(repair_id)
    assert {path.name for path in folder.iterdir()} == before
