"""Stores as they should never be, and disks that fail for a moment."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.disk import atomic
from core.disk.members import spans
from core.store import SessionStore
from core.values import Session
from tests.builders import a_folder, a_new_session, a_row, a_session, row_in, rows_in, text_of

TWICE = b'{"session_id": "a", "messages": [], "title": "T}", "n": 1, "title": "B"}'


@contextmanager
def reading_fails(name: str, number: int) -> Iterator[None]:
    """Let the system refuse to open the file `name`, as a disk does that fails for a moment."""
    state = {"on": True}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if state["on"] and event == "open" and str(arguments[0]).endswith(name):
            raise OSError(number, os.strerror(number), name)

    import sys

    sys.addaudithook(hook)
    try:
        yield
    finally:
        state["on"] = False


def old(path: Path) -> None:
    """Let a file be an hour old, so that its stamp proves something."""
    moment = path.stat().st_mtime - 3600
    os.utime(path, (moment, moment))


def test_a_key_that_stands_twice_is_found_where_it_counts() -> None:
    start, end = spans(TWICE)["title"]
    assert TWICE[start:end] == b'"B"'


def test_a_file_with_a_title_given_twice_is_still_json_after_a_rename(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, index=b"[]")
    (folder / "a.json").write_bytes(TWICE)
    SessionStore(folder).rename("a", "New")
    assert json.loads((folder / "a.json").read_bytes())["title"] == "New"


def test_a_passing_disk_error_is_forgotten(tmp_path: Path) -> None:
    store = SessionStore(a_folder(tmp_path, a_session("a")))
    old(store.folder / "a.json")
    with reading_fails("a.json", errno.EIO):
        assert store.check(read_all=True).counts["unreadable"] == 1
    assert store.check().counts["unreadable"] == 0


def test_a_passing_disk_error_is_no_ghost(tmp_path: Path) -> None:
    store = SessionStore(a_folder(tmp_path, a_session("a")))
    with reading_fails("a.json", errno.EIO):
        assert store.check(read_all=True).counts["ghost"] == 0


def test_a_folder_that_cannot_be_flushed_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SessionStore(a_folder(tmp_path, a_session("a")))
    monkeypatch.setattr(atomic.os, "fsync", _only_files(os.fsync))
    assert store.rename("a", "New").title == "New"


def _only_files(fsync: Callable[[int], None]) -> Callable[[int], None]:
    def flush(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    return flush


def test_an_announcement_taken_back_does_not_hide_a_ghost(tmp_path: Path) -> None:
    session = a_session("a")
    folder = a_folder(tmp_path, session, index=text_of([a_row(session), a_row(a_session("b"))]))
    for path in folder.iterdir():
        old(path)
    store = SessionStore(folder)
    store.announce(Session("b"))
    assert store.check().counts["ghost"] == 0
    store.forget("b")
    assert store.check().counts["ghost"] == 1


def test_a_time_beyond_2262_is_a_time(tmp_path: Path) -> None:
    store = SessionStore(a_folder(tmp_path, a_session("a")))
    os.utime(store.folder / "a.json", ns=(0, 2**63 + 5))
    if (store.folder / "a.json").stat().st_mtime_ns < 2**62:
        pytest.skip("this file system keeps no such time")
    assert store.check().sessions == 1


def test_a_title_of_5000_digits_is_listed(tmp_path: Path) -> None:
    session = a_session("a")
    row = json.dumps(a_row(session)).replace('"Title of a"', "9" * 5000)
    folder = a_folder(tmp_path, session, index=f"[{row}]".encode())
    assert [row.session_id for row in SessionStore(folder).list_sessions()] == ["a"]


def test_of_several_rows_a_save_keeps_what_the_best_one_knows(tmp_path: Path) -> None:
    session = a_session("a")
    rows = [a_row(session, message_count=1), a_row(session, message_count=9, only_here=True)]
    store = SessionStore(a_folder(tmp_path, session, index=text_of(rows)))
    store.save(store.load("a"))
    assert [row.get("only_here") for row in rows_in(store.folder)] == [True]


def test_a_broken_index_has_no_vote_in_the_generation(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, a_new_session("a", pre_compression_snapshot=True), index=b"{}")
    SessionStore(folder).rebuild_index()
    assert row_in(folder, "a")["pre_compression_snapshot"] is True


@pytest.mark.parametrize("moment", [float("nan"), None, "soon"])
def test_a_time_that_is_no_number_is_never_written(tmp_path: Path, moment: object) -> None:
    store = SessionStore(a_folder(tmp_path))
    store.save(Session("a", created_at=moment), touch=False)  # type: ignore[arg-type]
    created = json.loads((store.folder / "a.json").read_bytes())["created_at"]
    assert isinstance(created, float)
    assert created == created


def test_details_beside_a_rename_do_not_bring_the_old_title_back(tmp_path: Path) -> None:
    store = SessionStore(a_folder(tmp_path, a_session("a"), a_session("b")))
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            store.details("a")

    looker = threading.Thread(target=look)
    looker.start()
    for number in range(60):
        store.rename("a", f"Title {number}")
        assert row_in(store.folder, "a")["title"] == f"Title {number}"
    over.set()
    looker.join()
