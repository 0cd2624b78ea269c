"""A server that speaks TLS: on loopback whoever it is, elsewhere only one that can prove it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from core.errors import ServerUnreachable
from core.server import http
from core.store import SessionStore
from tests.builders import contents
from tests.core.server.conftest import IDS, Serve, one_kind
from tests.server.running import RunningServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate that nobody has signed, made for these tests."""
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=test", "-keyout", str(path), "-out", str(path)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return path


@pytest.fixture
def server(serve: Serve, certificate: Path) -> RunningServer:
    """A running server of the folder that speaks TLS only."""
    return serve("--tls", certificate)


@one_kind
def test_a_server_is_found_without_a_word_about_tls(folder: Path, server: RunningServer) -> None:
    store = SessionStore(folder, server=f"127.0.0.1:{server.port}")
    store.rename(IDS[0], "under TLS")
    assert store.server is not None
    assert (store.server.address, store.server.same_folder) == (server.address, True)


def test_an_edit_goes_through_it(folder: Path, server: RunningServer) -> None:
    row = SessionStore(folder, server=server.address).rename(IDS[0], "under TLS")
    assert row.title == "under TLS"


@one_kind
def test_elsewhere_a_certificate_of_its_own_makes_edits_wait(
    folder: Path, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "is_loopback", lambda _host: False)
    before = contents(folder)
    with pytest.raises(ServerUnreachable, match="is not to be trusted"):
        SessionStore(folder, server=server.address).rename(IDS[0], "not to be sent")
    assert contents(folder) == before
