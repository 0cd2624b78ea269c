"""A folder in which nothing is as it should be."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Unreadable
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    a_folder,
    a_new_session,
    a_row,
    a_session,
    row_in,
    rows_in,
    session_in,
    some_sessions,
    text_of,
    write_index,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")

LONGEST = "x" * 128
GOOD = {"s0000", "s0001", "s0002", "UP-per", "hy-phen", LONGEST, "session_s0001", "new1"}


def named(folder: Path, name: bytes, data: bytes = b"{}") -> None:
    """Make a file with any name that the file system takes."""
    descriptor = os.open(os.fsencode(folder) + b"/" + name, os.O_CREAT | os.O_WRONLY)
    os.write(descriptor, data)
    os.close(descriptor)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three good sessions of the old generation, and everything that STORE_FORMAT 10 names."""
    folder = a_folder(tmp_path / "sessions", *some_sessions(3))
    for session_id in ("UP-per", "hy-phen", LONGEST):
        write_session(folder, a_session(session_id))
    write_session(folder, a_new_session("new1"))
    (folder / "session_s0001.json").write_bytes(text_of(a_session("session_s0001")))
    outside = tmp_path / "outside.json"
    outside.write_bytes(text_of(a_session("link")))
    (folder / "link.json").symlink_to(outside)
    (folder / "dangling.json").symlink_to(tmp_path / "nowhere")
    (folder / "loop.json").symlink_to(folder / "loop.json")
    (folder / "folder.json").mkdir()
    (folder / "folder.json" / "precious").write_bytes(b"x")
    os.mkfifo(folder / "fifo.json")
    monkeypatch.chdir(folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("socket.json")
        fill(folder)
        yield folder


def fill(folder: Path) -> None:
    """Add bad contents and bad names."""
    for name, data in {
        "empty": b"",
        "blank": b" \n",
        "nuls": b"\0" * 4096,
        "bom": b"\xef\xbb\xbf" + text_of(a_session("bom")),
        "utf16": text_of(a_session("utf16")).decode().encode("utf-16"),
        "list": b"[]",
        "text": b'"x"',
        "deep": b'{"session_id": "deep", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        "noid": b'{"title": "T"}',
        "other": text_of(a_session("another")),
        "cut": text_of(a_session("cut"))[:300],
    }.items():
        (folder / f"{name}.json").write_bytes(data)
    for bad in (
        b".json",
        b".x.json",
        b"a.b.json",
        b"x" * 129 + b".json",
        b"a\nb.json",
        b"\xff.json",
    ):
        named(folder, bad, text_of(a_session("aa11")))
    for passed in (b"_x.json", b"s0001.json.bak", b"notes.txt", b"s0001.JSON", b"_index.json~"):
        named(folder, passed)
    for temp in (b"s0001.tmp.4711.140", b"_index.tmp", b"s0001.json.recover.tmp"):
        named(folder, temp)
    for sub in ("_turn_journal", "_run_journal", "plain"):
        (folder / sub).mkdir()
        (folder / sub / "x.json").write_bytes(b"{}")


BAD = {
    *("link", "dangling", "loop", "folder", "fifo", "socket", "empty", "blank", "nuls", "bom"),
    *("utf16", "list", "text", "deep", "noid", "other", "cut"),
}
ODD = {"", ".x", "a.b", "x" * 129, "a\nb", "\\xff"}


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder)


def everything_but_the_index(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(folder).items() if name != INDEX}


def files(folder: Path) -> dict[str, bytes]:
    """Every plain file, links and fifos left out."""
    plain = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_bytes() for path in plain}


