"""One lock per sessions folder for all our processes and threads.

The server knows no such lock (STORE_FORMAT 0.3); this one only keeps us from ourselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

from core import system
from core.errors import Locked, disk_trouble, folder_trouble

PATIENCE = 30.0
"""How long to wait for another of our own programs, in seconds."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.001, 0.02


@contextmanager
def folder_lock(folder: Path, state: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one lock of `folder`; no other thread or process of ours holds it meanwhile.

    It is a `flock` on the folder's own descriptor, which leaves no file behind and goes with its
    process. Where the system has none, a lock file in `state`, named by device and inode, does
    the same. Not reentrant. Raises `Locked` after `patience` seconds, `NotFound` if the folder
    is gone.
    """
    if not system.HAS_FOLDER_DESCRIPTORS:
        with _file_lock(folder, state, patience):
            yield
        return
    descriptor = _open_folder(folder)
    try:
        if _flock(descriptor, folder, patience):
            yield
        else:
            with _file_lock(folder, state, patience):
                yield
    finally:
        os.close(descriptor)  # frees the lock, too


def _open_folder(folder: Path) -> int:
    try:
        return os.open(folder, os.O_RDONLY | system.CLOSE_ON_EXEC | system.ONLY_FOLDER)
    except OSError as error:
        raise folder_trouble("open", folder, error) from error


def _flock(descriptor: int, folder: Path, patience: float) -> bool:
    """Take the lock; false if this file system has none."""
    until, pause = monotonic() + patience, _FIRST_PAUSE
    while (is_ours := system.try_lock(descriptor)) is False:
        if monotonic() > until:
            raise _locked(folder)
        Event().wait(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
    return is_ours is True


@contextmanager
def _file_lock(folder: Path, state: Path, patience: float) -> Iterator[None]:
    import filelock  # slow to import, and needed on few systems

    lock = filelock.FileLock(_place_of(folder, state))
    try:
        lock.acquire(timeout=patience)
    except filelock.Timeout:
        raise _locked(folder) from None
    except OSError as error:
        raise disk_trouble("lock", folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _place_of(folder: Path, state: Path) -> Path:
    try:
        status = folder.stat()
        state.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_trouble("lock", folder, error) from error
    return state.parent / f"lock-{status.st_dev:x}-{status.st_ino:x}"


def _locked(folder: Path) -> Locked:
    return Locked(f"Another Session Browser is busy with {folder}. Try again.", path=folder)
