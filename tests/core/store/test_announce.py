"""Sessions that are known but not yet on disk (DESIGN 3, `announce`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import InvalidId
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    MAY,
    a_folder,
    a_row,
    a_session,
    contents,
    rows_in,
    some_sessions,
    write_index,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def ids_in(folder: Path) -> list[str]:
    return [row["session_id"] for row in rows_in(folder)]


def a_value(session_id: str, **fields: Any) -> Session:
    """A session that is only known as a value."""
    return Session(session_id, **{"title": "Given", "updated_at": MAY + 30, **fields})


class TestAnnounced:
    """Known but not yet on disk: listed, never pruned, until saved or forgotten."""

    def test_it_is_listed(self, store: SessionStore) -> None:
        store.announce(Session("new1", title="New", updated_at=MAY + 9999))
        row = store.list_sessions()[0]
        assert (row.session_id, row.title, row.listed) == ("new1", "New", False)

    def test_it_is_written_nowhere(self, store: SessionStore, folder: Path) -> None:
        before = contents(folder)
        store.announce(Session("new1", title="New"))
        store.list_sessions()
        assert contents(folder) == before

    def test_its_row_is_never_pruned(self, store: SessionStore, folder: Path) -> None:
        session = a_value("new1")
        store.announce(session)
        store.update_index([session])
        store.update_index([])
        store.rebuild_index()
        store.repair()
        assert "new1" in ids_in(folder)

    def test_it_is_no_ghost(self, store: SessionStore) -> None:
        store.announce(a_value("new1"))
        store.update_index([a_value("new1")])
        assert store.check().findings == []

    def test_forgotten_it_is_listed_no_more(self, store: SessionStore) -> None:
        store.announce(Session("new1"))
        store.forget("new1")
        assert "new1" not in [row.session_id for row in store.list_sessions()]

    def test_forgotten_it_is_a_ghost(self, store: SessionStore, folder: Path) -> None:
        store.announce(a_value("new1"))
        store.update_index([a_value("new1")])
        store.forget("new1")
        store.update_index([])
        assert "new1" not in ids_in(folder)

    def test_to_forget_what_nobody_announced_is_no_error(self, store: SessionStore) -> None:
        store.forget("nobody")

    def test_saved_it_is_a_session_like_any_other(self, store: SessionStore, folder: Path) -> None:
        session = a_value("new1")
        store.announce(session)
        store.save(session)
        (folder / "new1.json").unlink()
        assert "new1" not in [row.session_id for row in store.list_sessions()]

    def test_a_bad_id_is_invalid(self, store: SessionStore) -> None:
        with pytest.raises(InvalidId):
            store.announce(Session("../x"))

    def test_announced_again_the_last_value_counts(self, store: SessionStore) -> None:
        store.announce(a_value("new1", title="One"))
        store.announce(a_value("new1", title="Two"))
        assert [r.title for r in store.list_sessions() if r.session_id == "new1"] == ["Two"]

    def test_a_file_that_came_meanwhile_has_the_last_word(
        self, store: SessionStore, folder: Path
    ) -> None:
        store.announce(a_value("new1", title="Announced"))
        session = a_session("new1", title="On disk")
        write_session(folder, session)
        write_index(folder, [*rows_in(folder), a_row(session)])
        assert [r.title for r in store.list_sessions() if r.session_id == "new1"] == ["On disk"]

    def test_an_announced_session_counts_for_no_mass_of_ghosts(self, place: Path) -> None:
        folder = a_folder(place, *some_sessions(2))
        store = SessionStore(folder)
        for number in range(15):
            session = a_value(f"new{number}")
            store.announce(session)
            store.update_index([session])
        assert len(rows_in(folder)) == 17
