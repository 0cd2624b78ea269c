"""Titles edited while a server runs: the server keeps them, in its memory, its file and its row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import Conflict, InvalidId, NotFound, ServerRefused, StoreError
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert
from tests.builders import Fields, a_row, contents, row_in, session_in, write_index, write_session
from tests.core.server.conftest import IDS, Serve, one_kind
from tests.server.running import RunningServer

ID = IDS[1]
FIRST = f"Title of {ID}"


def renamed(store: SessionStore, title: str, session_id: str = ID) -> Renamed:
    """The answer to a rename that works."""
    (answer,) = store.edit_titles([Rename(session_id, title)])
    assert isinstance(answer, Renamed), answer
    return answer


def reverted(store: SessionStore, done: Renamed) -> Renamed | StoreError:
    """The answer when `done` is taken back."""
    assert done.edit is not None
    (answer,) = store.edit_titles([Revert(done.edit)])
    return answer


def everywhere(server: RunningServer, folder: Path, session_id: str = ID) -> set[str]:
    """The titles a session has in the server's memory, in its file and in its row."""
    in_row = row_in(folder, session_id)["title"]
    return {server.title_in_memory(session_id), session_in(folder, session_id)["title"], in_row}


def test_a_naive_edit_of_a_file_is_lost_at_the_next_save(
    folder: Path, server: RunningServer
) -> None:
    server.title_in_memory(ID)
    write_session(folder, {**session_in(folder, ID), "title": "naive"})
    server.tell(f"turn {ID}")
    assert session_in(folder, ID)["title"] == FIRST


def test_our_own_edit_of_the_file_would_be_lost_as_well(
    folder: Path, server: RunningServer
) -> None:
    server.title_in_memory(ID)
    SessionStore(folder, server=NO_SERVER).rename(ID, "by file")
    server.tell(f"turn {ID}")
    assert session_in(folder, ID)["title"] == FIRST


