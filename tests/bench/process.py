"""Our window, and an empty one, as processes that are looked at from outside."""

from __future__ import annotations

import json
import re
import select
import subprocess
import sys
from pathlib import Path
from time import monotonic_ns
from types import TracebackType
from typing import Any, NamedTuple

PATIENCE = 120.0
"""So many seconds may an order take; then something hangs."""


class Memory(NamedTuple):
    """What a process takes, in MB."""

    resident: float
    proportional: float
    peak: float


class Window:
    """Our window on `folder`, as a process; see `tests.bench.window`.

    `program` is a bundle of that module, to be started instead of this Python.
    """

    def __init__(self, folder: Path, *flags: str, program: Path | None = None) -> None:
        command = _command("window", program, *flags, str(folder))
        self._started = monotonic_ns()
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._said = b""

    def moments(self) -> dict[str, dict[str, Any]]:
        """Wait until all sessions are there; return the moments by name, in seconds."""
        found = {}
        while "all" not in found:
            moment = self._line()
            moment["at"] = (moment["at"] - self._started) / 1e9
            found[moment["moment"]] = moment
        return found

    def do(self, what: str, **how: Any) -> Any:
        """Have something done, and return what came of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **how}).encode() + b"\n")
        self._process.stdin.flush()
        return self._line()["done"]

    def memory(self) -> Memory:
        """Return what the process takes now."""
        own = Path(f"/proc/{self._process.pid}")
        rollup, status = (own / "smaps_rollup").read_text(), (own / "status").read_text()
        return Memory(_kilobytes("Rss", rollup), _kilobytes("Pss", rollup), _peak(status))

    def forget_peak(self) -> None:
        """Let the most that the process takes be counted from now on."""
        Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._said:
            ready = select.select([descriptor], [], [], PATIENCE)[0]
            part = self._process.stdout.read1(1 << 20) if ready else b""  # type: ignore[attr-defined]
            if not part:
                raise RuntimeError("the window has ended, or hangs")
            self._said += part
        line, _, self._said = self._said.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found

    def __enter__(self) -> Window:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.do("quit")
        else:
            self._process.kill()
        self._process.communicate(timeout=PATIENCE)


def start_empty_window(program: Path | None = None) -> float:
    """Return in how many seconds an empty window is on the screen; `program` is a bundle of it."""
    command = _command("empty_window", program)
    started = monotonic_ns()
    ended = subprocess.run(command, capture_output=True, check=True)
    return (int(ended.stdout) - started) / 1e9


def _command(module: str, program: Path | None, *arguments: str) -> list[str]:
    if program is not None:
        return [str(program), *arguments]
    return [sys.executable, "-P", "-m", f"tests.bench.{module}", *arguments]


def _kilobytes(name: str, text: str) -> float:
    found = re.search(rf"^{name}:\s*(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _peak(status: str) -> float:
    return _kilobytes("VmHWM", status)
