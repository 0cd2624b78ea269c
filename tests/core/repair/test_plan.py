"""Whether this is a good moment for a repair (DESIGN 7.3), how far it is, and its cancel."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.errors import Cancelled, NotFound, StoreError
from core.store import SessionStore
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    contents,
    some_sessions,
    write_index,
    write_session,
)
from tests.core.repair.spoilt import ghost, index_broken, missing, stale, unlisted

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder)


def with_ghosts(place: Path, sessions: int, ghosts: int) -> Path:
    """A folder whose index has rows for `sessions` files and for `ghosts` that are not there."""
    there = some_sessions(sessions)
    gone = [a_session(f"gone{number}") for number in range(ghosts)]
    folder = a_folder(place / "sessions", *there, index=None)
    write_index(folder, [a_row(session) for session in there + gone])
    return folder


class TestSmells:
    """Where something smells wrong, a repair has to be asked for."""

    def test_a_few_faults_smell_of_nothing(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        unlisted(folder)
        assert store.plan().warnings == []

    def test_a_good_store_is_not_even_looked_at_twice(self, store: SessionStore) -> None:
        assert store.plan().warnings == []

    @pytest.mark.parametrize(("sessions", "ghosts"), [(1, 10), (60, 12), (80, 20)])
    def test_few_ghosts_are_no_reason_to_ask(
        self, tmp_path: Path, sessions: int, ghosts: int
    ) -> None:
        assert SessionStore(with_ghosts(tmp_path, sessions, ghosts)).plan().warnings == []

    @pytest.mark.parametrize(("sessions", "ghosts"), [(1, 11), (40, 11), (79, 21)])
    def test_many_ghosts_are(self, tmp_path: Path, sessions: int, ghosts: int) -> None:
        (warning,) = SessionStore(with_ghosts(tmp_path, sessions, ghosts)).plan().warnings
        assert (
            warning == f"{ghosts} of {sessions + ghosts} rows have no file. Is the folder mounted?"
        )

    def test_rows_without_any_file_are(self, tmp_path: Path) -> None:
        (warning,) = SessionStore(with_ghosts(tmp_path, 0, 3)).plan().warnings
        assert warning == "The index has 3 rows, but the folder has no readable session."

    def test_rows_of_nothing_but_unreadable_files_are(self, folder: Path) -> None:
        for path in folder.glob("s*.json"):
            path.write_bytes(b"{")
        assert "no readable session" in SessionStore(folder).plan().warnings[0]

    def test_a_folder_that_somebody_writes_in_is(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        report = store.plan(
            progress=lambda *_: (
                write_session(folder, some_sessions(1)[0] | {"x": 1})
                and (folder / "late.tmp").touch()
            )
        )
        assert "Another program is writing in this folder right now" in report.warnings[-1]

    def test_an_index_that_somebody_writes_is(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        data = (folder / INDEX).read_bytes()
        report = store.plan(progress=lambda *_: (folder / INDEX).write_bytes(data))
        assert report.warnings

    def test_a_folder_that_is_gone_is_told(self, store: SessionStore, folder: Path) -> None:
        folder.rename(folder.with_name("elsewhere"))
        with pytest.raises(NotFound):
            store.plan()


class TestProgress:
    """How far a check, a repair or a rebuild is."""

    @pytest.mark.parametrize("verb", ["check", "repair", "rebuild_index", "plan"])
    def test_it_is_told_from_none_to_all(
        self, store: SessionStore, folder: Path, verb: str
    ) -> None:
        told: list[tuple[int, int]] = []
        getattr(store, verb)(progress=lambda done, total: told.append((done, total)))
        assert told[0] == (0, 6)
        assert told[-1] == (6, 6)
        assert told == sorted(told)

    def test_the_next_file_is_named(self, store: SessionStore) -> None:
        named: list[str] = []
        store.check(on_item=named.append)
        assert named
        assert {name for name in named if name} <= {f"s{number:04d}" for number in range(6)}

    @pytest.mark.parametrize("verb", ["check", "repair", "rebuild_index"])
    def test_an_empty_folder_is_done_at_once(self, tmp_path: Path, verb: str) -> None:
        told: list[tuple[int, int]] = []
        store = SessionStore(tmp_path)
        getattr(store, verb)(progress=lambda done, total: told.append((done, total)))
        assert set(told) == {(0, 0)}


class TestCancel:
    """The old index stands, and nothing is left behind."""

    @pytest.mark.parametrize("verb", ["check", "repair", "rebuild_index", "plan"])
    @pytest.mark.parametrize("spoil", [ghost, stale, missing, index_broken])
    def test_at_once(self, store: SessionStore, folder: Path, verb: str, spoil: object) -> None:
        spoil(folder)  # type: ignore[operator]
        before = contents(folder)
        with pytest.raises(Cancelled):
            getattr(store, verb)(cancel=lambda: True)
        assert contents(folder) == before

    @pytest.mark.parametrize("verb", ["repair", "rebuild_index"])
    def test_at_every_question(self, store: SessionStore, folder: Path, verb: str) -> None:
        ghost(folder)
        before = contents(folder)
        for questions in range(100):
            asked: list[int] = []

            def cancel(asked: list[int] = asked, last: int = questions) -> bool:
                asked.append(1)
                return len(asked) > last

            try:
                getattr(store, verb)(cancel=cancel)
            except Cancelled:
                assert contents(folder) == before
            else:
                break
        assert 0 < questions < 99
        assert contents(folder) != before

    def test_a_cancelled_store_works_on(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        with pytest.raises(Cancelled):
            store.repair(cancel=lambda: True)
        assert store.repair().state == "done"

    def test_torn_files_are_not_waited_for(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()  # fresh files again: damage is tried again after a pause
        (folder / "s0001.json").write_bytes(b"{")
        asked = threading.Event()

        def cancel() -> bool:
            was_asked = asked.is_set()
            asked.set()
            return was_asked

        with pytest.raises(Cancelled):
            SessionStore(folder).check(cancel=cancel)


def test_a_repair_of_a_folder_that_vanishes_is_told(folder: Path) -> None:
    ghost(folder)
    store = SessionStore(folder)
    with pytest.raises(StoreError):
        store.repair(
            progress=lambda *_: folder.exists() and folder.rename(folder.with_name("gone"))
        )
