"""Replacing a file whole: the old bytes or the new ones, never anything between."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import NamedTuple, Self

from core import system
from core.disk.exchange import CannotExchange, take_place
from core.disk.reading import Stamp
from core.errors import Conflict, NotFound, Refused, disk_trouble

TEMP_MARK = ".tmp.sb-"
"""In the name of every temporary file of ours; the server's own have only `.tmp.`."""

Bytes = bytes | memoryview
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_FLAGS = _CREATE | system.NO_FOLLOW | system.CLOSE_ON_EXEC | system.BINARY

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""How long a reader may hold up a rename, where an open file cannot be replaced (#5196)."""


class Expected(NamedTuple):
    """What must still be at the target right before the replace; None: no file at all."""

    stamp: Stamp | None
    data: bytes | None = None
    """Its bytes, to be compared as well, where the stamp is too young to prove anything."""


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
        self._expected, self._inode, self._is_open = expected, 0, True
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
        if not system.HOLDS_NAMES:
            # A name that says which file is ours, should we die: see `core.disk.leftovers`.
            named = self.path.with_name(f"{_mark_of(self.path)}{self._inode:x}")
            self._names.append(named)
            self._names[0].rename(named)
        system.write_all(self._descriptor, parts)
        if self._expected.stamp is not None:
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
            if system.HOLDS_NAMES:
                self._let_go()
                _put_in_place(self._names[-1], self.path, self._expected)
                return Stamp.of(os.lstat(self.path))
            _put_in_place(self._names[-1], self.path, self._expected)
            return Stamp.of(os.fstat(self._descriptor))
        except OSError as error:
            raise disk_trouble("write", self.path, error) from error

    def close(self) -> None:
        """Let go of the file, and remove it if it was not put in place. May be called again."""
        names, self._names = self._names, []
        self._let_go()
        for name in names:
            _remove_own(name, self._inode)

    def _let_go(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)


def _mark_of(path: Path) -> str:
    return f"{path.stem}{TEMP_MARK}{os.getpid()}-"


def _remove_own(temp: Path, inode: int) -> None:
    """Remove the file `temp`, if it is there and has our `inode`."""
    with suppress(OSError):
        if os.lstat(temp).st_ino == inode:
            temp.unlink()


def _put_in_place(temp: Path, path: Path, expected: Expected) -> None:
    if expected.stamp is None:
        _link_new(temp, path)
        return
    _check_unmoved(path, expected.stamp)
    try:
        if not take_place(temp, path, expected.stamp, expected.data):
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


def _keep_mode_and_owner(descriptor: int, path: Path) -> None:
    old = os.lstat(path)
    if not stat.S_ISREG(old.st_mode):  # a link's mode is nobody's wish
        return
    try:
        system.keep_owner(descriptor, old)
    except PermissionError:
        raise Refused(
            f"{path.name} belongs to another user, and saving would take it away from them. "
            f"({path})",
            path=path,
        ) from None
    system.set_mode(descriptor, old.st_mode)


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
    """Rename; where open files cannot be replaced, wait a little for a reader to be done."""
    for pause in PAUSES if system.HOLDS_NAMES else ():
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
    """Make the names in `folder` durable; raises `DiskTrouble` if the system fails to."""
    try:
        system.flush_folder(folder)
    except OSError as error:
        raise disk_trouble("write", folder, error) from error
