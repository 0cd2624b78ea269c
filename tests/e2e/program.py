"""Session Browser as its user starts it: a process with a window, an end and an exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.e2e.screen import PATIENCE_S, Screen, wait_until

ROOT = Path(__file__).resolve().parents[2]
LOG = Path("session-browser") / "log" / "session-browser.log"


class Seen:
    """The program as its windows and its log show it, whoever has started it."""

    def __init__(self, screen: Screen, state: Path | None = None) -> None:
        self.screen = screen
        self._log = (state or Path(os.environ["XDG_STATE_HOME"])) / LOG

    def log(self) -> str:
        """What the program has logged so far."""
        log = self._log
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def wait_for_log(self, words: str, after: str = "") -> None:
        """Return once the log says `words` in what follows `after`, a log as it was before."""
        wait_until(lambda: words in self.log()[len(after) :], f"“{words}” in the log")

    def wait_for_list(self, after: str = "") -> None:
        """Return once all sessions of a folder are listed and the window has the focus."""
        self.wait_for_log("all sessions are listed", after)
        self.screen.wait_for_window("Session Browser")


class Program(Seen):
    """The program that we have started; `end` waits for it and returns what it said on the way.

    `program` is one that is installed, instead of this checkout; `others` are variables for it.
    """

    def __init__(
        self, screen: Screen, *arguments: str | Path, program: Path | None = None, **others: str
    ) -> None:
        super().__init__(screen)
        start = [sys.executable, "-P", "-m", "gui"] if program is None else [program]
        self._process = subprocess.Popen(
            [*start, *map(str, arguments)], cwd=others.pop("cwd", ROOT),
            env=screen.environment() | others, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program, as the system would."""
        self._process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Return exit code and error output, once the program has ended by itself."""
        _, said = self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode, said

    def kill(self) -> None:
        """End the program by force, if it still runs; for the end of a test that failed."""
        if self.is_running:
            self._process.kill()
        self._process.communicate()


def title_in_file(folder: Path, session_id: str) -> str:
    """The title as it stands in the session's file."""
    data = json.loads((folder / f"{session_id}.json").read_bytes())
    return str(data["title"])


def index_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of the index as they stand on the disk."""
    rows: list[dict[str, Any]] = json.loads((folder / "_index.json").read_bytes())
    return rows


def title_in_index(folder: Path, session_id: str) -> str:
    """The title as it stands in the session's row."""
    return str(next(row["title"] for row in index_rows(folder) if row["session_id"] == session_id))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by name: two of these are equal if nothing was changed."""
    found = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # gone since it was listed, a folder
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found
