"""Finding the server of a sessions folder, and telling it from everybody else's.

Only a connection that is refused everywhere means that there is none: what takes a connection
and does not answer may be a server that is busy, and counts as one (STORE_FORMAT 7.6).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

from core.server.addresses import Address
from core.server.http import (
    ConnectionLost,
    NoAnswer,
    NothingThere,
    NotTrusted,
    NoWayThere,
    Reply,
    ask,
)
from core.server.profiles import cookies_for

PATIENCE_S = 2.0
"""How long an address is given to say whether it is a server, in seconds."""

STATUS_PATH = "/api/session/status"

_MOST_BYTES = 64 * 1024
_NAME = "HermesWebUI"
_OF_A_SERVER = ("active_streams", "uptime_seconds")
_TROUBLE: dict[type[NoAnswer], str] = {
    NotTrusted: "has a certificate that is not to be trusted",
    NoWayThere: "cannot be reached",
}
_OF_A_NEW_ONE = ("server_started_at", "active_runs", "accept_loop")


class NoServer(Enum):
    """The one thing that is not an address and can be given as one."""

    NO_SERVER = "there is none"


NO_SERVER: Literal[NoServer.NO_SERVER] = NoServer.NO_SERVER
"""Given instead of a server's address: there is none, do not look for one."""


class KnownSession(NamedTuple):
    """What is known of a session on the disk, to see whether a server has the same one.

    `is_plain` is true for one that every server of its folder would own to: its id is taken by
    every version, and it belongs to no profile that might be gone.
    """

    session_id: str
    created_at: float
    profile: object
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Server:
    """A server that may have sessions of the folder in its memory.

    `is_new` tells the newer kind from the older one; None: it has not answered so far.
    `same_folder` is None where it could not be found out, as behind a password: edits then have
    to take it for the folder's own. `active_streams` counts the answers being written just now.
    """

    address: str
    is_new: bool | None = None
    same_folder: bool | None = None
    active_streams: int | None = None
    wants_password: bool = False
    is_silent: bool = False
    """True if it has answered before, and not at the last look."""
    trouble: str = "does not answer"
    """What is to be said of one that did not answer the last look."""

    @property
    def answers(self) -> bool:
        """True if it has said that it is a server."""
        return self.is_new is not None


class Look(NamedTuple):
    """What a look for a server found, and words for a status bar."""

    server: Server | None
    words: str


def find(
    addresses: Iterable[Address],
    sessions: Callable[[], Sequence[KnownSession]],
    known: Server | None = None,
) -> Look:
    """Look at `addresses` for the server of the folder that has `sessions`.

    `known` is what was found the last time: a server that has answered before stays one while it
    is too busy to answer. Waits at most `PATIENCE_S` for each step.
    """
    seen: list[Server] = []
    for address in addresses:
        server = _look_at(address, sessions, known)
        if server is not None:
            seen.append(server)
            if server.same_folder:
                break
    ours = [server for server in seen if server.same_folder is not False]
    best = min(ours, key=_preference, default=None)
    return Look(best, _words(best, seen))


def _preference(server: Server) -> int:
    if server.same_folder:
        return 0
    return 1 if server.answers else 2


def _words(server: Server | None, seen: Sequence[Server]) -> str:
    if server is None and seen:
        others = ", ".join(other.address for other in seen)
        return f"edits go to the files; the server at {others} serves another folder"
    if server is None:
        return "edits go to the files"
    if not server.answers or server.is_silent:
        return f"edits wait: {server.address} {server.trouble}"
    if server.wants_password:
        return f"edits wait: the server at {server.address} wants a password"
    return f"edits go through the server at {server.address}"


def _look_at(
    address: Address, sessions: Callable[[], Sequence[KnownSession]], known: Server | None
) -> Server | None:
    """Return the server at `address`, or what may be one; None if it is none."""
    silent = None
    for scheme in address.schemes:
        url = address.url(scheme)
        was_there = known is not None and known.address == url
        unclear = replace(known, is_silent=True) if known and was_there else Server(url)
        try:
            reply = ask(url, "/health", seconds=PATIENCE_S, limit=_MOST_BYTES)
        except NothingThere:
            return None
        except ConnectionLost:  # perhaps it waits for TLS; perhaps a server is at its limits
            silent = silent or (unclear if address.given or was_there else None)
            continue
        except NoAnswer as error:  # where nobody said that there is a server, there is nobody
            if isinstance(error, NoWayThere) and not address.given:
                return None
            return replace(unclear, trouble=_TROUBLE.get(type(error), unclear.trouble))
        server = _introduced(url, reply)
        if server is not None:
            return _placed(server, sessions())
    return silent


def _introduced(url: str, reply: Reply) -> Server | None:
    """Return the server that answered so, if it is one of ours.

    Where a proxy has put its own name over that of the server, the answer has to say more.
    """
    health = reply.fields()
    if not isinstance(health.get("status"), str) or not _is_count(health.get("sessions")):
        return None
    if not reply.server.startswith(_NAME) and not all(name in health for name in _OF_A_SERVER):
        return None
    streams = health.get("active_streams")
    return Server(
        url,
        is_new=any(name in health for name in _OF_A_NEW_ONE),
        active_streams=streams if _is_count(streams) else None,
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _placed(server: Server, sessions: Sequence[KnownSession]) -> Server:
    """Return `server` with what one or two sessions tell about the folder it serves."""
    missing = 0
    for session in sessions:
        try:
            reply = session_status(server.address, session.session_id, session.profile)
        except NoAnswer:
            continue
        if reply.status == 401:
            return replace(server, wants_password=True)
        if reply.status == 200 and _is_number(found := reply.fields().get("created_at")):
            return replace(server, same_folder=found == session.created_at)
        missing += reply.status == 404 and session.is_plain
    return replace(server, same_folder=False if missing else None)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and not isinstance(value, bool)


def session_status(url: str, session_id: str, profile: object) -> Reply:
    """Return what the server at `url` says of a session; raises `NoAnswer`."""
    path = f"{STATUS_PATH}?{urlencode({'session_id': session_id})}"
    for cookie in cookies_for(profile):
        reply = ask(url, path, seconds=PATIENCE_S, cookie=cookie)
        if reply.status != 404:
            break
    return reply
