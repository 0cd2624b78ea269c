"""One HTTP request, one bounded answer, by a deadline that holds however slowly bytes drip.

No proxy is used, no redirect followed and no header sent that the request does not need: the
server takes `Origin` and `Referer` for a page of somebody else (STORE_FORMAT 6.2). The modules
behind this are imported only once something has taken a connection: mostly nothing does.
"""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Mapping
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlsplit

from core.server.addresses import is_loopback

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 1024 * 1024
"""How much of an answer is read; the row in the answer to a rename can be tens of KB."""


class NoAnswer(Exception):
    """A request was not answered."""


class NothingThere(NoAnswer):
    """The connection was refused: nobody listens, and nobody got the request."""


class NoWayThere(NoAnswer):
    """The address cannot be reached from here; nobody got the request."""


class NotTrusted(NoAnswer):
    """The server could not prove who it is, so nothing was sent."""


class TimedOut(NoAnswer):
    """No (whole) answer came in time; the request may have been received."""


class ConnectionLost(NoAnswer):
    """The connection ended before a whole answer had come; the request may have been received."""


class Reply(NamedTuple):
    """An answer: its status, the name the server gives itself, and its body."""

    status: int
    server: str
    body: bytes

    def fields(self) -> dict[str, Any]:
        """Return the JSON object in the body; empty if there is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def ask(
    url: str,
    path: str,
    *,
    seconds: float,
    sent: Mapping[str, str] | None = None,
    cookie: str = "",
    limit: int = MOST_BYTES,
) -> Reply:
    """Ask the server at `url` for `path`: with `sent`, which goes as JSON, a POST, else a GET.

    Returns its answer, of whatever status; a body of more than `limit` bytes comes as an empty
    one. Raises a kind of `NoAnswer` where none has come in `seconds`.
    """
    parts = urlsplit(url)
    until = monotonic() + seconds
    host = parts.hostname or ""
    body = None if sent is None else json.dumps(sent).encode("ascii")
    with _connected(host, parts.port or 0, until) as plain:
        line = _secured(plain, host, until) if parts.scheme == "https" else plain
        try:
            line.settimeout(_left(until))
            line.sendall(_request(parts.netloc, f"{parts.path}{path}", cookie, body))
            return _answer(line, until, limit)
        except TimeoutError as error:
            raise TimedOut from error
        except OSError as error:
            raise ConnectionLost from error
        finally:
            line.close()


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(host: str, port: int, until: float) -> socket.socket:
    try:
        return socket.create_connection((host, port), _left(until))
    except ConnectionRefusedError as error:
        raise NothingThere from error
    except TimeoutError as error:
        raise TimedOut from error
    except (OSError, UnicodeError) as error:
        raise NoWayThere from error


def _secured(plain: socket.socket, host: str, until: float) -> socket.socket:
    """Return the connection under TLS; only on loopback the server need not prove who it is."""
    import ssl

    if is_loopback(host):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context = ssl.create_default_context()
    try:
        plain.settimeout(_left(until))
        return context.wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise NotTrusted from error
    except TimeoutError as error:
        raise TimedOut from error
    except OSError as error:
        raise ConnectionLost from error


def _request(host: str, path: str, cookie: str, body: bytes | None) -> bytes:
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {host}"]
    lines += ["User-Agent: session-browser", "Accept: application/json", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + (body or b"")


class _Incoming(io.RawIOBase):
    """What comes in by a socket; no wait for it goes past the deadline."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._line.settimeout(_left(self._until))
        return self._line.recv_into(buffer)

    def makefile(self, _mode: str) -> IO[bytes]:
        """Return the stream that `HTTPResponse` wants of a socket."""
        return io.BufferedReader(self)


def _answer(line: socket.socket, until: float, limit: int) -> Reply:
    from http.client import HTTPException, HTTPResponse

    response = HTTPResponse(cast("socket.socket", _Incoming(line, until)))
    try:
        response.begin()
        body = response.read(limit + 1)
        if len(body) <= limit and response.length:
            raise ConnectionLost  # in the middle of the body, of which http.client says nothing
        server = response.getheader("Server") or ""
        return Reply(response.status, server, b"" if len(body) > limit else body)
    except (HTTPException, ValueError) as error:
        raise ConnectionLost from error
    finally:
        response.close()
