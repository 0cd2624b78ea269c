"""A server of the web UI for tests, as a process: `python -m tests.server.webui STATE old|new`.

It listens on loopback, on a port of the system's choice, which is its first word. It is told
what to do by lines on its standard input, each of which it answers with a line, and ends when
that ends. Written from STORE_FORMAT 6 and 7; knows nothing of `core`.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import ssl
import sys
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.server.new_memory import NewMemory
from tests.server.old_memory import Answered, OldMemory

VERSIONS = {"old": "HermesWebUI/0.50.148", "new": "HermesWebUI/0.52.262"}
PROFILES = ("default", "work")
NAMELESS = ("foreign", "proxied", "lookalike")
HUGE = 3_000_000


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the server does, or as the test wants it to."""

    web: WebUI
    timeout = 30

    def version_string(self) -> str:
        return "nginx" if self.web.mode in NAMELESS else VERSIONS[self.web.kind]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(self.web.get)

    def do_POST(self) -> None:
        self._answer(self.web.post)

    def _answer(self, how: Any) -> None:
        self.web.count(self.command)
        if self.web.mode == "cut":
            return  # and the connection ends
        try:
            self._misbehave()
            status, found = how(self)
        except Answered as error:
            status, found = error.status, {"error": str(error)}
        except (OSError, ValueError, TypeError, KeyError) as error:
            status, found = 500, {"error": f"{type(error).__name__}: {error}"}
        self.reply(status, json.dumps(found).encode())

    def _misbehave(self) -> None:
        match self.web.mode:
            case "hang":
                self.web.hang()
            case "hang-rename" if self.command == "POST":
                self.web.hang()
            case "redirect":
                raise Answered(302, "elsewhere")
            case "foreign":
                raise Answered(200, "some other service")
            case "drip":
                while self.web.mode == "drip":
                    self.wfile.write(b"H")
                    Event().wait(0.05)
            case "huge":
                found = {"status": "ok", "sessions": 3, "padding": "x" * HUGE}
                self.reply(200, json.dumps(found).encode())

    def reply(self, status: int, body: bytes) -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def asked(self) -> dict[str, Any]:
        """What the request says, in its address or in its body."""
        if self.command == "GET":
            return {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            found = json.loads(body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def profile(self) -> str:
        """The profile that the request is for; one that the server does not have is passed over."""
        found = SimpleCookie(self.headers.get("Cookie", "")).get("hermes_profile")
        is_known = found is not None and found.value in PROFILES
        return found.value if found and is_known else self.web.memory.active_profile


class WebUI:
    """The server: what it remembers, and how it is to behave just now."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.kind = options.kind
        make = NewMemory if self.kind == "new" else OldMemory
        self.memory = make(options.state / "sessions", options.profile)
        self.password = options.password
        self.mode = ""
        self._started = time.time()
        self._ended = Event()
        self._asked: list[str] = []
        self._last_request = 0
        self.stop_listening: Callable[[], object] = bool
        self._busy: Thread | None = None
        self._quiet = Event()

    def get(self, request: Handler) -> tuple[int, Any]:
        path = urlsplit(request.path).path
        if path == "/health":
            return 200, self._health()
        self._let_in(request)
        if path == "/api/session/status":
            return 200, self.memory.status(request.asked()["session_id"], request.profile())
        if path == "/api/sessions":
            return 200, {"sessions": self.memory.listed()}
        raise Answered(404, "Not found")

    def post(self, request: Handler) -> tuple[int, Any]:
        asked = request.asked()
        if request.headers.get("Origin") or request.headers.get("Referer"):
            raise Answered(403, "Cross-origin request rejected")
        self._let_in(request)
        if request.path != "/api/session/rename":
            raise Answered(404, "Not found")
        if self.mode.isdecimal():
            raise Answered(int(self.mode), "as the test wants it")
        row = self.memory.rename(asked.get("session_id"), asked.get("title"), request.profile())
        if self.mode == "500-after":
            raise Answered(500, "could not write the index")
        if self.mode == "retitle":
            self.memory.rename(asked["session_id"], "An automatic title", request.profile())
        return 200, {"session": row}

    def _let_in(self, request: Handler) -> None:
        if self.password and "hermes_session" not in request.headers.get("Cookie", ""):
            raise Answered(401, "Authentication required")

    def _health(self) -> dict[str, Any]:
        up = time.time() - self._started
        found = {"status": "ok", "sessions": len(self.memory.cached), "active_streams": 0}
        if self.mode == "lookalike":
            return {"status": "ok", "sessions": 3}
        found["uptime_seconds"] = round(up, 1)
        if self.kind == "new":
            found |= {"active_runs": 0, "runs": [], "server_started_at": self._started}
        return found

    def count(self, command: str) -> None:
        """Take note of a request, the one with which the server is to end included."""
        self._asked.append(command)
        if len(self._asked) == self._last_request:
            self.stop_listening()  # which else ends a moment after the connection
            os.kill(os.getpid(), signal.SIGKILL)

    def hang(self) -> None:
        """Keep a request waiting until the server behaves again or ends."""
        mode = self.mode
        while self.mode == mode and not self._ended.wait(0.02):
            pass
        raise Answered(503, "too late")

    def obey(self, line: str) -> Any:
        """Do what the test says; the answer to it."""
        match line.split():
            case ["mode", *name]:
                self.mode = "".join(name)
            case ["fate", name]:
                self.memory.fate = name
            case ["saving", seconds]:
                self.memory.saving_s = float(seconds)
            case ["turn", session_id]:
                self.memory.turn(session_id)
            case ["busy", rate]:
                self._be_busy(float(rate))
            case ["quiet"]:
                self._be_quiet()
            case ["die-at", number]:
                self._last_request = int(number)
            case ["asked", command]:
                return self._asked.count(command)
            case ["appended"]:
                return self.memory.appended
        return "done"

    def _be_busy(self, rate: float) -> None:
        """Let the agent answer somewhere, `rate` times a second."""
        self._quiet.clear()

        def work() -> None:
            while not self._quiet.wait(1 / rate):
                self.memory.turn_somewhere()

        self._busy = Thread(target=work, daemon=True)
        self._busy.start()

    def _be_quiet(self) -> None:
        self._quiet.set()
        if self._busy is not None:
            self._busy.join()

    def end(self) -> None:
        """Let everybody go who waits."""
        self._be_quiet()
        self._ended.set()


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("state", type=Path)
    parser.add_argument("kind", choices=VERSIONS)
    parser.add_argument("--profile", default="default")
    parser.add_argument("--password", action="store_true")
    parser.add_argument("--tls", type=Path)
    options = parser.parse_args()
    web = WebUI(options)
    version = {"old": "HTTP/1.0", "new": "HTTP/1.1"}[options.kind]
    handler = type("Bound", (Handler,), {"web": web, "protocol_version": version})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.stop_listening = server.socket.close
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    _say(server.server_address[1])
    for line in sys.stdin:
        _say(web.obey(line))
    web.end()


def _say(found: Any) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
