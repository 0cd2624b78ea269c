"""A server that starts between our look for one and the moment our file is in its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import StoreError
from core.server import finding
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert
from tests.builders import session_in
from tests.core.server.conftest import IDS, Serve, one_kind
from tests.server.running import RunningServer

ID = IDS[1]
FIRST = f"Title of {ID}"


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE_S", 0.3)


def failed(store: SessionStore) -> StoreError:
    """The error that a rename ends with."""
    (answer,) = store.edit_titles([Rename(ID, "new")])
    assert isinstance(answer, StoreError), answer
    return answer


_actions: list[Callable[[], Any]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _actions and event == "os.rename" and ".tmp.sb-" in str(arguments[1]):
        _actions.pop()()


sys.addaudithook(_hook)  # which cannot be taken back; without an action it does nothing


@pytest.fixture
def starts_meanwhile(folder: Path, serve: Serve) -> list[RunningServer]:
    """Holds the server that comes up, and loads the session, once our new file is being written."""
    started: list[RunningServer] = []

    def start() -> None:
        server = serve()
        server.title_in_memory(ID)
        (folder.parent / f"bootstrap-{server.port}.log").touch()
        started.append(server)

    _actions.append(start)
    return started


def test_a_server_that_comes_up_meanwhile_is_told_the_title(
    folder: Path, starts_meanwhile: list[RunningServer]
) -> None:
    SessionStore(folder).rename(ID, "in time")
    (server,) = starts_meanwhile
    server.tell(f"turn {ID}")
    assert session_in(folder, ID)["title"] == "in time"


def test_a_server_that_comes_up_meanwhile_is_told_of_an_undo(
    folder: Path, starts_meanwhile: list[RunningServer]
) -> None:
    late = _actions.pop()
    store = SessionStore(folder)
    (done,) = store.edit_titles([Rename(ID, "for a while")])
    assert isinstance(done, Renamed)
    _actions.append(late)
    assert done.edit is not None
    assert isinstance(store.edit_titles([Revert(done.edit)])[0], Renamed)
    (server,) = starts_meanwhile
    server.tell(f"turn {ID}")
    assert session_in(folder, ID)["title"] == FIRST


@one_kind
def test_a_server_that_comes_up_meanwhile_and_wants_a_password_may_undo_the_edit(
    folder: Path, serve: Serve
) -> None:
    def start() -> None:
        server = serve("--password")
        (folder.parent / f"bootstrap-{server.port}.log").touch()

    _actions.append(start)
    error = failed(SessionStore(folder))
    assert "in the file only, which may not last" in str(error)


@one_kind
def test_a_server_that_comes_up_meanwhile_and_read_the_new_title_is_not_told_it(
    folder: Path, serve: Serve
) -> None:
    before = session_in(folder, ID)["updated_at"]
    servers: list[RunningServer] = []

    def start() -> None:
        servers.append(serve())
        (folder.parent / f"bootstrap-{servers[0].port}.log").touch()

    _actions.append(start)
    SessionStore(folder).rename(ID, "by file")
    assert (servers[0].tell("asked POST"), session_in(folder, ID)["updated_at"]) == (0, before)


@one_kind
def test_a_server_that_comes_up_meanwhile_and_does_not_answer_may_undo_the_edit(
    folder: Path, serve: Serve
) -> None:
    servers: list[RunningServer] = []

    def start() -> None:
        servers.append(serve())
        servers[0].tell("mode hang")
        (folder.parent / f"bootstrap-{servers[0].port}.log").touch()

    _actions.append(start)
    error = failed(SessionStore(folder))
    servers[0].tell("mode")
    assert "in the file only, which may not last" in str(error)


@one_kind
def test_a_server_that_comes_up_and_ends_again_changes_nothing(folder: Path, serve: Serve) -> None:
    def start() -> None:
        server = serve()
        server.tell("die-at 3")  # after a sign of life, and one session
        (folder.parent / f"bootstrap-{server.port}.log").touch()

    _actions.append(start)
    assert SessionStore(folder).rename(ID, "by file").title == "by file"
