"""The list as the user sees it (DESIGN 3, *Listing*)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotFound
from core.store import SessionStore
from core.values import SessionRow
from tests.builders import (
    INDEX,
    MAY,
    Fields,
    a_folder,
    a_row,
    a_session,
    contents,
    some_sessions,
    text_of,
    write_index,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def listed(folder: Path, **options: Any) -> list[SessionRow]:
    return SessionStore(folder).list_sessions(**options)


def ids(folder: Path, **options: Any) -> list[str]:
    return [row.session_id for row in listed(folder, **options)]


def test_a_row_has_what_the_session_says(place: Path) -> None:
    session = a_session(
        "aa11",
        pinned=True,
        archived=True,
        project_id="p1",
        profile="work",
        title="重构会话索引",
    )
    (row,) = listed(a_folder(place, session))
    assert (row.session_id, row.title, row.message_count) == ("aa11", "重构会话索引", 2)
    assert (row.created_at, row.updated_at) == (MAY, MAY + 60.25)
    assert (row.pinned, row.archived, row.project_id, row.profile) == (True, True, "p1", "work")
    assert (row.model, row.workspace, row.problem) == ("opus", "/home/ann/code", None)


def test_an_empty_folder_has_an_empty_list(place: Path) -> None:
    assert listed(a_folder(place, index=None)) == []


def test_newest_come_first_whatever_the_order_of_the_index(place: Path) -> None:
    folder = a_folder(place, *some_sessions(3), index=text_of([*map(a_row, some_sessions(3))]))
    assert ids(folder) == ["s0002", "s0001", "s0000"]


def test_pinned_come_before_all_others(place: Path) -> None:
    pinned = a_session("old1", pinned=True, updated_at=1.0)
    assert ids(a_folder(place, *some_sessions(2), pinned)) == ["old1", "s0001", "s0000"]


def test_several_pinned_are_newest_first(place: Path) -> None:
    pinned = [a_session(f"p{n}", pinned=True, updated_at=float(n)) for n in range(3)]
    assert ids(a_folder(place, *pinned)) == ["p2", "p1", "p0"]


def test_a_row_without_a_file_is_not_listed(folder: Path) -> None:
    (folder / "s0001.json").unlink()
    assert ids(folder) == ["s0002", "s0000"]


def test_a_file_without_a_row_is_listed_all_the_same(folder: Path) -> None:
    write_session(folder, a_session("lost", updated_at=MAY + 9999, title="Lost"))
    row = listed(folder)[0]
    assert (row.session_id, row.title, row.listed) == ("lost", "Lost", False)


def test_an_empty_index_hides_nothing(folder: Path) -> None:
    (folder / INDEX).write_bytes(b"[]")
    assert ids(folder) == ["s0002", "s0001", "s0000"]


def test_of_several_rows_the_one_with_the_most_messages_counts(place: Path) -> None:
    session = a_session("aa11")
    rows = [a_row(session, message_count=n, title=str(n)) for n in (1, 5, 3)]
    (row,) = listed(a_folder(place, session, index=text_of(rows)))
    assert (row.title, row.message_count) == ("5", 5)


class TestEmptyUntitledSessions:
    """They are hidden when they are older than a minute (STORE_FORMAT 5.2)."""

    @pytest.fixture
    def folder(self, place: Path) -> Path:
        empty = a_session("empty", title="Untitled", messages=[], updated_at=MAY)
        return a_folder(place, empty)

    def test_one_of_a_minute_is_shown(self, folder: Path) -> None:
        assert ids(folder, now=MAY + 60) == ["empty"]

    def test_an_older_one_is_hidden(self, folder: Path) -> None:
        assert ids(folder, now=MAY + 60.5) == []

    def test_now_is_the_time_of_the_clock(self, folder: Path) -> None:
        assert ids(folder) == []
        write_index(
            folder,
            [a_row(a_session("empty", title="Untitled", messages=[]), updated_at=time.time())],
        )
        assert ids(folder) == ["empty"]

    def test_one_from_the_future_is_shown(self, folder: Path) -> None:
        assert ids(folder, now=MAY - 1000) == ["empty"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "untitled"},
            {"title": "Untitled "},
            {"messages": [{"role": "user"}]},
            {"title": ""},
        ],
    )
    def test_nothing_else_is_hidden(self, place: Path, fields: Fields) -> None:
        plain = {"title": "Untitled", "messages": [], "updated_at": MAY}
        assert ids(a_folder(place, a_session("aa11", **plain | fields)), now=MAY * 2) == ["aa11"]

    def test_a_pinned_one_is_hidden_too(self, place: Path) -> None:
        fields = {"title": "Untitled", "messages": [], "pinned": True}
        assert ids(a_folder(place, a_session("aa11", **fields)), now=MAY * 2) == []

    def test_one_without_a_row_is_hidden_too(self, place: Path) -> None:
        empty = a_session("empty", title="Untitled", messages=[], updated_at=MAY)
        assert ids(a_folder(place, empty, index=b"[]"), now=MAY * 2) == []


def test_archived_sessions_are_listed(place: Path) -> None:
    assert ids(a_folder(place, a_session("aa11", archived=True))) == ["aa11"]


def test_snapshots_are_listed_and_marked(place: Path) -> None:
    session = a_session("aa11")
    rows = [a_row(session, pre_compression_snapshot=True)]
    assert [row.snapshot for row in listed(a_folder(place, session, index=text_of(rows)))] == [True]


@pytest.mark.parametrize("profile", [None, ""])
def test_a_missing_profile_is_the_default_one(place: Path, profile: str | None) -> None:
    assert listed(a_folder(place, a_session("aa11", profile=profile)))[0].profile == "default"


def test_a_profile_that_no_row_names_is_the_default_one(place: Path) -> None:
    folder = a_folder(
        place, a_session("aa11"), index=text_of([{"session_id": "aa11", "title": "T"}])
    )
    assert listed(folder)[0].profile == "default"


class TestUnreadableFiles:
    """They are rows with a reason, never missing rows."""

    def test_one_without_a_row_has_its_name_for_a_title(self, folder: Path) -> None:
        (folder / "bad1.json").write_bytes(b'{"session_id": "bad1", "tit')
        (row,) = (row for row in listed(folder) if row.problem)
        assert (row.session_id, row.title, row.listed) == ("bad1", "bad1", False)
        assert row.problem == "it is cut off at byte 27"

    def test_one_with_a_row_keeps_its_title(self, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b"")
        store = SessionStore(folder)
        store.check()
        (row,) = (row for row in store.list_sessions() if row.problem)
        assert (row.title, row.problem, row.listed) == ("Title of s0001", "it is empty", True)

    def test_one_that_was_repaired_by_hand_has_no_problem_any_more(self, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b"")
        store = SessionStore(folder)
        store.check()
        write_session(folder, some_sessions(2)[1])
        assert [row.problem for row in store.list_sessions()] == [None] * 3

    def test_one_that_says_it_has_another_id_says_so(self, folder: Path) -> None:
        (folder / "other.json").write_bytes(text_of(a_session("aa11")))
        (row,) = (row for row in listed(folder) if row.session_id == "other")
        assert row.problem == "it says its session_id is “aa11”"

    def test_one_is_never_hidden(self, folder: Path) -> None:
        rows = [a_row(a_session("e1", title="Untitled", messages=[]))]
        write_index(folder, rows)
        (folder / "e1.json").write_bytes(b"{")
        store = SessionStore(folder)
        store.check()
        assert "e1" in [row.session_id for row in store.list_sessions(now=MAY * 2)]


def test_odd_rows_of_the_index_are_put_right(place: Path) -> None:
    session = a_session("aa11")
    odd = a_row(session, title=7, updated_at="x", pinned="yes", message_count=None, model=3)
    (row,) = listed(a_folder(place, session, index=text_of([odd])))
    assert (row.title, row.updated_at, row.pinned) == ("7", MAY, True)
    assert (row.message_count, row.model) == (0, None)


@pytest.mark.parametrize("count", [10**400, -3, 2**63, 1.5])
def test_a_count_that_no_list_can_show_is_none(place: Path, count: float) -> None:
    session = a_session("aa11")
    (row,) = listed(a_folder(place, session, index=text_of([a_row(session, message_count=count)])))
    assert 0 <= row.message_count < 2**31


def test_nan_in_the_index_is_readable(place: Path) -> None:
    sessions = some_sessions(2)
    rows = [a_row(sessions[0], estimated_cost=float("nan")), a_row(sessions[1])]
    assert ids(a_folder(place, *sessions, index=text_of(rows))) == ["s0001", "s0000"]


def test_a_lone_surrogate_in_the_index_can_be_shown(place: Path) -> None:
    session = a_session("aa11")
    index = text_of([a_row(session, title="T")]).replace(b'"T"', rb'"a\ud800"')
    assert listed(a_folder(place, session, index=index))[0].title == "a\ufffd"


def test_rows_of_the_index_are_believed_until_a_check(folder: Path) -> None:
    write_session(folder, a_session("s0001", title="Newer", updated_at=1.0))
    assert "Title of s0001" in [row.title for row in listed(folder)]


def test_listing_writes_nothing_into_the_folder(sample_old: Path) -> None:
    before = contents(sample_old.parent)
    changed = sample_old.stat().st_mtime_ns
    listed(sample_old)
    assert contents(sample_old.parent) == before
    assert sample_old.stat().st_mtime_ns == changed


def test_a_second_list_sees_what_happened_in_between(folder: Path) -> None:
    store = SessionStore(folder)
    store.list_sessions()
    (folder / "s0002.json").unlink()
    write_session(folder, a_session("late", updated_at=1.0))
    assert [row.session_id for row in store.list_sessions()] == ["s0001", "s0000", "late"]


def test_an_index_changed_in_place_without_a_change_of_size_is_seen(folder: Path) -> None:
    store = SessionStore(folder)
    store.list_sessions()
    data = (folder / INDEX).read_bytes()
    (folder / INDEX).write_bytes(data.replace(b"Title of s0001", b"TITLE of s0001"))
    assert "TITLE of s0001" in [row.title for row in store.list_sessions()]


def test_what_one_list_gave_is_not_changed_by_the_next(folder: Path) -> None:
    store = SessionStore(folder)
    first = store.list_sessions()
    titles = [row.title for row in first]
    store.rename("s0001", "Renamed")
    store.list_sessions()
    assert [row.title for row in first] == titles


def test_a_folder_that_vanished_is_not_found(folder: Path) -> None:
    store = SessionStore(folder)
    store.list_sessions()
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(NotFound, match="The folder sessions is no longer there"):
        store.list_sessions()
    folder.with_name("elsewhere").rename(folder)
    assert len(store.list_sessions()) == 3


def test_sizes_are_told_where_a_check_has_seen_the_file(folder: Path) -> None:
    store = SessionStore(folder)
    store.check()
    sizes = {row.session_id: row.size for row in store.list_sessions(sizes=True)}
    assert sizes["s0001"] == (folder / "s0001.json").stat().st_size