def test_an_edit_through_the_server_outlives_its_next_save(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    server.title_in_memory(ID)
    store.rename(ID, "through the server")
    server.tell(f"turn {ID}")
    assert everywhere(server, folder) == {"through the server"}


def test_the_row_of_the_answer_has_the_new_title(store: SessionStore) -> None:
    assert renamed(store, "  A new\ntitle ").row.title == "A new title"


def test_a_title_of_every_script_arrives_as_it_was_typed(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    title = '重构会话索引 — naïve “café” 🦀 \\ " {}'
    store.rename(ID, title)
    assert everywhere(server, folder) == {title}


def test_eighty_code_points_beyond_the_basic_plane_arrive_whole(
    folder: Path, store: SessionStore
) -> None:
    store.rename(ID, "🦀" * 90)
    assert session_in(folder, ID)["title"] == "🦀" * 80


def test_a_lone_surrogate_never_reaches_the_server(folder: Path, store: SessionStore) -> None:
    store.rename(ID, "half \ud83d of it")
    assert session_in(folder, ID)["title"] == "half \ufffd of it"


def test_a_title_that_was_typed_counts_as_typed(
    folder: Path, store: SessionStore, kind: str
) -> None:
    store.rename(ID, "typed")
    assert session_in(folder, ID).get("manual_title") == (True if kind == "new" else None)


def test_the_messages_stay_as_they_were(folder: Path, store: SessionStore) -> None:
    before = session_in(folder, ID)["messages"]
    store.rename(ID, "other")
    assert session_in(folder, ID)["messages"] == before


def test_a_message_that_was_not_yet_saved_is_not_lost(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    server.tell(f"turn {ID}")
    store.rename(ID, "other")
    assert session_in(folder, ID)["messages"][-1]["content"] == "turn 0"


@pytest.mark.parametrize("title", ["", "   ", "\u202e\x07"])
def test_a_blank_title_is_not_sent(folder: Path, store: SessionStore, title: str) -> None:
    before = contents(folder)
    assert (renamed(store, title).edit, contents(folder)) == (None, before)


def test_a_title_that_is_already_there_is_not_sent(folder: Path, store: SessionStore) -> None:
    before = contents(folder)
    assert (renamed(store, FIRST).edit, contents(folder)) == (None, before)


def test_a_title_that_only_the_file_has_is_sent(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    server.title_in_memory(ID)
    write_session(folder, {**session_in(folder, ID), "title": "by file"})
    store.rename(ID, "by file")
    assert server.title_in_memory(ID) == "by file"


def test_a_session_of_another_profile_is_renamed(
    folder: Path, store: SessionStore, make: Callable[..., Fields]
) -> None:
    write_session(folder, make("work1", profile="work"))
    assert store.rename("work1", "at work").title == "at work"


def test_a_session_of_the_default_profile_is_renamed_whatever_the_server_started_with(
    folder: Path, serve: Serve
) -> None:
    store = SessionStore(folder, server=serve("--profile", "work").address)
    assert store.rename(ID, "at home").title == "at home"


@pytest.mark.parametrize("kind", ["old"], indirect=True)
def test_a_profile_that_could_not_be_one_is_not_put_into_a_header(
    folder: Path, store: SessionStore, make: Callable[..., Fields]
) -> None:
    write_session(folder, make("odd1", profile="work\r\nOrigin: http://elsewhere"))
    assert store.rename("odd1", "all the same").title == "all the same"


@one_kind
def test_a_server_is_asked_once_whether_it_is_there(
    server: RunningServer, store: SessionStore
) -> None:
    for number in range(5):
        store.rename(ID, f"title {number}")
    assert (server.tell("asked GET"), server.tell("asked POST")) == (2, 5)


def test_a_slow_save_is_waited_for(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    server.tell("saving 0.4")
    store.rename(ID, "slowly")
    assert everywhere(server, folder) == {"slowly"}


def test_many_edits_are_answered_in_their_order(folder: Path, store: SessionStore) -> None:
    wanted = [Rename(one, f"number {at}") for at, one in enumerate((*IDS, *IDS))]
    answers = store.edit_titles(wanted)
    titles = [answer.row.title for answer in answers if isinstance(answer, Renamed)]
    assert titles == [request.title for request in wanted]


def test_one_edit_that_fails_holds_up_no_other(folder: Path, store: SessionStore) -> None:
    wanted = [Rename("../x", "a"), Rename("gone", "b"), Rename(ID, "c")]
    kinds = [type(answer) for answer in store.edit_titles(wanted)]
    assert kinds == [InvalidId, NotFound, Renamed]


def test_an_undo_brings_the_old_title_back(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    reverted(store, renamed(store, "new"))
    server.tell(f"turn {ID}")
    assert everywhere(server, folder) == {FIRST}


def test_an_undo_can_be_undone(folder: Path, server: RunningServer, store: SessionStore) -> None:
    undone = reverted(store, renamed(store, "new"))
    assert isinstance(undone, Renamed)
    reverted(store, undone)
    assert everywhere(server, folder) == {"new"}


def test_an_edit_of_the_file_is_undone_through_a_server_that_came_later(
    folder: Path, serve: Serve
) -> None:
    done = renamed(SessionStore(folder, server=NO_SERVER), "by file")
    server = serve()
    server.title_in_memory(ID)
    reverted(SessionStore(folder, server=server.address), done)
    assert everywhere(server, folder) == {FIRST}


def test_an_edit_through_a_server_is_undone_in_the_file_when_it_is_gone(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    done = renamed(store, "new")
    server.end()
    assert isinstance(reverted(store, done), Renamed)
    assert (session_in(folder, ID)["title"], row_in(folder, ID)["title"]) == (FIRST, FIRST)


@one_kind
def test_an_undo_in_the_file_takes_the_marks_of_a_typed_title_back(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    done = renamed(store, "new")
    server.end()
    reverted(store, done)
    file, row = session_in(folder, ID), row_in(folder, ID)
    marks = file["manual_title"], file["llm_title_generated"], row["manual_title"]
    assert marks == (False, True, False)


@one_kind
def test_an_undo_of_what_was_only_in_a_row_sends_nothing(folder: Path, serve: Serve) -> None:
    write_index(folder, [a_row(session_in(folder, one), title="stale") for one in IDS])
    done = renamed(SessionStore(folder, server=NO_SERVER), FIRST)
    server = serve()
    answer = reverted(SessionStore(folder, server=server.address), done)
    assert isinstance(answer, Renamed)
    assert (answer.edit, server.tell("asked POST")) == (None, 0)


def test_an_undo_over_a_newer_title_is_refused(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    done = renamed(store, "new")
    renamed(store, "newer")
    assert isinstance(reverted(store, done), Conflict)
    assert everywhere(server, folder) == {"newer"}


@pytest.mark.parametrize(
    "old", ["", "  ", "x" * 81, " padded", "bell \x07", "two\nlines", "half \ud83d"]
)
def test_an_undo_to_a_title_that_no_server_keeps_is_refused(
    folder: Path, serve: Serve, old: str
) -> None:
    session = {**session_in(folder, ID), "title": old}
    (folder / f"{ID}.json").write_text(json.dumps(session), encoding="utf-8")
    done = renamed(SessionStore(folder, server=NO_SERVER), "by file")
    answer = reverted(SessionStore(folder, server=serve().address), done)
    assert isinstance(answer, ServerRefused)
    assert ("would not keep" in str(answer), session_in(folder, ID)["title"]) == (True, "by file")


def test_an_undo_to_a_title_that_was_never_given_is_possible(folder: Path, serve: Serve) -> None:
    session = session_in(folder, ID)
    del session["title"]
    write_session(folder, session)
    done = renamed(SessionStore(folder, server=NO_SERVER), "by file")
    reverted(SessionStore(folder, server=serve().address), done)
    assert session_in(folder, ID)["title"] == "Untitled"


def test_a_key_that_the_server_added_survives_an_undo_in_the_file(
    folder: Path, server: RunningServer, store: SessionStore
) -> None:
    session = session_in(folder, ID)
    for key in ("manual_title", "llm_title_generated", "title"):
        session.pop(key, None)
    write_session(folder, session)
    done = renamed(store, "new")
    saved = session_in(folder, ID)
    server.end()
    reverted(store, done)
    assert session_in(folder, ID) == {**saved, "title": "Untitled"}


def test_the_list_shows_what_the_server_saved(store: SessionStore) -> None:
    store.list_sessions()
    store.rename(ID, "seen")
    assert store.moved()
    assert {row.session_id: row.title for row in store.list_sessions()}[ID] == "seen"
