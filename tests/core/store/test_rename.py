"""Only the title in the file, then only the title in the row (DESIGN 3, `rename`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import InvalidId, NotFound, StoreError, Unreadable
from core.store import SessionStore
from core.store.requests import Rename, Renamed
from tests.builders import (
    INDEX,
    MAY,
    a_row,
    a_session,
    contents,
    row_in,
    rows_in,
    session_in,
    text_of,
    write_index,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")

OLD, NEW = b'"Title of s0001"', b'"A new title"'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def test_in_the_file_only_the_bytes_of_the_title_change(store: SessionStore, folder: Path) -> None:
    before = (folder / "s0001.json").read_bytes()
    store.rename("s0001", "A new title")
    assert (folder / "s0001.json").read_bytes() == before.replace(OLD, NEW)


def test_in_the_index_only_the_bytes_of_the_title_change(store: SessionStore, folder: Path) -> None:
    before = (folder / INDEX).read_bytes()
    store.rename("s0001", "A new title")
    assert (folder / INDEX).read_bytes() == before.replace(OLD, NEW)


def test_no_other_file_changes_or_comes(store: SessionStore, folder: Path) -> None:
    before = contents(folder)
    store.rename("s0001", "A new title")
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} == {INDEX, "s0001.json"}
    assert after.keys() == before.keys()


def test_the_answer_is_the_row_with_its_new_title(store: SessionStore) -> None:
    row = store.rename("s0001", "A new title")
    assert (row.session_id, row.title, row.updated_at) == ("s0001", "A new title", MAY + 60)
    assert row in store.list_sessions()


def test_the_time_stays(store: SessionStore, folder: Path) -> None:
    store.rename("s0001", "A new title")
    assert session_in(folder, "s0001")["updated_at"] == MAY + 60


def test_a_store_stays_clean(store: SessionStore) -> None:
    store.rename("s0001", "A new title")
    assert store.check().findings == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  two\nlines ", "two lines"),
        ("x" * 100, "x" * 80),
        ("😀" * 81, "😀" * 80),
        ("a\ud800b", "a\ufffdb"),
        ("bell\a \x1b[31mred", "bell [31mred"),
        ("\u202eevil", "evil"),
        ('quote " and \\', 'quote " and \\'),
        ("重构会话索引", "重构会话索引"),
    ],
)
def test_a_title_is_cleaned_first(
    store: SessionStore, folder: Path, typed: str, stored: str
) -> None:
    assert store.rename("s0001", typed).title == stored
    assert session_in(folder, "s0001")["title"] == row_in(folder, "s0001")["title"] == stored


def test_a_title_is_written_as_the_server_writes_it(store: SessionStore, folder: Path) -> None:
    store.rename("s0001", 'é "x" /\u2028')
    assert '"title": "é \\"x\\" /"'.encode() in (folder / "s0001.json").read_bytes()


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "\x00\x1b", "\u202e", "\u3000"])
def test_a_blank_title_writes_nothing(store: SessionStore, folder: Path, blank: str) -> None:
    before = contents(folder), folder.stat().st_mtime_ns
    assert store.rename("s0001", blank).title == "Title of s0001"
    assert (contents(folder), folder.stat().st_mtime_ns) == before


def test_a_blank_title_writes_no_index_either(store: SessionStore, folder: Path) -> None:
    (folder / INDEX).unlink()
    store.rename("s0001", " ")
    assert not (folder / INDEX).exists()


def test_the_same_title_writes_nothing(store: SessionStore, folder: Path) -> None:
    before = contents(folder), folder.stat().st_mtime_ns
    assert store.rename("s0001", " Title of s0001 ").title == "Title of s0001"
    assert (contents(folder), folder.stat().st_mtime_ns) == before


def test_the_same_title_brings_a_stale_row_up_to_date(store: SessionStore, folder: Path) -> None:
    write_session(folder, a_session("s0001", title="In the file", updated_at=MAY + 60))
    assert store.rename("s0001", "In the file").title == "In the file"
    assert row_in(folder, "s0001")["title"] == "In the file"


class TestRefusals:
    """Nothing is written where something is wrong."""

    def test_a_session_that_is_not_there_is_not_found(
        self, store: SessionStore, folder: Path
    ) -> None:
        before = contents(folder)
        with pytest.raises(NotFound, match=r"gone\.json"):
            store.rename("gone", "New")
        assert contents(folder) == before

    @pytest.mark.parametrize("bad", ["", "_x", "../s0001", "a.b", "x" * 129])
    def test_an_id_that_no_file_can_have_is_invalid(self, store: SessionStore, bad: str) -> None:
        with pytest.raises(InvalidId):
            store.rename(bad, "New")

    def test_an_unreadable_file_is_left_alone(self, store: SessionStore, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b'{"session_id": "s0001", "title": "T"')
        before = contents(folder)
        with pytest.raises(Unreadable, match="cut off"):
            store.rename("s0001", "New")
        assert contents(folder) == before

    def test_a_file_of_another_session_is_left_alone(
        self, store: SessionStore, folder: Path
    ) -> None:
        (folder / "s0001.json").write_bytes(text_of(a_session("other")))
        before = contents(folder)
        with pytest.raises(Unreadable, match="other"):
            store.rename("s0001", "New")
        assert contents(folder) == before

    def test_a_link_is_never_followed(self, store: SessionStore, folder: Path) -> None:
        outside = folder.parent / "outside.json"
        outside.write_bytes(text_of(a_session("link")))
        before = outside.read_bytes()
        (folder / "link.json").symlink_to(outside)
        with pytest.raises(Unreadable, match="it is a link"):
            store.rename("link", "New")
        assert outside.read_bytes() == before

    def test_one_that_fails_holds_up_none_of_the_others(
        self, store: SessionStore, folder: Path
    ) -> None:
        wishes = [Rename("s0000", "A"), Rename("gone", "B"), Rename("s0002", "C")]
        answers = store.edit_titles(wishes)
        assert [isinstance(answer, Renamed) for answer in answers] == [True, False, True]
        assert isinstance(answers[1], StoreError)
        assert [row["title"] for row in rows_in(folder)] == ["C", "Title of s0001", "A"]


def test_many_renames_write_the_index_once(store: SessionStore, folder: Path) -> None:
    inode = os.stat(folder / INDEX).st_ino  # noqa: PTH116 - beside its sibling below
    answers = store.edit_titles([Rename("s0000", "A"), Rename("s0001", "B"), Rename("s0000", "C")])
    assert [answer.row.title for answer in answers if isinstance(answer, Renamed)][1:] == ["B", "C"]
    assert [row["title"] for row in rows_in(folder)] == ["Title of s0002", "B", "C"]
    assert session_in(folder, "s0000")["title"] == "C"
    assert (folder / INDEX).stat().st_ino != inode


def test_no_renames_write_nothing(store: SessionStore, folder: Path) -> None:
    before = folder.stat().st_mtime_ns
    assert store.edit_titles([]) == []
    assert folder.stat().st_mtime_ns == before


def test_a_file_of_a_server_that_came_meanwhile_is_renamed_too(
    store: SessionStore, folder: Path
) -> None:
    store.list_sessions()
    write_session(folder, a_session("late"))
    write_index(folder, [*rows_in(folder), a_row(a_session("late"))])
    store.rename("late", "New")
    assert row_in(folder, "late")["title"] == "New"
