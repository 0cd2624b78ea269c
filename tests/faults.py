"""A disk that fails: the n-th thing done to the files below a folder raises, whoever does it.

Python's audit events tell of every open, rename, remove and listing, and a hook may raise. So no
function has to be patched, and none can be forgotten. Writing and flushing raise no such events:
for them there is `failing_calls`.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

EVENTS = frozenset(
    {
        *("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.scandir"),
        *("os.listdir", "os.chmod", "os.chown", "os.truncate", "os.utime"),
    }
)


@dataclass
class Disk:
    """The folders that are watched, what was done in them, and which event is to fail."""

    roots: tuple[str, ...] = ()
    fail_at: int | None = None
    error: int = errno.ENOSPC
    kill: bool = False
    seen: list[str] = field(default_factory=list)

    def met(self, event: str, path: str) -> None:
        """Take note of an event; raise, or end the process, if it is the one to fail."""
        self.seen.append(f"{event} {path}")
        if len(self.seen) - 1 == self.fail_at:
            if self.kill:
                os._exit(9)
            raise OSError(self.error, os.strerror(self.error))


_watched: list[Disk] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and event in EVENTS:
        path = _path_of(arguments[0])
        disk = _watched[-1]
        if path.startswith(disk.roots):
            disk.met(event, path)


def _path_of(argument: Any) -> str:
    if isinstance(argument, int):
        return str(Path(f"/proc/self/fd/{argument}").readlink())
    return "" if argument is None else os.fsdecode(argument)


sys.addaudithook(_hook)  # which cannot be taken back; without a watched disk it does nothing


@contextmanager
def failing(
    *roots: Path, at: int | None = None, error: int = errno.ENOSPC, kill: bool = False
) -> Iterator[Disk]:
    """Let the file event number `at` below `roots` fail with `error`; None only counts them.

    With `kill` the process ends there instead, as by a power cut.
    """
    disk = Disk(tuple(map(str, roots)), at, error, kill)
    _watched.append(disk)
    try:
        yield disk
    finally:
        _watched.remove(disk)


@contextmanager
def failing_calls(name: str, *, at: int, error: int = errno.EIO) -> Iterator[list[int]]:
    """Let call number `at` of `os.<name>` fail; the list gets a number for every call."""
    calls: list[int] = []
    real = getattr(os, name)

    def call(*arguments: Any, **named: Any) -> Any:
        calls.append(len(calls))
        if calls[-1] == at:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, call)
        yield calls
