"""When it is time to list again, and what a list knows of the index without a check."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    text_of,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


class TestMoved:
    """Whether it is time to list again."""

    @pytest.fixture
    def store(self, folder: Path) -> SessionStore:
        store = SessionStore(folder)
        store.list_sessions()
        return store

    def test_nothing_moves_by_itself(self, store: SessionStore) -> None:
        assert not store.moved()

    def test_a_new_file_is_a_move(self, store: SessionStore, folder: Path) -> None:
        write_session(folder, a_session("late"))
        assert store.moved()

    def test_a_new_index_is_a_move(self, store: SessionStore, folder: Path) -> None:
        (folder / INDEX).write_bytes(b"[]")
        assert store.moved()

    def test_our_own_rename_is_none(self, store: SessionStore) -> None:
        store.rename("s0001", "Renamed")
        assert not store.moved()

    def test_our_own_rename_hides_no_move_of_others(
        self, store: SessionStore, folder: Path
    ) -> None:
        write_session(folder, a_session("late"))
        store.rename("s0001", "Renamed")
        assert store.moved()

    def test_a_folder_that_vanished_is_a_move(self, store: SessionStore, folder: Path) -> None:
        folder.rename(folder.with_name("elsewhere"))
        assert store.moved()


class TestHealth:
    """What a list knows of the index without a check."""

    def test_a_good_store_is_well(self, store: SessionStore) -> None:
        store.list_sessions()
        assert store.health.repairable == 0

    def test_what_a_list_has_seen_is_counted(self, folder: Path) -> None:
        (folder / "s0001.json").unlink()
        write_session(folder, a_session("lost"))
        (folder / "bad.json").write_bytes(b"{")
        store = SessionStore(folder)
        store.list_sessions()
        health = store.health
        assert (health.ghosts, health.unlisted, health.unreadable) == (1, 1, 1)

    def test_duplicates_are_counted(self, place: Path) -> None:
        session = a_session("aa11")
        store = SessionStore(a_folder(place, session, index=text_of([a_row(session)] * 3)))
        store.list_sessions()
        assert store.health.duplicates == 2

    def test_a_broken_index_is_one_thing(self, folder: Path) -> None:
        (folder / INDEX).write_bytes(b"{")
        store = SessionStore(folder)
        store.list_sessions()
        assert store.health.index_broken
        assert store.health.repairable == 1
