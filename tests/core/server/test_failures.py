"""Whatever the server answers, or does not: a sentence, and no edit that only seems to be saved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import Conflict, ServerRefused, ServerUnreachable, StoreError
from core.server import client, finding
from core.store import SessionStore, server_edits
from core.store.requests import Rename, Renamed
from tests.builders import Fields, contents, row_in, session_in, write_session
from tests.core.server.conftest import IDS, Serve, one_kind
from tests.server.running import RunningServer

ID = IDS[1]
FIRST = f"Title of {ID}"


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE_S", 0.3)
    monkeypatch.setattr(client, "RENAME_S", 0.6)
    monkeypatch.setattr(server_edits, "READ_BACK_S", 0.2)
    monkeypatch.setattr(server_edits, "SETTLED_S", 0.1)


def failed(store: SessionStore, session_id: str = ID) -> StoreError:
    """The error that a rename ends with."""
    (answer,) = store.edit_titles([Rename(session_id, "new")])
    assert isinstance(answer, StoreError), answer
    return answer


@one_kind
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (302, "did not"),
        (400, "took it for a mistake"),
        (403, "does not allow it"),
        (404, "does not know this session"),
        (409, "is busy with this session"),
        (429, "too many requests"),
        (500, "could not do it"),
        (503, "is too busy"),
    ],
)
def test_each_refusal_is_told_in_words(
    store: SessionStore, server: RunningServer, status: int, words: str
) -> None:
    server.tell(f"mode {status}")
    error = failed(store)
    assert isinstance(error, ServerRefused)
    assert (error.status, words in str(error), f"{ID}.json" in str(error)) == (status, True, True)


@one_kind
@pytest.mark.parametrize("status", [400, 404, 503])
def test_after_a_refusal_no_byte_has_changed(
    folder: Path, store: SessionStore, server: RunningServer, status: int
) -> None:
    before = contents(folder)
    server.tell(f"mode {status}")
    failed(store)
    assert contents(folder) == before


@one_kind
def test_what_the_server_says_is_quoted(store: SessionStore, server: RunningServer) -> None:
    server.tell("mode 409")
    assert "as the test wants it" in str(failed(store))


@one_kind
def test_without_the_password_no_file_is_touched(folder: Path, serve: Serve) -> None:
    before = contents(folder)
    error = failed(SessionStore(folder, server=serve("--password").address))
    assert ("wants a password" in str(error), contents(folder)) == (True, before)


@one_kind
def test_a_session_that_may_only_be_read_is_not_renamed(
    folder: Path, store: SessionStore, make: Callable[..., Fields]
) -> None:
    write_session(folder, make("imported", read_only=True))
    assert "Session is read-only" in str(failed(store, "imported"))


@pytest.mark.parametrize("kind", ["old"], indirect=True)
def test_an_id_that_the_older_server_does_not_take_is_refused(
    folder: Path, store: SessionStore, make: Callable[..., Fields]
) -> None:
    write_session(folder, make("Upper-1"))
    assert "ids of this kind" in str(failed(store, "Upper-1"))


@one_kind
def test_what_may_be_a_server_makes_edits_wait(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    before = contents(folder)
    server.tell("mode hang")
    error = failed(store)
    server.tell("mode")
    assert isinstance(error, ServerUnreachable)
    assert ("does not answer" in str(error), contents(folder)) == (True, before)


def test_a_server_that_does_not_answer_an_edit_in_time_is_told(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    server.tell("mode hang-rename")
    error = failed(store)
    server.tell("mode")
    assert isinstance(error, ServerUnreachable)
    assert ("may still do it later" in str(error), session_in(folder, ID)["title"]) == (True, FIRST)


def test_a_batch_does_not_wait_again_and_again_for_a_server_that_hangs(
    store: SessionStore, server: RunningServer
) -> None:
    store.rename(ID, "while it answers")
    server.tell("mode hang")
    answers = store.edit_titles([Rename(ID, f"title {n}") for n in range(100)])
    server.tell("mode")
    kinds = {type(answer) for answer in answers}
    assert (kinds, server.tell("asked POST")) == ({ServerUnreachable}, 2)


def test_a_server_that_is_only_slow_is_waited_for(
    store: SessionStore, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "RENAME_S", 10.0)
    server.tell("saving 0.7")
    assert store.rename(ID, "slowly").title == "slowly"


def test_a_server_that_saved_and_then_failed_has_saved(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    server.tell("mode 500-after")
    assert store.rename(ID, "saved").title == "saved"


def test_a_refusal_is_told_even_where_the_file_had_the_title_before(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    server.title_in_memory(ID)
    write_session(folder, {**session_in(folder, ID), "title": "new"})
    server.tell("mode 503")
    assert isinstance(failed(store), ServerRefused)


@one_kind
def test_a_title_that_the_server_replaced_at_once_is_told(
    store: SessionStore, server: RunningServer
) -> None:
    server.tell("mode retitle")
    error = failed(store)
    assert (type(error), "“An automatic title”" in str(error)) == (Conflict, True)


def test_a_server_that_saved_and_then_died_has_saved(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    server.tell("fate die-after")
    assert store.rename(ID, "saved").title == "saved"


def test_a_server_killed_in_the_middle_of_a_save_costs_no_byte(
    folder: Path, store: SessionStore, server: RunningServer
) -> None:
    before = contents(folder)
    server.tell("fate die")
    error = failed(store)
    server.wait_for_death()
    left = {name: data for name, data in contents(folder).items() if ".tmp." not in name}
    assert (type(error), left) == (ServerUnreachable, before)


def test_after_a_server_was_killed_the_next_edit_goes_to_the_file(
    aged: None, folder: Path, store: SessionStore, server: RunningServer
) -> None:
    server.tell("fate die")
    failed(store)
    server.wait_for_death()
    store.rename(ID, "by file")
    assert (session_in(folder, ID)["title"], row_in(folder, ID)["title"]) == ("by file", "by file")


def test_what_is_left_of_a_batch_when_the_server_dies_goes_to_the_files(
    aged: None, store: SessionStore, server: RunningServer
) -> None:
    store.rename(IDS[0], "first")
    server.tell("fate die")
    answers = store.edit_titles([Rename(one, "next") for one in IDS])
    assert [type(answer) for answer in answers] == [ServerUnreachable, Renamed, Renamed, Renamed]


@one_kind
def test_a_server_of_a_copy_of_the_folder_is_found_out(
    folder: Path, tmp_path: Path, serve: Serve
) -> None:
    shutil.copytree(folder, tmp_path / "copy" / "sessions")
    server = serve(of=tmp_path / "copy" / "sessions")
    error = failed(SessionStore(folder, server=server.address))
    assert "says it has saved it" in str(error)
