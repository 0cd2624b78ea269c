"""Edits that are made while the files are read for a check, a repair or a rebuild."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.store import SessionStore
from core.values import Session
from tests.builders import (
    MAY,
    a_row,
    a_session,
    row_in,
    rows_in,
    session_in,
    write_index,
    write_session,
)
from tests.core.repair.spoilt import ghost, stale

pytestmark = pytest.mark.usefixtures("aged")

Work = Callable[[SessionStore, Callable[[int, int], None]], object]
WRITERS: dict[str, Work] = {
    "repair": lambda store, progress: store.repair(progress=progress),
    "rebuild": lambda store, progress: store.rebuild_index(progress),
}


def first_time(when: str, work: Callable[[], object]) -> Callable[[int, int], None]:
    """A progress that does `work` once: before anything is read, or after all has been."""
    done: list[object] = []

    def progress(count: int, total: int) -> None:
        if not done and count == (0 if when == "before" else total):
            done.append(1)
            work()

    return progress


@pytest.fixture(params=["before", "after"])
def when(request: pytest.FixtureRequest) -> str:
    """Whether something happens before the files are read, or after."""
    return str(request.param)


@pytest.fixture
def other(folder: Path) -> SessionStore:
    """Another program of ours, which works in the same folder."""
    return SessionStore(folder)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
class TestWrites:
    """Nobody's edit is lost."""

    def test_a_rename_stands_in_the_index(
        self, folder: Path, other: SessionStore, when: str, write: Work
    ) -> None:
        ghost(folder)
        write(SessionStore(folder), first_time(when, lambda: other.rename("s0002", "Meanwhile")))
        assert row_in(folder, "s0002")["title"] == "Meanwhile"
        assert session_in(folder, "s0002")["title"] == "Meanwhile"

    def test_a_new_session_keeps_its_row(
        self, folder: Path, other: SessionStore, when: str, write: Work
    ) -> None:
        ghost(folder)
        write(SessionStore(folder), first_time(when, lambda: other.save(Session("new1"))))
        assert "new1" in [row["session_id"] for row in rows_in(folder)]

    def test_a_session_of_a_server_keeps_its_row(
        self, folder: Path, when: str, write: Work
    ) -> None:
        ghost(folder)

        def serve() -> None:
            session = a_session("served", updated_at=MAY + 9999)
            write_session(folder, session)
            write_index(folder, [*rows_in(folder), a_row(session)])

        write(SessionStore(folder), first_time(when, serve))
        assert row_in(folder, "served")["message_count"] == 2

    def test_what_was_wrong_is_put_right_all_the_same(
        self, folder: Path, other: SessionStore, when: str, write: Work
    ) -> None:
        stale(folder)
        write(SessionStore(folder), first_time(when, lambda: other.rename("s0002", "Meanwhile")))
        assert row_in(folder, "s0001")["title"] == "In the file"

    def test_a_session_that_goes_meanwhile_stops_nothing(
        self, folder: Path, when: str, write: Work
    ) -> None:
        stale(folder)
        write(SessionStore(folder), first_time(when, (folder / "s0004.json").unlink))
        assert SessionStore(folder).check().counts["stale"] == 0

    def test_the_store_is_clean_after_another_repair(
        self, folder: Path, other: SessionStore, when: str, write: Work
    ) -> None:
        ghost(folder)
        write(SessionStore(folder), first_time(when, lambda: other.rename("s0002", "Meanwhile")))
        other.repair()
        assert other.check().findings == []


def test_a_check_blames_nothing_on_an_edit_that_was_made_meanwhile(
    folder: Path, other: SessionStore, when: str
) -> None:
    def edit() -> None:
        other.rename("s0002", "Meanwhile")
        other.save(Session("new1"))

    assert SessionStore(folder).check(progress=first_time(when, edit)).findings == []


def test_a_list_beside_a_repair_sees_a_whole_index(folder: Path, other: SessionStore) -> None:
    ghost(folder)
    seen: list[int] = []
    SessionStore(folder).repair(
        progress=lambda _done, _total: seen.append(len(other.list_sessions()))
    )
    assert set(seen) == {5}
