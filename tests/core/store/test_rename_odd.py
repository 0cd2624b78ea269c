"""Renames in files and rows that are not as they should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    contents,
    row_in,
    rows_in,
    session_in,
    text_of,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


NEW = b'"A new title"'


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
