"""What we write is no reason to list again; what anybody else does at the same moment is."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import a_folder, a_session
from tests.faults import failing


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    folder = a_folder(tmp_path / "sessions", a_session("a"), a_session("b"))
    store = SessionStore(folder)
    store.list_sessions()
    return store


def replace(path: Path, data: bytes) -> None:
    """Write as another program does."""
    temp = path.with_name("theirs.tmp.1.2")
    temp.write_bytes(data)
    temp.replace(path)


def test_a_store_that_was_never_listed_has_moved(store: SessionStore) -> None:
    assert SessionStore(store.folder).moved()


def test_nothing_has_moved_after_a_listing(store: SessionStore) -> None:
    assert not store.moved()


@pytest.mark.usefixtures("aged")
def test_a_folder_whose_time_stands_still_is_not_listed_for_that(tmp_path: Path) -> None:
    store = SessionStore(a_folder(tmp_path / "sessions", a_session("a")))
    store.list_sessions()
    store.rest()
    with failing(store.folder) as disk:
        assert not store.moved()
    assert disk.seen == []


def test_our_own_edit_is_no_reason_to_list_again(store: SessionStore) -> None:
    store.rename("a", "New")
    assert not store.moved()


def test_many_edits_of_ours_are_none_either(store: SessionStore) -> None:
    for number in range(3):
        store.rename("a", f"New {number}")
    assert not store.moved()


def test_an_edit_before_and_one_after_a_listing_are_none(store: SessionStore) -> None:
    store.rename("a", "One")
    store.list_sessions()
    store.rename("a", "Two")
    assert not store.moved()


def test_an_index_that_somebody_else_wrote_is_a_reason(store: SessionStore) -> None:
    replace(store.index_path, store.index_path.read_bytes())
    assert store.moved()


def test_an_index_that_somebody_else_wrote_before_our_edit_is_a_reason(store: SessionStore) -> None:
    replace(store.index_path, store.index_path.read_bytes())
    store.rename("a", "New")
    assert store.moved()


def test_a_file_that_came_beside_our_edit_is_a_reason(store: SessionStore) -> None:
    store.rename("a", "New")
    data = (store.folder / "b.json").read_bytes().replace(b'"b"', b'"c"')
    (store.folder / "c.json").write_bytes(data)
    assert store.moved()


def test_a_file_that_came_beside_our_edit_is_listed(store: SessionStore) -> None:
    data = (store.folder / "b.json").read_bytes().replace(b'"b"', b'"c"')
    (store.folder / "c.json").write_bytes(data)
    store.rename("a", "New")
    assert {row.session_id for row in store.list_sessions()} == {"a", "b", "c"}


def test_a_file_that_went_is_a_reason(store: SessionStore) -> None:
    (store.folder / "b.json").unlink()
    assert store.moved()
