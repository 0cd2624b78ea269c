"""Rows without a file, pruned while they are few (DESIGN 3, *Incremental write*)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.store import SessionStore
from core.values import Session
from tests.builders import (
    MAY,
    Fields,
    a_folder,
    a_row,
    a_session,
    row_in,
    rows_in,
    some_sessions,
    write_index,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def ids_in(folder: Path) -> list[str]:
    return [row["session_id"] for row in rows_in(folder)]


def update(folder: Path, *sessions: Session) -> None:
    SessionStore(folder).update_index(list(sessions))


def a_value(session_id: str, **fields: Any) -> Session:
    """A session that is only known as a value."""
    return Session(session_id, **{"title": "Given", "updated_at": MAY + 30, **fields})


def with_ghosts(folder: Path, count: int, rows: int) -> list[Fields]:
    """An index of `rows` good rows and `count` ghosts in `folder`."""
    sessions = some_sessions(rows)
    ghosts = [a_row(a_session(f"ghost{n}", updated_at=MAY + n)) for n in range(count)]
    a_folder(folder, *sessions, index=None)
    found = [*map(a_row, sessions), *ghosts]
    write_index(folder, found)
    return found


class TestGhosts:
    """Rows without a file go, up to 10 rows or 20 % of the index, whichever is more."""

    @pytest.mark.parametrize(("ghosts", "rows"), [(1, 1), (10, 1), (10, 90), (20, 80), (12, 60)])
    def test_up_to_the_limit_they_go(self, place: Path, ghosts: int, rows: int) -> None:
        with_ghosts(place, ghosts, rows)
        update(place)
        assert len(rows_in(place)) == rows

    @pytest.mark.parametrize(("ghosts", "rows"), [(11, 1), (11, 43), (21, 80), (100, 0)])
    def test_beyond_it_they_stay_in_the_file(self, place: Path, ghosts: int, rows: int) -> None:
        found = with_ghosts(place, ghosts, rows)
        update(place)
        assert len(rows_in(place)) == len(found)

    def test_beyond_it_they_are_not_listed(self, place: Path) -> None:
        with_ghosts(place, 30, 3)
        store = SessionStore(place)
        store.update_index([])
        assert len(store.list_sessions()) == 3

    def test_beyond_it_other_rows_are_written_all_the_same(self, place: Path) -> None:
        with_ghosts(place, 30, 3)
        update(place, a_value("s0001", title="New"))
        assert row_in(place, "s0001")["title"] == "New"
        assert len(rows_in(place)) == 33

    def test_beyond_it_they_wait_for_a_repair(self, place: Path) -> None:
        with_ghosts(place, 30, 3)
        store = SessionStore(place)
        store.update_index([])
        assert store.check().counts["ghost"] == 30
        store.repair()
        assert len(rows_in(place)) == 3

    def test_a_folder_that_is_not_mounted_loses_no_row(self, place: Path) -> None:
        found = with_ghosts(place, 0, 40)
        for path in place.glob("s*.json"):
            path.unlink()
        update(place)
        assert len(rows_in(place)) == len(found)

    def test_a_given_session_without_a_file_is_no_ghost_now(self, folder: Path) -> None:
        update(folder, a_value("new1"))
        assert "new1" in ids_in(folder)

    def test_but_with_the_next_write_it_is(self, folder: Path) -> None:
        update(folder, a_value("new1"))
        update(folder)
        assert "new1" not in ids_in(folder)

    def test_a_rename_leaves_ghosts_alone(self, place: Path) -> None:
        with_ghosts(place, 2, 3)
        SessionStore(place).rename("s0001", "New")
        assert len(rows_in(place)) == 5

    def test_a_save_prunes_them(self, place: Path) -> None:
        with_ghosts(place, 2, 3)
        SessionStore(place).save(Session("new1"))
        assert len(rows_in(place)) == 4
