"""Replacing a file whole: the old bytes or the new ones, never anything between."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import NamedTuple, Self

from core.disk.exchange import CannotExchange, take_place
from core.disk.reading import Stamp
from core.errors import Conflict, NotFound, Refused, disk_trouble

TEMP_MARK = ".tmp.sb-"
"""In the name of every temporary file of ours; the server's own have only `.tmp.`."""

Bytes = bytes | memoryview
_VECTOR = 512
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
    with Draft(path, parts, expected) as draft:
        draft.flush()
        stamp = draft.put_in_place()
    if sync_folder:
        flush_folder(path.parent)
    return stamp


class Draft:
    """New bytes for a file, written beside it: to be flushed, then put in place, then closed.

    Made, flushed and put in place one after the other it is `replace`, and raises what that
    raises. Of a draft that is closed before it was put in place nothing is left behind.
    """

    def __init__(self, path: Path, parts: Sequence[Bytes], expected: Expected) -> None:
        self.path = path
        self._expected, self._inode = expected.stamp, 0
        self._names = [path.with_name(f"{_mark_of(path)}{secrets.token_hex(4)}")]
        try:
            self._descriptor = os.open(self._names[0], _FLAGS, 0o666)
        except OSError as error:
            raise disk_trouble("write", path, error) from error
        try:
            self._inode = os.fstat(self._descriptor).st_ino
            self._write(parts)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise disk_trouble("write", path, error) from error
            raise

    def _write(self, parts: Sequence[Bytes]) -> None:
        # A name that says which file is ours, should we die: see `core.disk.leftovers`.
        named = self.path.with_name(f"{_mark_of(self.path)}{self._inode:x}")
        self._names.append(named)
        self._names[0].rename(named)
        _write(self._descriptor, parts)
        if self._expected is not None:
            _keep_mode_and_owner(self._descriptor, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def flush(self) -> None:
        """Make the bytes durable; may be called from any thread. Raises `DiskTrouble`."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise disk_trouble("write", self.path, error) from error

    def put_in_place(self) -> Stamp:
        """Let the draft take the place of the file, and return its stamp."""
        try:
            _put_in_place(self._names[1], self.path, self._expected)
            return Stamp.of(os.fstat(self._descriptor))
        except OSError as error:
            raise disk_trouble("write", self.path, error) from error

    def close(self) -> None:
        """Let go of the file, and remove it if it was not put in place. May be called again."""
        names, self._names = self._names, []
        if names:
            os.close(self._descriptor)
        for name in names:
            _remove_own(name, self._inode)


def _mark_of(path: Path) -> str:
    return f"{path.stem}{TEMP_MARK}{os.getpid()}-"


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
