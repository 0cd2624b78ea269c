"""Where a server could be: what the user said, what its settings and logs say, and the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ServerUnreachable
from core.server.addresses import Address, candidates, given_addresses, is_loopback


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The state folder of a server, with its sessions folder in it."""
    (tmp_path / "home" / "webui" / "sessions").mkdir(parents=True)
    return tmp_path / "home" / "webui"


def places(state: Path, given: str | None = None, **variables: str) -> list[str]:
    found = candidates(state / "sessions", given, variables)
    return [f"{address.host}:{address.port}" for address in found]


def test_the_default_port_is_looked_at_where_nothing_else_is_known(state: Path) -> None:
    assert places(state) == ["127.0.0.1:8787"]


def test_what_the_user_said_comes_before_settings_logs_and_default(state: Path) -> None:
    (state / "bootstrap-9100.log").touch()
    (state.parent / "webui.ctl.env").write_text("PID=12\nHOST=127.0.0.1\nPORT=9200\n")
    found = places(state, "http://ann.example:81", HERMES_WEBUI_PORT="9000")
    expected = ["ann.example:81", *(f"127.0.0.1:{n}" for n in (9000, 9100, 9200, 8787))]
    assert found == expected


def test_the_same_place_is_looked_at_once(state: Path) -> None:
    (state / "bootstrap-8787.log").touch()
    assert places(state, HERMES_WEBUI_HOST="127.0.0.1") == ["127.0.0.1:8787"]


def test_an_address_of_the_user_is_known_as_such_wherever_else_it_stands(state: Path) -> None:
    (address, *_) = candidates(state / "sessions", "http://127.0.0.1:8787", {})
    assert address == Address("127.0.0.1", 8787, ("http",), given=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_everywhere_means_loopback(state: Path, host: str) -> None:
    assert places(state, HERMES_WEBUI_HOST=host, HERMES_WEBUI_PORT="90")[0] == "127.0.0.1:90"


@pytest.mark.parametrize("name", ["bootstrap-.log", "bootstrap-99999.log", "bootstrap-1.log.1"])
def test_other_files_are_no_logs_of_a_port(state: Path, name: str) -> None:
    (state / name).touch()
    assert places(state) == ["127.0.0.1:8787"]


def test_many_old_logs_do_not_make_a_look_long(state: Path) -> None:
    for port in range(9000, 9100):
        (state / f"bootstrap-{port}.log").touch()
    assert len(places(state)) < 20


@pytest.mark.parametrize(
    "text",
    [
        "PORT=9200",
        "export HERMES_WEBUI_PORT='9200'",
        'CTL_HOST="0.0.0.0"\nCTL_PORT="9200"  # started by hand',
        "# notes\nPID=1\nPORT=1\nPORT=9200\nBROKEN='",
    ],
)
def test_the_settings_of_the_start_script_are_understood(state: Path, text: str) -> None:
    (state.parent / "webui.ctl.env").write_text(text)
    assert places(state)[0] == "127.0.0.1:9200"


def test_the_settings_of_the_start_script_are_not_run(state: Path) -> None:
    mark = state / "mark"
    (state.parent / "webui.ctl.env").write_text(f"PORT=$(touch {mark})\nHOST=`touch {mark}`\n")
    assert (places(state), mark.exists()) == (["127.0.0.1:8787"], False)


def test_a_folder_in_place_of_the_settings_is_passed_over(state: Path) -> None:
    (state.parent / "webui.ctl.env").mkdir()
    assert places(state) == ["127.0.0.1:8787"]


@pytest.mark.parametrize("port", ["", "abc", "0", "70000", "-1", "8787; rm"])
def test_a_port_that_is_none_is_passed_over(state: Path, port: str) -> None:
    assert places(state, HERMES_WEBUI_PORT=port) == ["127.0.0.1:8787"]


@pytest.mark.parametrize("host", ["a b", "ann\r\nCookie: x", "ä.example"])
def test_a_host_that_is_none_is_passed_over(state: Path, host: str) -> None:
    assert places(state, HERMES_WEBUI_HOST=host) == ["127.0.0.1:8787"]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("http://localhost:9000", ["http://localhost:9000"]),
        ("https://ann.example/webui/", ["https://ann.example:443/webui"]),
        ("ann.example:9000", ["http://ann.example:9000", "https://ann.example:9000"]),
        ("ann.example", ["http://ann.example:8787", "https://ann.example:8787"]),
        ("http://[::1]:9000", ["http://[::1]:9000"]),
        ("http://0.0.0.0:9000", ["http://127.0.0.1:9000"]),
    ],
)
def test_an_address_is_taken_as_people_write_it(text: str, urls: list[str]) -> None:
    (address,) = given_addresses(text)
    assert [address.url(scheme) for scheme in address.schemes] == urls


@pytest.mark.parametrize(
    "text",
    ["ftp://ann.example", "http://", "http://ann@example", "a b", "http://x:99999", "x/y?z", "[::"],
)
def test_what_is_no_address_is_told_so(text: str) -> None:
    with pytest.raises(ServerUnreachable, match="is not the address of a server"):
        given_addresses(text)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *((host, True) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")),
        *((host, False) for host in ("10.0.0.1", "ann.example")),
    ],
)
def test_loopback_is_told_from_everything_else(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
