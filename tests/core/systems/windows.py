"""The rules of Windows for files, enforced here: what they forbid raises as it does there.

A file that is open can be neither renamed nor removed nor replaced, a folder cannot be opened, and
much of what Python has for POSIX is not there.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core import system
from core.disk import exchange

ABSENT = ("fchmod", "fchown", "chown", "writev", "pread", "fork", "nice", "geteuid", "getuid")
_MOVES = ("os.rename", "os.remove", "os.link")


class Windows:
    """The rules for what lies below `root`; `denied` counts how often they were broken."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self.denied = 0
        self.on_denied: Callable[[int], None] = lambda _: None
        """Called with the count, before the refusal is raised."""

    def met(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at what is about to be done, and refuse it if it is against the rules."""
        paths = [os.fsdecode(one) for one in arguments[:2] if isinstance(one, str | bytes | Path)]
        paths = [path for path in paths if path.startswith(self._root)]
        if event == "open":
            is_held = any(Path(path).is_dir() for path in paths[:1])
        else:
            is_held = any(path in _open_files() for path in paths)
        if is_held:
            self.denied += 1
            self.on_denied(self.denied)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), paths[0])


def _open_files() -> set[str]:
    """What this process has open, by name."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(link.readlink()))
        except OSError:  # the listing itself
            continue
    return found


_watching: list[Windows] = []
_is_hooked: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and (event == "open" or event in _MOVES):
        watching = _watching.pop()  # looking must not be looked at
        try:
            watching.met(event, arguments)
        finally:
            _watching.append(watching)


@contextmanager
def windows_rules(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    """Enforce the rules below `root`, and have the program know that it is on such a system."""
    if not _is_hooked:
        sys.addaudithook(_hook)  # for good: there is no way to take one out
        _is_hooked.append(True)
    with monkeypatch.context() as patch:
        for name in ABSENT:
            patch.delattr(os, name)
        for name in ("CLOSE_ON_EXEC", "NO_FOLLOW", "NO_WAITING", "ONLY_FOLDER"):
            patch.setattr(system, name, 0)
        patch.setattr(system, "HOLDS_NAMES", True)
        patch.setattr(system, "HAS_FOLDER_DESCRIPTORS", False)
        patch.setattr(system, "DEVICES", system.WINDOWS_DEVICES)
        patch.setattr(exchange, "_renameat2", lambda: None)
        rules = Windows(root)
        _watching.append(rules)
        try:
            yield rules
        finally:
            _watching.remove(rules)