class TestList:
    """Good sessions are listed, bad ones with a reason, and nothing else."""

    def test_every_good_session_is_listed_without_a_problem(self, store: SessionStore) -> None:
        good = {row.session_id for row in store.list_sessions() if row.problem is None}
        assert good == GOOD

    def test_every_bad_file_is_a_row_with_a_reason(self, store: SessionStore) -> None:
        bad = {row.session_id for row in store.list_sessions() if row.problem is not None}
        assert bad == BAD | ODD

    def test_after_a_check_it_is_the_same(self, store: SessionStore) -> None:
        store.check()
        rows = store.list_sessions()
        assert {row.session_id for row in rows if row.problem is None} == GOOD
        assert {row.session_id for row in rows if row.problem is not None} == BAD | ODD

    @pytest.mark.parametrize(
        ("session_id", "reason"),
        [
            ("link", "it is a link, and links are not followed"),
            ("dangling", "it is a link, and links are not followed"),
            ("loop", "it is a link, and links are not followed"),
            ("folder", "it is a folder"),
            ("fifo", "it is not a regular file"),
            ("socket", "it is not a regular file"),
            ("empty", "it is empty"),
            ("nuls", "it holds nothing but blanks"),
            ("bom", "it begins with a byte order mark, which the server does not take"),
            ("utf16", "it is not UTF-8 text (byte 0)"),
            ("list", "it is not a JSON object"),
            ("deep", "it is nested too deeply"),
            ("noid", "it has no session_id"),
            ("other", "it says its session_id is “another”"),
            ("cut", "it is cut off at byte 300"),
            ("a.b", "its name cannot be the id of a session"),
        ],
    )
    def test_the_reason_says_what_is_wrong(
        self, store: SessionStore, session_id: str, reason: str
    ) -> None:
        (row,) = (row for row in store.list_sessions() if row.session_id == session_id)
        assert row.problem == reason

    def test_without_an_index_it_is_the_same(self, store: SessionStore, folder: Path) -> None:
        (folder / INDEX).unlink()
        rows = store.list_sessions()
        assert {row.session_id for row in rows if row.problem is None} == GOOD
        assert {row.session_id for row in rows if row.problem is not None} == BAD | ODD

    def test_every_text_of_a_row_can_be_written(self, store: SessionStore) -> None:
        for row in store.list_sessions():
            f"{row.session_id}{row.title}{row.problem}".encode()


class TestEdits:
    """One bad file never breaks an edit of a good one."""

    @pytest.mark.parametrize("session_id", sorted(GOOD))
    def test_every_good_session_can_be_renamed(
        self, store: SessionStore, folder: Path, session_id: str
    ) -> None:
        assert store.rename(session_id, "New").title == "New"
        assert session_in(folder, session_id)["title"] == "New"

    @pytest.mark.parametrize("session_id", sorted(BAD))
    def test_no_bad_file_is_loaded_renamed_or_saved(
        self, store: SessionStore, folder: Path, session_id: str
    ) -> None:
        before = files(folder)
        for work in (
            lambda: store.load(session_id),
            lambda: store.rename(session_id, "New"),
            lambda: store.save(Session(session_id, messages=[{"role": "user"}] * 99)),
        ):
            with pytest.raises(Unreadable):
                work()
        assert files(folder) == before

    def test_what_a_link_points_to_is_never_touched(
        self, store: SessionStore, folder: Path
    ) -> None:
        outside = folder.parent / "outside.json"
        before = outside.read_bytes(), outside.stat().st_mtime_ns
        store.check()
        store.repair()
        with pytest.raises(Unreadable):
            store.rename("link", "New")
        assert (outside.read_bytes(), outside.stat().st_mtime_ns) == before

    def test_a_new_session_can_be_saved(self, store: SessionStore, folder: Path) -> None:
        store.save(Session("fresh", title="Fresh"))
        assert row_in(folder, "fresh")["title"] == "Fresh"


class TestRepair:
    """One bad file never breaks a repair, and nobody loses a file."""

    def test_every_good_session_gets_its_row(self, store: SessionStore, folder: Path) -> None:
        receipt = store.repair()
        assert receipt.counts == {"unlisted": len(GOOD) - 3}
        assert {row["session_id"] for row in rows_in(folder)} == GOOD

    def test_bad_files_and_foreign_temporary_files_are_told(self, store: SessionStore) -> None:
        report = store.check()
        assert len(report["temp"]) == 3
        told = {f.session_id for f in report["unreadable"] + report["id_mismatch"]}
        assert told == BAD | ODD

    def test_afterwards_there_is_nothing_to_repair(self, store: SessionStore) -> None:
        store.repair()
        assert store.check().repairable == []
        assert store.repair().state == "nothing to do"

    def test_nothing_but_the_index_changes(self, store: SessionStore, folder: Path) -> None:
        before = everything_but_the_index(folder)
        names = {path.name for path in folder.iterdir()}
        store.repair()
        store.rebuild_index()
        assert everything_but_the_index(folder) == before
        assert {path.name for path in folder.iterdir()} == names

    def test_rows_of_bad_files_stay(self, store: SessionStore, folder: Path) -> None:
        rows = [a_row(a_session(session_id)) for session_id in sorted(BAD)]
        write_index(folder, [*rows_in(folder), *rows])
        store.repair()
        store.rebuild_index()
        store.save(Session("fresh"))
        kept = {row["session_id"]: row for row in rows_in(folder)}
        assert [kept.get(row["session_id"]) for row in rows] == rows
