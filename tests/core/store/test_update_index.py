"""The index written incrementally (DESIGN 3, *Incremental write*)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.disk.rows import is_number
from core.errors import InvalidId
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    MAY,
    a_folder,
    a_row,
    a_session,
    contents,
    row_in,
    rows_in,
    some_messages,
    some_sessions,
    text_of,
    write_index,
    write_session,
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


class TestValues:
    """The given values replace or add their rows."""

    def test_a_row_is_replaced(self, folder: Path) -> None:
        update(folder, a_value("s0001", title="New", messages=some_messages(7)))
        row = row_in(folder, "s0001")
        assert (row["title"], row["message_count"], row["updated_at"]) == ("New", 7, MAY + 30)

    def test_a_row_is_added(self, store: SessionStore, folder: Path) -> None:
        session = a_value("new1")
        store.announce(session)
        (row,) = store.update_index([session])
        assert (row.session_id, row.title) == ("new1", "Given")
        assert "new1" in ids_in(folder)

    def test_an_added_row_has_every_field_of_the_old_generation(
        self, store: SessionStore, folder: Path
    ) -> None:
        store.update_index([a_value("s0001", created_at=1.0, workspace="/w", model="m")])
        expected = a_session(
            "s0001",
            title="Given",
            messages=[],
            created_at=1.0,
            updated_at=MAY + 30,
            workspace="/w",
            model="m",
            input_tokens=0,
            output_tokens=0,
        )
        assert row_in(folder, "s0001") == a_row(expected)

    def test_many_are_written_at_once(self, store: SessionStore, folder: Path) -> None:
        rows = store.update_index([a_value("s0000", title="A"), a_value("s0002", title="C")])
        assert [row.title for row in rows] == ["A", "C"]
        assert row_in(folder, "s0000")["title"] == "A"
        assert row_in(folder, "s0002")["title"] == "C"

    def test_of_one_given_twice_the_last_counts(self, folder: Path) -> None:
        update(folder, a_value("s0000", title="A"), a_value("s0000", title="B"))
        assert row_in(folder, "s0000")["title"] == "B"

    def test_several_rows_of_a_given_id_become_one(self, place: Path) -> None:
        session = a_session("aa11")
        folder = a_folder(place, session, index=text_of([a_row(session)] * 3))
        update(folder, a_value("aa11"))
        assert ids_in(folder) == ["aa11"]

    def test_several_rows_of_another_id_stay(self, place: Path) -> None:
        sessions = some_sessions(2)
        rows = [a_row(sessions[0]), a_row(sessions[1]), a_row(sessions[0])]
        folder = a_folder(place, *sessions, index=text_of(rows))
        update(folder, a_value("s0001", updated_at=MAY + 60))
        assert ids_in(folder) == ["s0001", "s0000", "s0000"]

    def test_fields_that_only_the_index_knows_stay(self, place: Path) -> None:
        session = a_session("aa11")
        folder = a_folder(place, session, index=text_of([a_row(session, note=[1.5])]))
        update(folder, a_value("aa11"))
        assert row_in(folder, "aa11")["note"] == [1.5]

    def test_a_bad_id_changes_nothing(self, folder: Path) -> None:
        before = contents(folder)
        with pytest.raises(InvalidId):
            update(folder, a_value("s0001"), a_value("../x"))
        assert contents(folder) == before

    @pytest.mark.parametrize("bad", [float("nan"), float("inf"), "now", None, True, 10**400])
    def test_a_time_that_is_no_number_never_gets_into_the_index(
        self, folder: Path, bad: Any
    ) -> None:
        update(folder, a_value("s0001", created_at=bad, updated_at=bad))
        row = row_in(folder, "s0001")
        assert [
            row[name] for name in ("created_at", "updated_at") if not is_number(row[name])
        ] == []

    def test_a_lone_surrogate_never_gets_into_the_index(self, folder: Path) -> None:
        update(folder, a_value("s0001", title="a\ud800b", model="\udfff"))
        assert row_in(folder, "s0001")["title"] == "a\ufffdb"
        assert row_in(folder, "s0001")["model"] == "\ufffd"

    def test_session_files_are_not_touched(self, folder: Path) -> None:
        before = {name: data for name, data in contents(folder).items() if name != INDEX}
        update(folder, a_value("s0001"))
        after = {name: data for name, data in contents(folder).items() if name != INDEX}
        assert after == before

    def test_in_a_store_of_the_new_generation_rows_are_of_that_generation(
        self, sample_new: Path
    ) -> None:
        update(sample_new, a_value("2b90ce64a7f3", messages=some_messages(3)))
        row = row_in(sample_new, "2b90ce64a7f3")
        assert (row["last_message_at"], row["user_message_count"]) == (MAY + 2, 2)


class TestOrder:
    """Newest first; a new row goes to its place."""

    @pytest.mark.parametrize(
        ("when", "place_of_row"), [(9999.0, 0), (90.0, 1), (30.0, 2), (-1.0, 3)]
    )
    def test_a_new_row_goes_to_its_place(
        self, store: SessionStore, folder: Path, when: float, place_of_row: int
    ) -> None:
        session = a_value("new1", updated_at=MAY + when)
        store.announce(session)
        store.update_index([session])
        assert ids_in(folder).index("new1") == place_of_row

    def test_a_row_whose_time_changed_moves(self, folder: Path) -> None:
        update(folder, a_value("s0000", updated_at=MAY + 9999))
        assert ids_in(folder) == ["s0000", "s0002", "s0001"]

    def test_pinned_does_not_matter_in_the_file(self, folder: Path) -> None:
        update(folder, a_value("s0000", pinned=True))
        assert ids_in(folder) == ["s0002", "s0001", "s0000"]

    def test_equal_times_keep_their_order(self, place: Path) -> None:
        sessions = [a_session(f"s{n}", updated_at=MAY) for n in (3, 1, 2, 0)]
        folder = a_folder(place, *sessions)
        before = (folder / INDEX).read_bytes()
        update(folder)
        assert (folder / INDEX).read_bytes() == before


class TestOtherRows:
    """They stay byte for byte."""

    def test_fields_nobody_knows_and_odd_spellings_stay(self, place: Path) -> None:
        sessions = some_sessions(3)
        rows = [a_row(session, note="N") for session in sessions]
        text = text_of(rows[::-1]).replace(b'"N"', b'[1.50,\t{"\\u0041":1E5}, -0, NaN]')
        folder = a_folder(place, *sessions, index=text)
        update(
            folder,
            a_value(
                "s0002",
                title="Title of s0002",
                updated_at=MAY + 120.0,
                messages=some_messages(2),
                created_at=MAY,
                workspace="/home/ann/code",
                model="haiku",
                input_tokens=10,
                output_tokens=20,
            ),
        )
        assert (folder / INDEX).read_bytes() == text.replace(b'"opus"', b'"haiku"', 1)

    @pytest.mark.parametrize("indent", [None, 0, 1, 4, "\t"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_rows_of_another_style_stay(
        self, place: Path, indent: int | str | None, newline: str
    ) -> None:
        sessions = some_sessions(3)
        literals = [
            json.dumps(a_row(session), indent=indent).replace("\n", newline).encode()
            for session in reversed(sessions)
        ]
        folder = a_folder(place, *sessions, index=b"[" + b" ,\r\n ".join(literals) + b"]")
        update(folder, a_value("s0000", updated_at=MAY))
        text = (folder / INDEX).read_bytes()
        assert literals[0] in text
        assert literals[1] in text
        assert ids_in(folder) == ["s0002", "s0001", "s0000"]

    def test_an_unchanged_index_is_not_written(self, folder: Path) -> None:
        before = (folder / INDEX).stat()
        update(folder)
        after = (folder / INDEX).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_rows_of_unreadable_files_stay(self, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        before = row_in(folder, "s0001")
        update(folder, a_value("s0000"))
        assert row_in(folder, "s0001") == before

    def test_files_without_a_row_are_not_added(self, folder: Path) -> None:
        write_session(folder, a_session("lost"))
        update(folder, a_value("s0000"))
        assert "lost" not in ids_in(folder)

    def test_rows_of_links_and_folders_stay(self, folder: Path) -> None:
        for name in ("link", "fold"):
            write_index(folder, [*rows_in(folder), a_row(a_session(name))])
        (folder / "link.json").symlink_to("nowhere")
        (folder / "fold.json").mkdir()
        update(folder, a_value("s0000"))
        assert {"link", "fold"} <= set(ids_in(folder))
