"""The place where a second start finds the first: a lock and a socket in a private folder."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import socket
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import NamedTuple

from core import system
from gui.instance.call import Call, is_told

log = logging.getLogger("instance")

PATIENCE_S = 2.0
"""How long the program that runs may take to answer."""

_SOCKET = "socket"
_PAUSE_S = 0.02
_QUEUE = 8
_LONGEST_ADDRESS = 100  # a socket's address has room for 107 bytes
_SCREEN = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


class Door:
    """What makes this program the one that others find; it goes with the process, however it ends.

    The lock is a `flock` on the folder itself, so a killed program leaves none. What it does
    leave, its socket, is replaced by the next one who has the lock.
    """

    def __init__(self, folder: Path, lock: int, listening: socket.socket) -> None:
        self._folder, self._lock = folder, lock
        self.listening = listening

    @classmethod
    def claim(cls, folder: Path) -> Door | None:
        """Return the door in `folder`, or None if another program has it."""
        lock = _locked(folder)
        if lock is None:
            return None
        address = folder / _SOCKET
        listening = socket.socket(socket.AF_UNIX)
        try:
            address.unlink(missing_ok=True)
            listening.bind(str(address))
            listening.listen(_QUEUE)
        except OSError:
            listening.close()
            os.close(lock)
            raise
        listening.setblocking(False)
        return cls(folder, lock, listening)

    def close(self) -> None:
        """Be found no longer: the next start is the first again."""
        if self.listening.fileno() >= 0:
            with suppress(OSError):
                (self._folder / _SOCKET).unlink()
            self.listening.close()
            os.close(self._lock)


class Arrival(NamedTuple):
    """What a start found: `door` if it is the first one, else how it went with the one before."""

    door: Door | None = None
    is_handed_over: bool = False
    is_silent: bool = False
    """Another program runs and did not answer."""


def arrive(
    folder: Path | None, call: Call, *, new_window: bool = False, patience: float = PATIENCE_S
) -> Arrival:
    """Become the program that is found in `folder`, or say `call` to the one that is.

    With `new_window`, or without a safe place to meet, nothing is said to anybody.
    """
    until = monotonic() + patience
    try:
        while folder is not None:
            if (door := Door.claim(folder)) is not None:
                return Arrival(door)
            if new_window:
                break
            if is_told(folder / _SOCKET, call, until):
                return Arrival(is_handed_over=True)
            if monotonic() > until:
                return Arrival(is_silent=True)
            Event().wait(_PAUSE_S)  # it is just starting, or just ending
    except OSError as error:  # no reason not to show a window
        log.info("no place to meet: %s", type(error).__name__)
    return Arrival()


def meeting_place(roots: Sequence[Path], environment: Mapping[str, str]) -> Path | None:
    """Return the private folder where the programs of this user on this screen meet.

    None where there is none that is safe, or on a system without such sockets.
    """
    if not hasattr(socket, "AF_UNIX") or system.user_id() is None:
        return None
    marks = [environment.get(name, "") for name in _SCREEN]
    screen = "\0".join([*marks, socket.gethostname()])  # a home folder may be shared by machines
    key = hashlib.sha256(os.fsencode(screen)).hexdigest()[:12]
    for root in roots:
        folder = root / key
        short = len(os.fsencode(folder / _SOCKET)) <= _LONGEST_ADDRESS
        if short and _is_private(root) and _is_private(folder):
            return folder
    return None


def _is_private(folder: Path) -> bool:
    """Make `folder` if it is missing; tell whether it is ours and nobody else gets in."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == system.user_id()
    return is_ours and not status.st_mode & 0o077


def _locked(folder: Path) -> int | None:
    """Return a descriptor that holds the lock of `folder`, or None if another program has it."""
    lock = os.open(folder, os.O_RDONLY | system.CLOSE_ON_EXEC)
    is_held = system.try_lock(lock)
    if is_held:
        return lock
    os.close(lock)
    if is_held is None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    return None
