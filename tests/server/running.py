"""Servers for a test: started as processes of their own, told what to do, ended by their handle."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 10.0
_open = build_opener(ProxyHandler({})).open


class RunningServer:
    """One running server of the sessions in `folder`."""

    def __init__(self, folder: Path, kind: str, *options: str | Path) -> None:
        command = [sys.executable, "-m", "tests.server.webui", folder.parent, kind, *options]
        self._process = subprocess.Popen(
            list(map(str, command)),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        scheme = "https" if "--tls" in options else "http"
        self.port = self._said()
        self.address = f"{scheme}://127.0.0.1:{self.port}"

    def _said(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def tell(self, line: str) -> Any:
        """Have the server do something (see `WebUI.obey`); what it answers, when it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._said()

    def get(self, path: str) -> Any:
        """What a page of the server's own would get for `path`."""
        with _open(f"{self.address}{path}", timeout=PATIENCE_S) as answer:
            return json.load(answer)

    def title_in_memory(self, session_id: str) -> str:
        """The title of a session as the server has it in mind; loads it if it has not."""
        found = self.get(f"/api/session/status?session_id={session_id}")
        return str(found["title"])

    def end(self) -> None:
        """End the server, and return once it has ended."""
        try:
            self._process.communicate(timeout=PATIENCE_S)  # which ends its standard input
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def wait_for_death(self) -> int:
        """Return the exit code of a server that was told to die."""
        return self._process.wait(PATIENCE_S)
