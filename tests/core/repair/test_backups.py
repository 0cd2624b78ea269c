"""The old index, kept outside of the sessions folder (DESIGN 7.4)."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from core.errors import StoreError
from core.locations import OwnPlaces
from core.store import SessionStore
from tests.builders import (
    INDEX,
    contents,
    rows_in,
    write_index,
)
from tests.core.repair.spoilt import ghost, missing

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


class TestBackups:
    """The old index, compressed, in our own folder."""

    def test_a_backup_is_the_old_index(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        before = (folder / INDEX).read_bytes()
        receipt = store.repair()
        assert gzip.decompress(Path(receipt.backup or "").read_bytes()) == before

    def test_it_lies_outside_the_sessions_folder(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        assert not Path(store.repair().backup or "").is_relative_to(folder)

    def test_none_is_made_where_there_was_no_index(self, store: SessionStore, folder: Path) -> None:
        missing(folder)
        receipt = store.repair()
        assert (receipt.state, receipt.backup) == ("done", None)

    def test_none_is_made_where_nothing_changes(self, store: SessionStore, state: Path) -> None:
        store.repair()
        store.rebuild_index()
        assert not state.exists() or not list(state.rglob("*.gz"))

    def test_the_last_five_are_kept(self, store: SessionStore, folder: Path, state: Path) -> None:
        made = []
        for number in range(8):
            write_index(folder, [*rows_in(folder), {"session_id": f"g{number}", "updated_at": 1}])
            made.append(store.repair().backup)
        assert {str(path) for path in backups(state)} == set(made[-5:])

    def test_without_a_backup_nothing_is_repaired(
        self, store: SessionStore, folder: Path, state: Path
    ) -> None:
        ghost(folder)
        before = contents(folder)
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text("in the way")
        with pytest.raises(StoreError, match="Could not back up the index as"):
            store.repair()
        assert contents(folder) == before
