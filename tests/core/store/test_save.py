"""The file, then the row (DESIGN 3, `save`)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from core.errors import Conflict, InvalidId, NotFound, Refused, StoreError, Unreadable
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    MAY,
    a_folder,
    a_new_session,
    a_session,
    contents,
    row_in,
    rows_in,
    session_in,
    some_messages,
    text_of,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


class TestBuiltByHand:
    """A session that was not loaded."""

    def test_it_makes_its_file(self, store: SessionStore, folder: Path) -> None:
        store.save(Session("new1", title="New", messages=some_messages(3), updated_at=MAY))
        fields = session_in(folder, "new1")
        assert (fields["session_id"], fields["title"]) == ("new1", "New")
        assert fields["messages"] == some_messages(3)

    def test_its_file_is_one_that_the_server_could_have_written(
        self, store: SessionStore, folder: Path
    ) -> None:
        store.save(Session("new1", workspace="/w", created_at=1.0, updated_at=2.0), touch=False)
        assert (folder / "new1.json").read_bytes() == text_of(
            a_session(
                "new1",
                title="Untitled",
                workspace="/w",
                model="",
                messages=[],
                created_at=1.0,
                updated_at=2.0,
                input_tokens=0,
                output_tokens=0,
            )
        )

    def test_it_gets_a_row_in_its_place(self, store: SessionStore, folder: Path) -> None:
        store.save(Session("mid1", title="Mid", updated_at=MAY + 90), touch=False)
        assert [row["session_id"] for row in rows_in(folder)] == [
            "s0002",
            "mid1",
            "s0001",
            "s0000",
        ]

    def test_the_other_rows_stay_byte_for_byte(self, store: SessionStore, folder: Path) -> None:
        before = (folder / INDEX).read_bytes()
        store.save(Session("new1", title="New"))
        assert (folder / INDEX).read_bytes().endswith(before[1:])

    def test_the_answer_is_its_row(self, store: SessionStore) -> None:
        row = store.save(Session("new1", title="New", messages=some_messages(3)))
        assert (row.session_id, row.title, row.message_count) == ("new1", "New", 3)
        assert row in store.list_sessions()

    def test_touch_sets_the_time_to_now(self, store: SessionStore, folder: Path) -> None:
        before = time.time()
        session = Session("new1", updated_at=5.0)
        row = store.save(session)
        assert before <= session_in(folder, "new1")["updated_at"] <= time.time()
        assert row.updated_at == row_in(folder, "new1")["updated_at"] == session.updated_at

    def test_without_touch_the_time_stays(self, store: SessionStore, folder: Path) -> None:
        assert store.save(Session("new1", updated_at=5.0), touch=False).updated_at == 5.0
        assert session_in(folder, "new1")["updated_at"] == 5.0

    def test_over_a_file_it_keeps_fields_that_it_does_not_know(
        self, store: SessionStore, folder: Path
    ) -> None:
        write_session(folder, a_new_session("s0001", note=[1.0]))
        store.save(Session("s0001", title="Mine", messages=some_messages(2)))
        fields = session_in(folder, "s0001")
        assert (fields["title"], fields["note"], fields["llm_title_generated"]) == (
            "Mine",
            [1.0],
            True,
        )

    def test_over_a_file_it_is_refused_with_fewer_messages(
        self, store: SessionStore, folder: Path
    ) -> None:
        before = contents(folder)
        with pytest.raises(Refused, match=r"s0001\.json has 2 messages, and saving 1 would lose"):
            store.save(Session("s0001", messages=some_messages(1)))
        assert contents(folder) == before

    def test_over_a_file_it_may_have_as_many(self, store: SessionStore, folder: Path) -> None:
        store.save(Session("s0001", messages=some_messages(2), title="Mine"))
        assert session_in(folder, "s0001")["title"] == "Mine"

    def test_over_an_unreadable_file_it_is_refused(self, store: SessionStore, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b'{"session_id"')
        with pytest.raises(Unreadable):
            store.save(Session("s0001", messages=some_messages(9)))
        assert (folder / "s0001.json").read_bytes() == b'{"session_id"'

    @pytest.mark.parametrize("bad", ["", "_x", "../x", "a b", "x" * 129])
    def test_an_id_that_no_file_can_have_is_invalid(
        self, store: SessionStore, folder: Path, bad: str
    ) -> None:
        before = contents(folder)
        with pytest.raises(InvalidId):
            store.save(Session(bad))
        assert contents(folder) == before

    def test_a_lone_surrogate_in_a_title_never_gets_into_a_file(
        self, store: SessionStore, folder: Path
    ) -> None:
        store.save(Session("new1", title="a\ud800b"))
        assert session_in(folder, "new1")["title"] == "a\ufffdb"

    @pytest.mark.parametrize("bad", [float("nan"), float("inf"), "2026-05-01", None, 10**400])
    def test_a_time_that_is_no_number_never_gets_into_the_index(
        self, store: SessionStore, folder: Path, bad: Any
    ) -> None:
        store.save(Session("new1", created_at=7.0, updated_at=bad), touch=False)
        assert row_in(folder, "new1")["updated_at"] == 7.0

    def test_it_can_be_saved_again(self, store: SessionStore, folder: Path) -> None:
        session = Session("new1", title="One")
        store.save(session)
        session.title = "Two"
        session.messages.append({"role": "user", "content": "x"})
        store.save(session)
        assert (session_in(folder, "new1")["title"], row_in(folder, "new1")["title"]) == (
            "Two",
            "Two",
        )


class TestLoaded:
    """A session that is changed and saved."""

    def test_only_what_changed_changes(self, store: SessionStore, folder: Path) -> None:
        path = folder / "s0001.json"
        path.write_bytes(path.read_bytes().replace(b'"input_tokens": 10', b'"input_tokens":  1e1 '))
        before = path.read_bytes()
        session = store.load("s0001")
        session.model = "haiku"
        store.save(session, touch=False)
        assert path.read_bytes() == before.replace(b'"opus"', b'"haiku"')

    def test_nothing_changed_writes_nothing(self, store: SessionStore, folder: Path) -> None:
        before = contents(folder), folder.stat().st_mtime_ns
        store.save(store.load("s0001"), touch=False)
        assert (contents(folder), folder.stat().st_mtime_ns) == before

    def test_fields_nobody_knows_stay_as_they_stand(
        self, store: SessionStore, folder: Path
    ) -> None:
        data = text_of(a_new_session("n1", note="N")).replace(b'"N"', b"[1.50,  NaN]")
        (folder / "n1.json").write_bytes(data)
        session = store.load("n1")
        session.pinned = True
        store.save(session, touch=False)
        assert (folder / "n1.json").read_bytes() == data.replace(
            b'"pinned": false', b'"pinned": true'
        )

    def test_the_count_that_the_new_server_trusts_is_kept_right(
        self, store: SessionStore, folder: Path
    ) -> None:
        write_session(folder, a_new_session("n1"))
        session = store.load("n1")
        session.messages += some_messages(3)
        store.save(session)
        assert session_in(folder, "n1")["message_count"] == 5

    def test_a_file_changed_meanwhile_is_a_conflict(
        self, store: SessionStore, folder: Path
    ) -> None:
        session = store.load("s0001")
        write_session(folder, a_session("s0001", title="Theirs", messages=some_messages(2)))
        before = contents(folder)
        session.title = "Mine"
        with pytest.raises(Conflict, match=r"s0001\.json was changed by another program"):
            store.save(session)
        assert contents(folder) == before

    def test_a_file_that_vanished_is_not_made_again(
        self, store: SessionStore, folder: Path
    ) -> None:
        session = store.load("s0001")
        (folder / "s0001.json").unlink()
        with pytest.raises(NotFound):
            store.save(session)
        assert not (folder / "s0001.json").exists()

    def test_fewer_messages_are_refused(self, store: SessionStore, folder: Path) -> None:
        session = store.load("s0001")
        session.messages.pop()
        before = contents(folder)
        with pytest.raises(Refused):
            store.save(session)
        assert contents(folder) == before

    def test_it_can_be_saved_twice(self, store: SessionStore, folder: Path) -> None:
        session = store.load("s0001")
        for title in ("One", "Two"):
            session.title = title
            store.save(session)
        assert session_in(folder, "s0001")["title"] == "Two"

    def test_our_own_rename_meanwhile_is_a_conflict_too(self, store: SessionStore) -> None:
        session = store.load("s0001")
        store.rename("s0001", "Renamed")
        session.pinned = True
        with pytest.raises(Conflict):
            store.save(session)

    def test_odd_values_that_were_not_touched_stay_odd(
        self, store: SessionStore, folder: Path
    ) -> None:
        write_session(folder, a_session("odd", title=None, messages=None, pinned=0, model=3))
        before = (folder / "odd.json").read_bytes()
        store.save(store.load("odd"), touch=False)
        assert (folder / "odd.json").read_bytes() == before

    def test_a_refused_save_leaves_the_session_as_it_was(self, store: SessionStore) -> None:
        session = store.load("s0001")
        store.rename("s0001", "Renamed")
        updated = session.updated_at
        with pytest.raises(Conflict):
            store.save(session)
        assert session.updated_at == updated

    def test_a_session_moved_to_another_folder_makes_its_file_there(
        self, store: SessionStore, tmp_path: Path
    ) -> None:
        session = store.load("s0001")
        other = SessionStore(a_folder(tmp_path / "other", index=None))
        with pytest.raises(StoreError):
            other.save(session)

    def test_times_that_were_missing_stay_missing(self, store: SessionStore, folder: Path) -> None:
        data = b'{"session_id": "aa11", "messages": []}'
        (folder / "aa11.json").write_bytes(data)
        store.save(store.load("aa11"), touch=False)
        assert (folder / "aa11.json").read_bytes() == data
