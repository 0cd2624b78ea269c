"""Edits through the server: a rename, and what to say when it does not work (STORE_FORMAT 6)."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

from core.errors import ServerRefused, ServerUnreachable
from core.server.finding import Server, session_status
from core.server.http import (
    ConnectionLost,
    NoAnswer,
    NothingThere,
    NotTrusted,
    NoWayThere,
    Reply,
    TimedOut,
    ask,
)
from core.server.profiles import cookies_for
from core.titles import MAX_TITLE, clean_title

RENAME_S = 30.0
"""How long a rename may take, in seconds: the server may have to wait for a save of its own."""

RENAME_PATH = "/api/session/rename"

_LONGEST_QUOTE = 120
_REASONS = {
    400: "took it for a mistake",
    401: "wants a password, which this program does not have",
    403: "does not allow it: the session may only be read, or the server does not trust us",
    404: "does not know this session: it may belong to another profile, the server may serve "
    "another folder, or not take ids of this kind",
    409: "is busy with this session, or counts it to another profile",
    422: "took it for a mistake",
    429: "has had too many requests; wait a minute",
    503: "is too busy",
}


class SessionAt(NamedTuple):
    """A session that lies in a file, and the profile it belongs to, as the file says."""

    path: Path
    session_id: str
    profile: object


def is_kept(title: str) -> bool:
    """Tell whether a server would store `title` as it is, and do so without harm.

    It strips and cuts; a lone surrogate empties the file (STORE_FORMAT 0.7); control characters
    are nothing this program would send.
    """
    return (
        title == title.strip() != ""
        and len(title) <= MAX_TITLE
        and not any(unicodedata.category(character) in ("Cc", "Cs") for character in title)
    )


class ServerClient:
    """Sends edits to one server, one after another.

    `so_far` says, in the errors it raises, what has become of the edit up to then.
    """

    def __init__(self, server: Server, so_far: str = "Not renamed") -> None:
        self._address = server.address
        self._so_far = so_far

    def rename(self, session: SessionAt, title: str) -> None:
        """Have the server give `session` the new title `title`, which must be one that `is_kept`.

        Returns when the server says that it has done so; whether the file says so, too, is for
        the caller to see. Raises `ServerRefused` for any other answer and `ServerUnreachable` for
        none.
        """
        if not is_kept(title):
            raise self.refused(session, f"would change the title “{clean_title(title)}”", 0)
        sent = {"session_id": session.session_id, "title": title}
        try:
            reply = self._post(session, sent)
        except NoAnswer as error:
            raise self._unreachable(session, error) from error
        if reply.status != 200:
            raise self.refused(session, _reason(reply), reply.status)

    def _post(self, session: SessionAt, sent: dict[str, str]) -> Reply:
        for cookie in cookies_for(session.profile):
            reply = ask(self._address, RENAME_PATH, seconds=RENAME_S, sent=sent, cookie=cookie)
            if reply.status != 404:
                break
        return reply

    def title_of(self, session: SessionAt) -> str | None:
        """Return the title the server has in mind, perhaps masked; None if it does not say."""
        try:
            reply = session_status(self._address, session.session_id, session.profile)
        except NoAnswer:
            return None
        title = reply.fields().get("title") if reply.status == 200 else None
        return title if isinstance(title, str) else None

    def refused(self, session: SessionAt, reason: str, status: int) -> ServerRefused:
        """Return the error for a server that answered no."""
        return ServerRefused(self._sentence(session, reason), path=session.path, status=status)

    def unreachable(
        self, session: SessionAt, reason: str, *, was_sent: bool = False
    ) -> ServerUnreachable:
        """Return the error for a server that did not answer."""
        sentence = self._sentence(session, reason)
        return ServerUnreachable(sentence, path=session.path, was_sent=was_sent)

    def _sentence(self, session: SessionAt, reason: str) -> str:
        return f"{self._so_far}: the web UI's server at {self._address} {reason}. ({session.path})"

    def _unreachable(self, session: SessionAt, error: NoAnswer) -> ServerUnreachable:
        match error:
            case NothingThere() | NoWayThere():
                return self.unreachable(session, "is gone")
            case NotTrusted():
                return self.unreachable(session, "has a certificate that is not to be trusted")
            case TimedOut():
                reason = f"has not answered for {RENAME_S:g} seconds and may still do it later"
            case _:
                assert isinstance(error, ConnectionLost)
                reason = "broke off without an answer"
        return self.unreachable(session, reason, was_sent=True)


def _reason(reply: Reply) -> str:
    known = _REASONS.get(reply.status, "could not do it" if reply.status >= 500 else "did not")
    said = reply.fields().get("error")
    quote = clean_title(said)[:_LONGEST_QUOTE] if isinstance(said, str) else ""
    return f"{known} ({reply.status}: “{quote}”)" if quote else f"{known} ({reply.status})"
