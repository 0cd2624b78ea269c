"""Where a server of a sessions folder could be listening (STORE_FORMAT 7.6)."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from core.disk.reading import read_regular
from core.errors import ServerUnreachable, StoreError

DEFAULT_PORT = 8787
LOOPBACK = "127.0.0.1"

_MOST_LOGS = 16
_MOST_BYTES = 64 * 1024
_EVERYWHERE = {"0.0.0.0": (LOOPBACK,), "::": (LOOPBACK, "::1"), "*": (LOOPBACK,), "": (LOOPBACK,)}
_SCHEMES = ("http", "https")
_LOG = re.compile(r"bootstrap-([0-9]{1,5})\.log", re.ASCII)
_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,255}", re.ASCII)
_BASE = re.compile(r"[A-Za-z0-9/._~-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """A place to look for a server: `schemes` are tried in turn, `base` is put before each path.

    `given` is true for what the user told this program, and not for what was only guessed.
    """

    host: str
    port: int
    schemes: tuple[str, ...] = _SCHEMES
    base: str = ""
    given: bool = False

    def url(self, scheme: str) -> str:
        """Return the address as it is written for people and for `core.server.http`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}{self.base}"


def is_loopback(host: str) -> bool:
    """Tell whether `host` is this machine whatever the network says."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def given_addresses(text: str) -> list[Address]:
    """Return where the server is that the user gave as `text`: a URL, or host and port.

    An address that means "everywhere", as in a server's own settings, is looked for on loopback.
    Raises `ServerUnreachable` if `text` is no address.
    """
    wanted = text.strip()
    scheme, separator, _ = wanted.partition("://")
    try:
        parts = urlsplit(wanted if separator else f"//{wanted}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address(text) from None
    schemes = (scheme,) if separator else _SCHEMES
    is_odd = "@" in parts.netloc or parts.query or parts.fragment or not _BASE.fullmatch(parts.path)
    if is_odd or schemes[0] not in _SCHEMES or not _HOST.fullmatch(host):
        raise _no_address(text)
    usual = {"http": 80, "https": 443}.get(scheme, DEFAULT_PORT) if separator else DEFAULT_PORT
    return [
        Address(one, port or usual, schemes, parts.path.rstrip("/"), given=True)
        for one in _EVERYWHERE.get(host, (host,))
    ]


def _no_address(text: str) -> ServerUnreachable:
    return ServerUnreachable(f"“{text[:200]}” is not the address of a server.")


def candidates(
    folder: Path, given: str | None = None, variables: Mapping[str, str] | None = None
) -> list[Address]:
    """Return every address to look at for a server of the sessions folder `folder`, best first.

    `variables` stand for the environment. Nothing is opened but the settings that the server's
    own start script leaves beside its state folder.
    """
    found = given_addresses(given) if given else []
    found += _guessed(_hints(folder.parent, os.environ if variables is None else variables))
    best = {(address.host, address.port): address for address in reversed(found)}
    return list(dict.fromkeys(best[address.host, address.port] for address in found))


def _guessed(hints: Iterator[tuple[str, str]]) -> list[Address]:
    return [
        Address(one, int(port))
        for host, port in hints
        if port.isdecimal() and 0 < int(port) < 65536
        for one in _EVERYWHERE.get(host, (host,))
        if _HOST.fullmatch(one)
    ]


def _hints(state: Path, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give hosts and ports as they stand wherever a server leaves them."""
    default = str(DEFAULT_PORT)
    host, port = variables.get("HERMES_WEBUI_HOST", ""), variables.get("HERMES_WEBUI_PORT", "")
    if host or port:
        yield host.strip(), port.strip() or default
    for number in _logged_ports(state):
        yield LOOPBACK, number
    started = _assignments(state.parent / "webui.ctl.env")
    if started:
        yield _last(started, "HOST"), _last(started, "PORT") or default
    yield LOOPBACK, default


def _logged_ports(state: Path) -> list[str]:
    """Return the ports in the names of logs; no log is opened."""
    try:
        with os.scandir(state) as entries:
            ports = [match[1] for entry in entries if (match := _LOG.fullmatch(entry.name))]
    except OSError:
        return []
    return sorted(ports)[:_MOST_LOGS]


def _assignments(path: Path) -> dict[str, str]:
    """Return the assignments in a shell script of nothing else; it is read, never run."""
    try:
        data, _ = read_regular(path, _MOST_BYTES)
    except (OSError, StoreError):
        return {}
    found = {}
    for line in data.decode("utf-8", "replace").splitlines():
        if match := _ASSIGNMENT.fullmatch(line):
            with suppress(ValueError):  # a quote that is not closed
                found[match[1]] = " ".join(shlex.split(match[2], comments=True))
    return found


def _last(assigned: Mapping[str, str], name: str) -> str:
    """Return the value of `name`, or of a longer name that ends with it."""
    fitting = [v for k, v in assigned.items() if k == name or k.endswith(f"_{name}")]
    return fitting[-1].strip() if fitting else ""
