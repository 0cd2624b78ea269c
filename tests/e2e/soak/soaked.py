"""The window of a soak, seen from outside: what it said, what it takes, how it ended."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
LOG = Path("session-browser") / "log"
SILENCE_S = 120.0
"""Whoever says nothing for so long hangs."""

SETTLING_S = 10.0
"""So long after the last change everything that follows from it is done."""

_LOUD = (" WARNING ", " ERROR ", " CRITICAL ")
_OF_NO_SCREEN = "This plugin does not support"
"""What the offscreen platform says of every window; it means nothing."""


class Sample(NamedTuple):
    """What the process took at one moment."""

    at: float
    rss: int
    threads: int
    files: int


@dataclass
class Account:
    """What the window said of the edits and of itself."""

    samples: list[Sample] = field(default_factory=list)
    actions: dict[str, int] = field(default_factory=dict)
    saved: dict[tuple[str, str], str] = field(default_factory=dict)
    """The last title that was said to be saved, by folder and id."""
    refused: list[list[str]] = field(default_factory=list)
    edits: int = 0
    collects: bool = True
    """Whether Python's own garbage collection is on at the end, in whatever thread it likes."""

    def memory_growth(self) -> float:
        """Return the memory of the last third of the samples, as a multiple of the first third."""
        third = max(1, len(self.samples) // 3)
        first, last = self.samples[:third], self.samples[-third:]
        return median(s.rss for s in last) / median(s.rss for s in first)

    def grown(self, what: str) -> int:
        """Return by how many files or threads the later half never got below the earlier."""
        numbers = [getattr(sample, what) for sample in self.samples]
        half = len(numbers) // 2
        return max(0, min(numbers[half:]) - max(numbers[:half]))

    def lost(self) -> list[tuple[str, str, str]]:
        """Id, wanted and found title of each session whose file lacks what was saved."""
        found = [(*key, title, _title(*key)) for key, title in self.saved.items()]
        return [(one, title, now) for _, one, title, now in found if now != title]


class Soaked:
    """The running window; its environment is that of the test."""

    def __init__(self, folder: Path, other: Path, seconds: float, seed: str = "soak") -> None:
        command = [sys.executable, "-P", "-m", "tests.e2e.soak.user"]
        self._process = subprocess.Popen(
            [*command, str(folder), str(other), str(seconds), seed], cwd=ROOT, env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._said = b""
        self.account = Account()

    def work(self) -> Account:
        """Wait until the user stands idle; return what there is to tell."""
        while not self.account.actions:
            self._take(self._line())
        return self.account

    def busy_share(self, seconds: float) -> float:
        """Return which part of one processor it takes for so long, once it has settled; percent."""
        Event().wait(SETTLING_S)
        before, started = self._processor_time(), monotonic()
        Event().wait(seconds)
        return 100 * (self._processor_time() - before) / (monotonic() - started)

    def end(self) -> tuple[int, list[str]]:
        """Close the window; return the exit code, and what it complained about."""
        said = self._process.communicate(timeout=SILENCE_S)[1].decode().splitlines()
        complaints = [line for line in said if _OF_NO_SCREEN not in line]
        return self._process.returncode, complaints + loud_lines()

    def _take(self, line: dict[str, Any]) -> None:
        account = self.account
        match line:
            case {"saved": [folder, session_id, title]}:
                account.edits += 1
                account.saved[folder, session_id] = title
            case {"refused": refused}:
                account.refused.append(refused)
            case {"sample": sample}:
                account.samples.append(Sample(**sample))
            case {"ended": actions, "collects": collects}:
                account.actions = actions or {"none": 0}
                account.collects = collects
            case {"hangs": action}:
                raise AssertionError(f"the window hangs in {action}")

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._said:
            ready = select.select([descriptor], [], [], SILENCE_S)[0]
            part = os.read(descriptor, 1 << 16) if ready else b""
            if not part:
                self._process.kill()
                said = self._process.communicate()[1]
                raise AssertionError(f"the window has ended, or says nothing: {said}{loud_lines()}")
            self._said += part
        line, _, self._said = self._said.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found

    def _processor_time(self) -> float:
        """Seconds of processor time of the process and the children it has waited for."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> Soaked:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def loud_lines() -> list[str]:
    """What stands in the log as a warning or worse, crashes included."""
    folder = Path(os.environ["XDG_STATE_HOME"]) / LOG
    crashes = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("crash*"))]
    logs = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("session-browser*"))]
    lines = "".join(logs).splitlines()
    loud = [line for line in lines if any(word in line for word in _LOUD)]
    return "".join(crashes).splitlines() + [one for one in loud if _OF_NO_SCREEN not in one]


def _environment() -> dict[str, str]:
    own = {"QT_QPA_PLATFORM": "offscreen", "HERMES_WEBUI_PORT": "9", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own}


def _title(folder: str, session_id: str) -> str:
    data = json.loads((Path(folder) / f"{session_id}.json").read_bytes())
    return str(data["title"])
