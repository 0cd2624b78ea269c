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
    a_folder,
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


class TestMarks:
    """`manual_title` and `llm_title_generated`, where they are (STORE_FORMAT 7.5)."""

    def test_they_are_set_in_the_file(self, sample_new: Path) -> None:
        SessionStore(sample_new).rename("2b90ce64a7f3", "Mine")
        fields = session_in(sample_new, "2b90ce64a7f3")
        assert (fields["manual_title"], fields["llm_title_generated"]) == (True, False)

    def test_nothing_else_of_the_file_changes(self, sample_new: Path) -> None:
        before = session_in(sample_new, "2b90ce64a7f3")
        SessionStore(sample_new).rename("2b90ce64a7f3", "Mine")
        after = session_in(sample_new, "2b90ce64a7f3")
        ours = ("title", "manual_title", "llm_title_generated")
        assert [key for key in after if after[key] != before[key] and key not in ours] == []
        assert list(after) == list(before)

    def test_manual_title_is_set_in_the_row(self, sample_new: Path) -> None:
        before = row_in(sample_new, "2b90ce64a7f3")
        SessionStore(sample_new).rename("2b90ce64a7f3", "Mine")
        assert row_in(sample_new, "2b90ce64a7f3") == before | {
            "title": "Mine",
            "manual_title": True,
        }

    def test_they_are_not_added_to_an_old_file(self, store: SessionStore, folder: Path) -> None:
        store.rename("s0001", "Mine")
        assert "manual_title" not in session_in(folder, "s0001")
        assert "manual_title" not in row_in(folder, "s0001")

    def test_the_same_title_leaves_them_alone(self, sample_new: Path) -> None:
        before = contents(sample_new)
        title = session_in(sample_new, "2b90ce64a7f3")["title"]
        assert session_in(sample_new, "2b90ce64a7f3")["manual_title"] is False
        SessionStore(sample_new).rename("2b90ce64a7f3", title)
        assert contents(sample_new) == before

    def test_a_store_of_the_new_generation_stays_clean(self, sample_new: Path) -> None:
        store = SessionStore(sample_new)
        store.rename("2b90ce64a7f3", "Mine")
        assert store.check().findings == []


class TestOddFiles:
    """Titles that no server writes."""

    @pytest.mark.parametrize("title", [b"null", b"42", b"true", b"[1, 2]", rb'"a\ud800"', b'""'])
    def test_a_title_of_any_kind_is_replaced(self, place: Path, title: bytes) -> None:
        data = text_of(a_session("aa11", title="T")).replace(b'"T"', title)
        folder = a_folder(place, index=b"[]")
        (folder / "aa11.json").write_bytes(data)
        SessionStore(folder).rename("aa11", "A new title")
        assert (folder / "aa11.json").read_bytes() == data.replace(title, NEW, 1)

    def test_a_missing_title_is_added_at_the_end(self, place: Path) -> None:
        fields = a_session("aa11")
        del fields["title"]
        folder = a_folder(place, fields, index=b"[]")
        before = (folder / "aa11.json").read_bytes()
        SessionStore(folder).rename("aa11", "A new title")
        expected = before[:-2] + b',\n  "title": "A new title"\n}'
        assert (folder / "aa11.json").read_bytes() == expected

    def test_of_a_title_given_twice_the_last_one_changes(self, place: Path) -> None:
        folder = a_folder(place, index=b"[]")
        data = b'{"session_id": "aa11", "title": "first", "title": "last"}'
        (folder / "aa11.json").write_bytes(data)
        SessionStore(folder).rename("aa11", "A new title")
        assert (folder / "aa11.json").read_bytes() == data.replace(b'"last"', NEW)

    def test_bytes_that_no_server_writes_stay(self, place: Path) -> None:
        data = b'\n{"session_id":"aa11",\r\n\t"title" : "old" ,"x":1.50,"y":NaN,"z":1E400}\n\n'
        folder = a_folder(place, index=b"[]")
        (folder / "aa11.json").write_bytes(data)
        SessionStore(folder).rename("aa11", "A new title")
        assert (folder / "aa11.json").read_bytes() == data.replace(b'"old"', NEW)

    def test_the_word_title_in_a_message_is_not_the_title(self, place: Path) -> None:
        messages = [{"role": "user", "content": "x", "title": "Title of aa11"}]
        fields = a_session("aa11", messages=messages)
        folder = a_folder(place, {"messages": messages, **fields})
        SessionStore(folder).rename("aa11", "A new title")
        assert session_in(folder, "aa11")["messages"] == messages
        assert session_in(folder, "aa11")["title"] == "A new title"


