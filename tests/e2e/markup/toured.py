"""The window of a tour, seen from outside: what it said, and what it opened."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
AUDIT = Path(__file__).parent / "audit"
SILENCE_S = 60.0


class Toured:
    """The running window on `folder`, whose Python notes every file it opens in `notes`."""

    def __init__(self, folder: Path, notes: Path, *flags: str) -> None:
        paths = [str(AUDIT), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HERMES_WEBUI_PORT": "9",
            "SESSION_BROWSER_AUDIT": str(notes),
            "PYTHONPATH": os.pathsep.join(paths),
        }
        command = [sys.executable, "-P", "-m", "tests.e2e.markup.tour", *flags, str(folder)]
        self._notes = notes
        # Its folder is where a picture without a path would be looked for.
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._said = b""

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it says, line by line, until it ends its tour, or says nothing for long."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while True:
            while b"\n" in self._said:
                line, _, self._said = self._said.partition(b"\n")
                yield json.loads(line)
            if not select.select([descriptor], [], [], SILENCE_S)[0]:
                return
            part = os.read(descriptor, 1 << 16)
            if not part:
                return
            self._said += part

    def opened(self) -> set[str]:
        """Every path that was opened so far, by it or by a process it started."""
        return set(map(json.loads, self._notes.read_text(encoding="utf-8").splitlines()))

    def kill(self) -> None:
        """End it: what it would do at its end was looked at."""
        self._process.kill()
        self._process.communicate()
