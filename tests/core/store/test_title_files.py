"""Many titles at once: files are drafted, flushed and put in place in groups."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from core.errors import DiskTrouble, NotFound, StoreError
from core.store import SessionStore, title_files
from core.store.requests import Rename, Renamed
from core.store.title_files import AT_ONCE, GROUP
from tests.builders import a_folder, rows_in, session_in, some_sessions, text_of, write_session
from tests.faults import failing_calls

MANY = 2 * GROUP + 3

if sys.platform != "win32":
    import resource

linux = pytest.mark.skipif(sys.platform != "linux", reason="sets limits as Linux knows them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "sessions", *some_sessions(MANY))


@pytest.fixture
def ids(folder: Path) -> list[str]:
    return sorted(row["session_id"] for row in rows_in(folder))


def titles_in(folder: Path, ids: list[str]) -> list[str]:
    return [session_in(folder, session_id)["title"] for session_id in ids]


def new_titles(ids: list[str]) -> list[str]:
    return [f"New {session_id}" for session_id in ids]


def renames(ids: list[str]) -> list[Rename]:
    return [Rename(session_id, f"New {session_id}") for session_id in ids]


class Flushes:
    """Stands for `os.fsync`; does something else before the first flush."""

    def __init__(self) -> None:
        self.before: Callable[[], object] | None = None
        self._lock = threading.Lock()

    def __call__(self, _descriptor: int) -> None:
        with self._lock:
            before, self.before = self.before, None
            if before is not None:
                before()


@pytest.fixture
def flushes(monkeypatch: pytest.MonkeyPatch) -> Flushes:
    found = Flushes()
    monkeypatch.setattr(os, "fsync", found)
    return found


def test_every_title_of_several_groups_is_in_its_file(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    store.edit_titles(renames(ids))
    assert titles_in(folder, ids) == new_titles(ids)


def test_every_title_of_several_groups_is_in_its_row(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    store.edit_titles(renames(ids))
    assert {row["session_id"]: row["title"] for row in rows_in(folder)} == dict(
        zip(ids, new_titles(ids), strict=True)
    )


def test_the_answers_come_in_the_order_of_the_edits(store: SessionStore, ids: list[str]) -> None:
    answers = store.edit_titles(renames(ids))
    assert [isinstance(a, Renamed) and a.row.session_id for a in answers] == ids


def test_drafts_are_flushed_at_the_same_time(
    store: SessionStore, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(AT_ONCE)
    calls: list[int] = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) <= AT_ONCE:  # each of the first ones waits for all of them
            together.wait(timeout=20)

    monkeypatch.setattr(os, "fsync", fsync)
    store.edit_titles(renames(ids))
    assert len(calls) > MANY


def test_a_session_that_comes_twice_ends_with_its_last_title(
    store: SessionStore, folder: Path
) -> None:
    store.edit_titles([Rename("s0001", "One"), Rename("s0002", "Other"), Rename("s0001", "Two")])
    assert titles_in(folder, ["s0001", "s0002"]) == ["Two", "Other"]


def test_an_edit_of_a_session_that_comes_twice_knows_the_title_before_it(
    store: SessionStore,
) -> None:
    answers = store.edit_titles([Rename("s0001", "One"), Rename("s0001", "Two")])
    edits = [answer.edit for answer in answers if isinstance(answer, Renamed)]
    assert [edit and edit.old_title for edit in edits] == ["Title of s0001", "One"]


def test_a_session_that_is_gone_holds_up_no_other(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    (folder / f"{ids[5]}.json").unlink()
    answers = store.edit_titles(renames(ids))
    left = ids[:5] + ids[6:]
    assert isinstance(answers[5], NotFound)
    assert titles_in(folder, left) == new_titles(left)


@pytest.mark.parametrize("number", [0, 1, GROUP - 1, GROUP])
def test_a_flush_that_fails_costs_one_title_only(
    store: SessionStore, folder: Path, ids: list[str], number: int
) -> None:
    with failing_calls("fsync", at=number):
        answers = store.edit_titles(renames(ids))
    bad = [i for i, answer in zip(ids, answers, strict=True) if isinstance(answer, StoreError)]
    changed = [i for i in ids if session_in(folder, i)["title"] == f"New {i}"]
    assert (len(bad), sorted([*bad, *changed])) == (1, ids)


def test_a_flush_that_fails_leaves_nothing_behind(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    with failing_calls("fsync", at=3):
        answers = store.edit_titles(renames(ids))
    assert [type(a) for a in answers if not isinstance(a, Renamed)] == [DiskTrouble]
    assert list(folder.glob("*.tmp*")) == []


def test_what_another_program_saves_between_draft_and_place_is_kept(
    store: SessionStore, folder: Path, ids: list[str], flushes: Flushes
) -> None:
    def save() -> None:
        fields: dict[str, Any] = session_in(folder, "s0002") | {"model": "saved by the server"}
        write_session(folder, fields)

    flushes.before = save
    store.edit_titles(renames(ids))
    after = session_in(folder, "s0002")
    assert (after["model"], after["title"]) == ("saved by the server", "New s0002")


def test_a_conflict_of_one_file_leaves_all_others_as_they_are_written(
    store: SessionStore, folder: Path, ids: list[str], flushes: Flushes
) -> None:
    other = text_of({"session_id": "x"})
    flushes.before = lambda: (folder / "s0002.json").write_bytes(other)
    answers = store.edit_titles(renames(ids))
    others = [i for i in ids if i != "s0002"]
    assert isinstance(answers[ids.index("s0002")], StoreError)
    assert titles_in(folder, others) == new_titles(others)


@contextmanager
def few_open_files() -> Iterator[None]:
    """Let this process open twenty more files, and no more."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken: list[int] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (300, limits[1]))
    try:
        with suppress(OSError):
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        for _ in range(20):
            os.close(taken.pop())
        yield
    finally:
        for descriptor in taken:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@contextmanager
def no_threads() -> Iterator[None]:
    """Let no thread be started: each would need more memory than there are addresses."""
    before = threading.stack_size(2**46)
    try:
        yield
    finally:
        threading.stack_size(before)


@linux
def test_more_titles_are_saved_than_files_may_be_open(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    with few_open_files():
        store.edit_titles(renames(ids))
    assert titles_in(folder, ids) == new_titles(ids)


@linux
def test_titles_are_saved_where_no_thread_can_be_started(
    store: SessionStore, folder: Path, ids: list[str]
) -> None:
    with no_threads():
        store.edit_titles(renames(ids))
    assert titles_in(folder, ids) == new_titles(ids)


@linux
def test_an_index_is_repaired_where_no_thread_can_be_started(
    store: SessionStore, folder: Path
) -> None:
    (folder / "s0002.json").unlink()
    with no_threads():
        assert store.repair().counts == {"ghost": 1}


def test_drafts_of_big_files_take_little_room_at_a_time(
    store: SessionStore,
    folder: Path,
    ids: list[str],
    flushes: Flushes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(title_files, "GROUP_BYTES", (folder / "s0001.json").stat().st_size + 1)
    drafts: list[str] = []
    flushes.before = lambda: drafts.extend(path.name for path in folder.glob("*.tmp*"))
    store.edit_titles(renames(ids))
    assert len(drafts) == 2