class TestOddRows:
    """Rows that differ from their file: only their titles are the rename's business."""

    def test_every_row_with_that_id_gets_the_title(self, place: Path) -> None:
        session = a_session("aa11")
        rows = [a_row(session, message_count=n) for n in (1, 5, 3)]
        folder = a_folder(place, session, index=text_of(rows))
        SessionStore(folder).rename("aa11", "New")
        assert [(r["title"], r["message_count"]) for r in rows_in(folder)] == [
            ("New", 1),
            ("New", 5),
            ("New", 3),
        ]

    def test_stale_fields_stay_stale(self, place: Path) -> None:
        session = a_session("aa11")
        folder = a_folder(place, session, index=text_of([a_row(session, message_count=99)]))
        SessionStore(folder).rename("aa11", "New")
        assert row_in(folder, "aa11")["message_count"] == 99

    def test_a_row_without_a_title_gets_none(self, place: Path) -> None:
        session = a_session("aa11")
        folder = a_folder(place, session, index=b'[{"session_id": "aa11", "x": 1}]')
        assert SessionStore(folder).rename("aa11", "New").session_id == "aa11"
        assert rows_in(folder) == [{"session_id": "aa11", "x": 1}]

    def test_ghosts_and_strange_order_stay(self, place: Path) -> None:
        session = a_session("aa11", updated_at=1.0)
        rows = [a_row(session), a_row(a_session("gone", updated_at=2.0))]
        folder = a_folder(place, session, index=text_of(rows))
        SessionStore(folder).rename("aa11", "New")
        assert [row["session_id"] for row in rows_in(folder)] == ["aa11", "gone"]

    @pytest.mark.parametrize(
        "style", [{"indent": None}, {"indent": 4}, {"separators": (",", ":")}, {"indent": "\t"}]
    )
    def test_an_index_of_another_style_keeps_it(
        self, place: Path, style: dict[str, object]
    ) -> None:
        import json

        sessions = [a_session(f"s{n}") for n in range(3)]
        text = json.dumps([a_row(session) for session in sessions], **style).encode()
        folder = a_folder(place, *sessions, index=text)
        SessionStore(folder).rename("s1", "A new title")
        inner = text.replace(b'"Title of s1"', NEW)[1:-1].strip()
        assert inner in (folder / INDEX).read_bytes()

    def test_a_session_without_a_row_gets_none(self, store: SessionStore, folder: Path) -> None:
        write_session(folder, a_session("lost"))
        before = (folder / INDEX).read_bytes()
        row = store.rename("lost", "Found")
        assert (row.title, row.listed) == ("Found", False)
        assert (folder / INDEX).read_bytes() == before

    def test_nan_in_another_row_stays(self, place: Path) -> None:
        sessions = [a_session("aa11"), a_session("bb22", updated_at=1.0)]
        rows = [a_row(sessions[0]), a_row(sessions[1], estimated_cost=float("nan"))]
        folder = a_folder(place, *sessions, index=text_of(rows))
        before = (folder / INDEX).read_bytes()
        SessionStore(folder).rename("aa11", "A new title")
        assert (folder / INDEX).read_bytes() == before.replace(b'"Title of aa11"', NEW)


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
