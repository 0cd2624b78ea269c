"""What the tests beside a running server share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.store import SessionStore
from tests.builders import Fields, a_folder, a_new_session, a_row, a_session, write_index
from tests.server.running import RunningServer

KINDS = ("old", "new")
MAKERS: dict[str, Callable[..., Fields]] = {"old": a_session, "new": a_new_session}
IDS = tuple(f"s{number:04d}" for number in range(4))

Serve = Callable[..., RunningServer]

one_kind = pytest.mark.parametrize("kind", ["new"], indirect=True)
"""For tests of what both kinds have in common."""


@pytest.fixture(autouse=True)
def _no_settings_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine of the test may have a server of its own."""
    for name in ("HERMES_WEBUI_HOST", "HERMES_WEBUI_PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The older and the newer server in turn."""
    return str(request.param)


@pytest.fixture
def make(kind: str) -> Callable[..., Fields]:
    """Makes the fields of a session as the server of that kind writes them."""
    return MAKERS[kind]


@pytest.fixture
def folder(tmp_path: Path, make: Callable[..., Fields]) -> Path:
    """A sessions folder that a server of that kind has left, with the sessions of `IDS`."""
    folder = tmp_path / "state" / "sessions"
    sessions = [make(one, updated_at=1_777_000_000.5 + at) for at, one in enumerate(IDS)]
    a_folder(folder, *sessions, index=None)
    write_index(folder, [a_row(session, **_marks(session)) for session in sessions])
    return folder


def _marks(session: Fields) -> Fields:
    return {"manual_title": False} if "manual_title" in session else {}


@pytest.fixture
def serve(kind: str, folder: Path) -> Iterator[Serve]:
    """Starts a server of that kind; each is ended with the test."""
    servers: list[RunningServer] = []

    def _serve(*options: str | Path, of: Path = folder, kind: str = kind) -> RunningServer:
        servers.append(RunningServer(of, kind, *options))
        return servers[-1]

    yield _serve
    for server in servers:
        server.end()


@pytest.fixture
def server(serve: Serve) -> RunningServer:
    """A running server of the folder."""
    return serve()


@pytest.fixture
def store(folder: Path, server: RunningServer) -> SessionStore:
    """The store of the folder, which was told where its server is."""
    return SessionStore(folder, server=server.address)
