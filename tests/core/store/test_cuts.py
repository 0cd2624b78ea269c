"""A file cut off at every byte: never an exception that is no `StoreError`, never a wrong row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.disk import reading
from core.errors import Unreadable
from core.stamps import heads
from core.store import SessionStore, file_edits
from tests.builders import (
    INDEX,
    a_folder,
    a_new_session,
    a_session,
    rows_in,
    session_in,
    some_messages,
    some_sessions,
    text_of,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")

SMALL = a_session("cut1", title='重构 "x"', messages=some_messages(1))
TEXTS = {
    "old": text_of(SMALL),
    "new": text_of(a_new_session("cut1", messages=some_messages(1))),
    "compact": b'{"session_id":"cut1","title":"T","messages":[{"role":"user","x":[1,{}]}],"u":1e5}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "sessions", *some_sessions(2), SMALL)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
class TestSessionFile:
    """The others are listed and edited, whatever has become of this one."""

    def test_it_is_a_row_with_a_reason_that_says_where(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for length in range(len(text)):
            (folder / "cut1.json").write_bytes(text[:length])
            with pytest.raises(Unreadable) as caught:
                store.load("cut1")
            reason = caught.value.reason
            assert reason == (f"it is cut off at byte {length:,}" if length else "it is empty")

    def test_the_others_are_listed_and_it_is_never_missing(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for length in range(0, len(text), 7):
            (folder / "cut1.json").write_bytes(text[:length])
            listed = {row.session_id: row for row in store.list_sessions()}
            assert set(listed) == {"cut1", "s0000", "s0001"}
            assert listed["s0001"].title == "Title of s0001"

    def test_it_is_never_renamed_and_never_changed(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for length in range(0, len(text), 5):
            (folder / "cut1.json").write_bytes(text[:length])
            with pytest.raises(Unreadable):
                store.rename("cut1", "New")
            assert (folder / "cut1.json").read_bytes() == text[:length]

    def test_its_row_survives_a_repair_and_a_rebuild(self, folder: Path, text: bytes) -> None:
        before = rows_in(folder)
        for length in (0, 1, len(text) // 2, len(text) - 1):
            (folder / "cut1.json").write_bytes(text[:length])
            SessionStore(folder).repair()
            SessionStore(folder).rebuild_index()
            assert rows_in(folder) == before

    def test_whole_again_it_is_a_session_again(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        (folder / "cut1.json").write_bytes(text[:50])
        store.check()
        (folder / "cut1.json").write_bytes(text)
        assert store.load("cut1").session_id == "cut1"
        assert store.check()["unreadable"] == []


def test_a_file_with_every_byte_flipped_is_a_session_or_unreadable(folder: Path) -> None:
    text = TEXTS["compact"]
    store = SessionStore(folder)
    for at in range(len(text)):
        for mask in (0x01, 0x20, 0x80):
            flipped = bytearray(text)
            flipped[at] ^= mask
            (folder / "cut1.json").write_bytes(flipped)
            try:
                session = store.load("cut1")
            except Unreadable:
                continue
            assert session.session_id == "cut1"


@pytest.mark.long
def test_a_store_with_every_byte_of_a_file_flipped_lists_and_repairs(folder: Path) -> None:
    text = TEXTS["old"]
    store = SessionStore(folder)
    for at in range(len(text)):
        flipped = bytearray(text)
        flipped[at] ^= 0xFF
        (folder / "cut1.json").write_bytes(flipped)
        assert {"s0000", "s0001", "cut1"} <= {row.session_id for row in store.list_sessions()}
        store.repair()
        assert store.check().repairable == []


class TestIndex:
    """Cut off anywhere, it is built from the files, or was whole."""

    @pytest.fixture
    def text(self, folder: Path) -> bytes:
        return (folder / INDEX).read_bytes()

    def test_every_session_is_listed(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        whole = {row.session_id: row.title for row in store.list_sessions()}
        for length in range(0, len(text), 3):
            (folder / INDEX).write_bytes(text[:length])
            assert {row.session_id: row.title for row in store.list_sessions()} == whole

    def test_a_rename_makes_it_whole(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for length in range(0, len(text), 19):
            (folder / INDEX).write_bytes(text[:length])
            store.rename("s0001", f"Title {length}")
            titles = {row["session_id"]: row["title"] for row in rows_in(folder)}
            assert titles["s0001"] == f"Title {length}"
            assert set(titles) == {"cut1", "s0000", "s0001"}

    def test_a_repair_makes_it_what_it_was(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for length in range(0, len(text), 23):
            (folder / INDEX).write_bytes(text[:length])
            store.repair()
            assert (folder / INDEX).read_bytes() == text

    def test_flipped_anywhere_it_costs_no_session(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for at in range(0, len(text), 2):
            flipped = bytearray(text)
            flipped[at] ^= 0x11
            (folder / INDEX).write_bytes(flipped)
            listed = {row.session_id for row in store.list_sessions()}
            assert listed == {"cut1", "s0000", "s0001"}

    def test_flipped_anywhere_a_rename_gets_into_the_file(self, folder: Path, text: bytes) -> None:
        store = SessionStore(folder)
        for at in range(0, len(text), 17):
            flipped = bytearray(text)
            flipped[at] ^= 0x11
            (folder / INDEX).write_bytes(flipped)
            store.rename("s0001", f"Title {at}")
            assert session_in(folder, "s0001")["title"] == f"Title {at}"
            assert rows_in(folder)


def test_files_of_a_whole_sample_cut_in_the_middle_never_stop_a_repair(
    sample_old: Path, tmp_path: Path
) -> None:
    for part in range(0, 10, 3):
        folder = tmp_path / f"cut{part}"
        shutil.copytree(sample_old, folder)
        for path in folder.glob("[!_]*.json"):
            data = path.read_bytes()
            path.write_bytes(data[: len(data) * part // 10])
        store = SessionStore(folder)
        assert len(store.list_sessions(now=0.0)) >= 30
        store.repair()
        assert store.check().repairable == []


def test_a_file_that_is_being_written_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # files are fresh: torn ones may be whole in a moment
    (folder / "cut1.json").write_bytes(TEXTS["old"][:99])

    class Writer:
        """Finishes the save while the reader pauses."""

        def wait(self, _seconds: float) -> None:
            write_session(folder, SMALL)

    monkeypatch.setattr(heads, "Event", Writer)
    (row,) = (row for row in SessionStore(folder).list_sessions() if row.session_id == "cut1")
    assert row.problem is None
    assert SessionStore(folder).check().findings == []


class TestEmptied:
    """A file that a save has just emptied keeps its old times for a moment."""

    @pytest.fixture(autouse=True)
    def _looked_at_twice(self, aged: None, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        monkeypatch.setattr(reading, "EMPTY_LOOKS", 2)
        (folder / "cut1.json").write_bytes(b"")

    @pytest.fixture
    def pauses(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[float]:
        """The pauses that are made; in the second one the save ends."""
        made: list[float] = []

        class Writer:
            def wait(self, seconds: float) -> None:
                made.append(seconds)
                if len(made) == 2:
                    write_session(folder, SMALL)

        monkeypatch.setattr(heads, "Event", Writer)
        monkeypatch.setattr(file_edits, "Event", Writer)
        return made

    def test_the_list_waits_for_it(self, folder: Path, pauses: list[float]) -> None:
        (folder / INDEX).write_bytes(b"[]")
        assert {row.problem for row in SessionStore(folder).list_sessions()} == {None}

    def test_a_check_waits_for_it(self, folder: Path, pauses: list[float]) -> None:
        assert SessionStore(folder).check().findings == []

    def test_a_rename_waits_for_it(self, folder: Path, pauses: list[float]) -> None:
        SessionStore(folder).rename("cut1", "New")
        assert session_in(folder, "cut1")["title"] == "New"

    def test_one_that_stays_empty_is_told(self, folder: Path) -> None:
        (finding,) = SessionStore(folder).check().findings
        assert finding.reason == "it is empty"

    def test_one_that_is_known_to_be_empty_is_not_waited_for(
        self, folder: Path, pauses: list[float]
    ) -> None:
        (folder / INDEX).write_bytes(b"[]")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reading, "EMPTY_LOOKS", 0)
            SessionStore(folder).check()
        (row,) = (r for r in SessionStore(folder).list_sessions() if r.problem is not None)
        assert (row.session_id, row.problem, row.size, pauses) == ("cut1", "it is empty", 0, [])
