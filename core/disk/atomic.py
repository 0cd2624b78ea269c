"""Replacing a file whole: the old bytes or the new ones, never anything between."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from core.disk.exchange import CannotExchange, exchange, take_place
from core.disk.reading import Stamp
from core.errors import Conflict, NotFound, Refused, disk_trouble

TEMP_MARK = ".tmp.sb-"
"""In the name of every temporary file of ours; the server's own have only `.tmp.`."""

Bytes = bytes | memoryview
_VECTOR = 512
_OURS = re.compile(rf"{re.escape(TEMP_MARK)}([0-9]{{1,9}})-[0-9a-zA-Z]+\Z", re.ASCII)
_QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
_PAUSES = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_FLAGS = _CREATE | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Expected(NamedTuple):
    """What must still be at the target right before the replace; None: no file at all."""

    stamp: Stamp | None


def replace(
    path: Path, parts: Sequence[Bytes], expected: Expected, *, sync_folder: bool = True
) -> Stamp:
    """Replace `path` by `parts` joined, durably, and return the stamp of the new file.

    The new bytes are written beside it, flushed to the disk and renamed over it; the folder is
    flushed, too, unless `sync_folder` is false (a batch does that once, at its end). Mode and
    owner stay. Raises `Conflict` if the target is not as `expected` when it comes to the rename,
    `NotFound` if it is gone, `Refused` if its owner cannot be kept, `DiskTrouble` if the system
    refuses; after each of them the old file stands as it was and nothing is left behind.
    """
    try:
        stamp = _replace(path, parts, expected)
    except OSError as error:
        raise disk_trouble("write", path, error) from error
    if sync_folder:
        flush_folder(path.parent)
    return stamp


def _replace(path: Path, parts: Sequence[Bytes], expected: Expected) -> Stamp:
    draft = path.with_name(f"{path.stem}{TEMP_MARK}{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, _FLAGS, 0o666)
    inode = os.fstat(descriptor).st_ino
    temp = draft.with_name(f"{path.stem}{TEMP_MARK}{os.getpid()}-{inode:x}")
    try:
        draft.rename(temp)  # a name that says which file is ours, should we die: see below
        _write(descriptor, parts)
        if expected.stamp is not None:
            _keep_mode_and_owner(descriptor, path)
        os.fsync(descriptor)
        _put_in_place(temp, path, expected.stamp)
        return Stamp.of(os.fstat(descriptor))
    finally:
        os.close(descriptor)
        for name in (draft, temp):
            _remove_own(name, inode)


def _remove_own(temp: Path, inode: int) -> None:
    """Remove the file `temp`, if it is there and has our `inode`."""
    with suppress(OSError):
        if os.lstat(temp).st_ino == inode:
            temp.unlink()


def _put_in_place(temp: Path, path: Path, expected: Stamp | None) -> None:
    if expected is None:
        _link_new(temp, path)
        return
    _check_unmoved(path, expected)
    try:
        if not take_place(temp, path, expected):
            raise _moved(path)
    except CannotExchange:
        _rename(temp, path)
    else:
        _remove_old(temp)


def _remove_old(temp: Path) -> None:
    """Remove the old file; where that fails, it waits for a later sweep: the new one is saved."""
    try:
        temp.unlink()
    except OSError:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def _write(descriptor: int, parts: Sequence[Bytes]) -> None:
    """Write everything, in as few calls as the system allows."""
    if not hasattr(os, "writev"):
        parts = [b"".join(parts)]
    queue = [memoryview(part) for part in parts if len(part)]
    at = 0
    while at < len(queue):
        batch = queue[at : at + _VECTOR]
        written = os.writev(descriptor, batch) if len(batch) > 1 else os.write(descriptor, batch[0])
        while at < len(queue) and written >= len(queue[at]):
            written -= len(queue[at])
            at += 1
        if written:
            queue[at] = queue[at][written:]


def _keep_mode_and_owner(descriptor: int, path: Path) -> None:
    if sys.platform == "win32":
        return
    old, new = os.lstat(path), os.fstat(descriptor)
    if not stat.S_ISREG(old.st_mode):  # a link's mode is nobody's wish
        return
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            raise Refused(
                f"{path.name} belongs to another user, and saving would take it away from them. "
                f"({path})",
                path=path,
            ) from None
    os.fchmod(descriptor, old.st_mode & 0o7777)


def _check_unmoved(path: Path, stamp: Stamp) -> None:
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        raise NotFound(f"{path.name} is no longer there. ({path})", path=path) from None
    if Stamp.of(status) != stamp:
        raise _moved(path)
    if stat.S_ISDIR(status.st_mode):  # which could be exchanged, but not removed
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def _moved(path: Path) -> Conflict:
    return Conflict(f"{path.name} was changed by another program. ({path})", path=path)


def _rename(temp: Path, path: Path) -> Path:
    """Rename; on Windows a reader with the file open makes it fail for a moment (#5196)."""
    for pause in _PAUSES:
        with suppress(PermissionError):
            return temp.replace(path)
        Event().wait(pause)
    return temp.replace(path)


def _link_new(temp: Path, path: Path) -> None:
    """Give the new file its name only if nobody else has taken it meanwhile."""
    try:
        os.link(temp, path)
    except FileExistsError:
        raise _just_made(path) from None
    except OSError as error:
        if path.exists() or error.errno not in _NO_HARD_LINKS:
            raise
        temp.replace(path)
    else:
        temp.unlink()


def _just_made(path: Path) -> Conflict:
    return Conflict(f"{path.name} has just been made by another program. ({path})", path=path)


def flush_folder(folder: Path) -> None:
    """Make the names in `folder` durable; raises `DiskTrouble` if the system fails to.

    Some network file systems know no such thing, and say so: then nothing can be done.
    """
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise disk_trouble("write", folder, error) from error


def remove_leftovers(folder: Path, temps: Sequence[str]) -> None:
    """Remove those of the file names `temps` that a dead process of ours left in `folder`.

    To be called under the folder's lock. The server's temporary files are never touched: one
    may hold the only copy of a last turn.
    """
    for name in temps:
        process = _writer_of(name)
        if process is not None and not _is_alive(process):
            with suppress(OSError, ValueError, CannotExchange):
                _put_back(folder / name)
            with suppress(OSError):
                (folder / name).unlink()


def _put_back(temp: Path) -> None:
    """Undo an exchange that its process did not live to look at.

    The name of a temporary file tells the inode of the new file. If that has got to the target,
    and what is here is younger, then another program saved in the very last moment, and its file
    has to go back.
    """
    stem, _, tail = temp.name.partition(TEMP_MARK)
    target = temp.with_name(f"{stem}.json")
    inode = int(tail.partition("-")[2], 16)
    here, there = os.lstat(temp), os.lstat(target)
    if there.st_ino == inode != here.st_ino and here.st_mtime_ns >= there.st_mtime_ns:
        exchange(temp, target)


def _writer_of(name: str) -> int | None:
    match = _OURS.search(name)
    return int(match.group(1)) if match else None


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - known on Windows only
    handle = kernel.OpenProcess(_QUERY, False, process)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)
