"""A server is found and told from everybody else's, and a look is never long or dear."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from core.errors import ServerUnreachable
from core.server import finding
from core.store import SessionStore
from tests.builders import Fields, a_folder
from tests.core.server.conftest import IDS, Serve, one_kind
from tests.server.running import ROOT, RunningServer


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE_S", 0.3)


def found(store: SessionStore) -> finding.Server | None:
    """What the store finds, once its look has come to an end."""
    pause = Event()
    for _ in range(200):
        if store.find_server().words:
            return store.server
        pause.wait(0.02)
    raise AssertionError("the look did not end")


def test_a_server_of_the_folder_is_found(store: SessionStore, server: RunningServer) -> None:
    seen = found(store)
    assert seen is not None
    assert (seen.address, seen.same_folder, seen.active_streams) == (server.address, True, 0)


def test_the_two_kinds_are_told_apart(store: SessionStore, kind: str) -> None:
    seen = found(store)
    assert seen is not None
    assert seen.is_new is (kind == "new")


@one_kind
def test_a_server_is_found_by_the_name_of_its_log(folder: Path, server: RunningServer) -> None:
    (folder.parent / f"bootstrap-{server.port}.log").touch()
    assert found(SessionStore(folder)) is not None


@one_kind
def test_a_server_is_found_by_its_environment(
    folder: Path, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERMES_WEBUI_HOST", "0.0.0.0")
    monkeypatch.setenv("HERMES_WEBUI_PORT", str(server.port))
    assert found(SessionStore(folder)) is not None


@one_kind
def test_no_server_where_every_connection_is_refused(folder: Path, server: RunningServer) -> None:
    server.end()
    store = SessionStore(folder, server=server.address)
    assert (found(store), store.find_server().words) == (None, "edits go to the files")


@one_kind
def test_nobody_is_looked_for_where_that_was_said(folder: Path, server: RunningServer) -> None:
    (folder.parent / f"bootstrap-{server.port}.log").touch()
    assert found(SessionStore(folder, server=finding.NO_SERVER)) is None


@one_kind
@pytest.mark.parametrize("mode", ["foreign", "lookalike"])
def test_another_service_is_no_server(
    store: SessionStore, server: RunningServer, mode: str
) -> None:
    server.tell(f"mode {mode}")
    assert found(store) is None


@one_kind
def test_a_redirect_is_not_followed(store: SessionStore, server: RunningServer) -> None:
    server.tell("mode redirect")
    assert found(store) is None


@one_kind
def test_an_endless_answer_is_not_read(store: SessionStore, server: RunningServer) -> None:
    server.tell("mode huge")
    assert found(store) is None


@one_kind
def test_a_server_behind_a_proxy_is_a_server(store: SessionStore, server: RunningServer) -> None:
    server.tell("mode proxied")
    assert found(store) is not None


@one_kind
@pytest.mark.parametrize("mode", ["hang", "drip"])
def test_what_does_not_answer_in_time_may_be_a_server(
    store: SessionStore, server: RunningServer, mode: str
) -> None:
    server.tell(f"mode {mode}")
    seen = found(store)
    assert seen is not None
    assert (seen.is_new, seen.same_folder, seen.answers) == (None, None, False)
    server.tell("mode")


@pytest.mark.parametrize("kind", ["old"], indirect=True)
def test_what_the_user_named_and_only_hangs_up_may_be_a_server(
    store: SessionStore, server: RunningServer
) -> None:
    server.tell("mode cut")
    seen = found(store)
    assert seen is not None
    assert seen.answers is False


@pytest.mark.parametrize("kind", ["old"], indirect=True)
def test_what_was_only_guessed_and_hangs_up_is_no_server(
    folder: Path, server: RunningServer
) -> None:
    server.tell("mode cut")
    (folder.parent / f"bootstrap-{server.port}.log").touch()
    assert found(SessionStore(folder)) is None


@pytest.mark.parametrize("kind", ["old"], indirect=True)
def test_a_server_that_answered_before_and_hangs_up_stays_one(
    folder: Path, server: RunningServer
) -> None:
    (folder.parent / f"bootstrap-{server.port}.log").touch()
    store = SessionStore(folder)
    found(store)
    server.tell("mode cut")
    _wait_for_words(store, "does not answer")
    assert store.server is not None
    assert store.server.same_folder is True


UNREACHABLE = "a" * 70
"""No name may be so long, so nobody has to be asked for it."""


def test_an_address_of_the_user_that_cannot_be_reached_makes_edits_wait(folder: Path) -> None:
    store = SessionStore(folder, server=UNREACHABLE)
    seen = found(store)
    assert seen is not None
    assert (seen.answers, "cannot be reached" in store.find_server().words) == (False, True)


def test_a_guessed_address_that_cannot_be_reached_is_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERMES_WEBUI_HOST", UNREACHABLE)
    assert found(SessionStore(folder)) is None


@one_kind
def test_a_glance_waits_for_nobody(store: SessionStore, server: RunningServer) -> None:
    server.tell("mode hang")
    assert store.find_server().words == ""
    server.tell("mode")
    found(store)


def test_a_server_that_answered_before_stays_one_while_it_is_busy(
    store: SessionStore, server: RunningServer
) -> None:
    found(store)
    server.tell("mode hang")
    _wait_for_words(store, "does not answer")
    server.tell("mode")
    assert store.server is not None
    assert (store.server.same_folder, store.server.is_silent) == (True, True)


def _wait_for_words(store: SessionStore, words: str) -> None:
    pause = Event()
    for _ in range(200):
        if words in store.find_server().words:
            return
        pause.wait(0.02)
    raise AssertionError(store.find_server().words)


def test_the_server_of_another_folder_is_not_ours(
    folder: Path, tmp_path: Path, serve: Serve, make: Callable[..., Fields]
) -> None:
    others = [make(one, created_at=1_700_000_000.25) for one in IDS]
    server = serve(of=a_folder(tmp_path / "other" / "sessions", *others))
    store = SessionStore(folder, server=server.address)
    assert found(store) is None
    assert "serves another folder" in store.find_server().words


def test_a_server_that_knows_none_of_our_sessions_is_not_ours(
    folder: Path, tmp_path: Path, serve: Serve, make: Callable[..., Fields]
) -> None:
    server = serve(of=a_folder(tmp_path / "other" / "sessions", make("ffff")))
    assert found(SessionStore(folder, server=server.address)) is None


@one_kind
def test_the_right_one_of_two_servers_is_chosen(
    folder: Path, tmp_path: Path, serve: Serve, make: Callable[..., Fields]
) -> None:
    other = serve(of=a_folder(tmp_path / "other" / "sessions", make("ffff")))
    ours = serve()
    (folder.parent / f"bootstrap-{ours.port}.log").touch()
    seen = found(SessionStore(folder, server=other.address))
    assert seen is not None
    assert seen.address == ours.address


@one_kind
def test_behind_a_password_the_folder_is_taken_to_be_ours(folder: Path, serve: Serve) -> None:
    seen = found(SessionStore(folder, server=serve("--password").address))
    assert seen is not None
    assert (seen.answers, seen.same_folder, seen.wants_password) == (True, None, True)


def test_a_server_with_another_profile_of_its_own_is_ours(folder: Path, serve: Serve) -> None:
    seen = found(SessionStore(folder, server=serve("--profile", "work").address))
    assert seen is not None
    assert seen.same_folder is True


@one_kind
@pytest.mark.parametrize("fields", [{"profile": "gone"}, {"created_at": 0}, {"created_at": None}])
def test_sessions_that_prove_nothing_leave_the_folder_open(
    tmp_path: Path, serve: Serve, make: Callable[..., Fields], fields: Fields
) -> None:
    folder = a_folder(tmp_path / "odd" / "sessions", *(make(one, **fields) for one in IDS))
    seen = found(SessionStore(folder, server=serve(of=folder).address))
    assert seen is not None
    assert seen.same_folder is None


@one_kind
def test_an_empty_folder_may_belong_to_any_server(tmp_path: Path, serve: Serve) -> None:
    empty = a_folder(tmp_path / "empty" / "sessions")
    seen = found(SessionStore(empty, server=serve().address))
    assert seen is not None
    assert seen.same_folder is None


def test_an_address_that_is_none_is_told_at_the_first_edit(folder: Path) -> None:
    with pytest.raises(ServerUnreachable, match="is not the address of a server"):
        SessionStore(folder, server="somewhere else").rename(IDS[0], "new")


def test_a_store_that_is_only_read_does_without_all_that_has_to_do_with_sockets() -> None:
    code = "import sys, core.store; print(*{'socket', 'ssl', 'http.client'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")
