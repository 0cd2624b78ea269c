"""Taking the place of a file without a moment in which somebody else's save could be lost.

Between a last look at a file and a plain rename over it, another program may save. So the two
files are exchanged in one step, and then what came out is looked at: if it is not the file that
was expected, they are exchanged back. Linux can do that since 3.15 (`renameat2`), on most of its
file systems.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import Any

from core import system
from core.disk.reading import Stamp

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_TURNS = 16
_PIECE = 1024 * 1024
_FLAGS = os.O_RDONLY | system.CLOSE_ON_EXEC | system.NO_WAITING | system.NO_FOLLOW
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


class CannotExchange(Exception):
    """This system or file system does not exchange files; nothing was done."""


@cache
def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def exchange(one: Path, other: Path) -> None:
    """Exchange two files in one step.

    Raises `CannotExchange` where that cannot be done, and `OSError` as the system does.
    """
    rename = _renameat2()
    if rename is None:
        raise CannotExchange
    sys.audit("os.rename", str(one), str(other), -1, -1)  # as `os.rename` would tell
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) != 0:
        number = ctypes.get_errno()
        if number in _CANNOT:
            raise CannotExchange
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def take_place(temp: Path, path: Path, expected: Stamp, data: bytes | None = None) -> bool:
    """Let the file `temp` take the place of `path`, if that still is the file `expected`.

    With `data`, it must hold these bytes, too. Returns whether it did; `temp` then holds the old
    file. If not, `path` is whatever the other program made of it, and `temp` is the new file
    again, or gone. Raises as `exchange`.
    """
    new = os.lstat(temp)
    exchange(temp, path)
    try:
        if _is_still(temp, expected, data):
            return True
    except BaseException:
        exchange(temp, path)
        raise
    _give_back(temp, path, Stamp.of(new))
    return False


def _is_still(temp: Path, expected: Stamp, data: bytes | None) -> bool:
    """Tell whether `temp` is the file `expected`, and nobody is about to write in it."""
    status = os.lstat(temp)
    if not _is_same(status, expected) or not stat.S_ISREG(status.st_mode):
        return _is_same(status, expected)
    try:
        descriptor = os.open(temp, _FLAGS)
    except PermissionError:  # it may be written by us, not read
        return True
    try:
        if system.is_open_for_writing(descriptor) or not _is_same(os.fstat(descriptor), expected):
            return False
        return data is None or _holds(descriptor, data)
    finally:
        os.close(descriptor)


def _give_back(temp: Path, path: Path, new: Stamp) -> None:
    """Exchange back; more than once, if somebody saves again meanwhile.

    Whoever replaced our file in that moment has put a younger one in its place; whoever wrote
    into it has made it theirs. Either way the younger file stays, and the older one goes.
    """
    for turn in range(_TURNS):
        exchange(temp, path)
        out = os.lstat(temp)
        if _is_same(out, new):
            return
        if turn and out.st_mtime_ns <= os.lstat(path).st_mtime_ns:
            break
    temp.unlink()


def _is_same(status: os.stat_result, expected: Stamp) -> bool:
    """Compare all but the change time, which the exchange itself has moved."""
    found = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found == (expected.size, expected.mtime_ns, expected.inode)


def _holds(descriptor: int, data: bytes) -> bool:
    """Tell whether the file holds `data`: two saves in one tick of the clock look alike."""
    at = 0
    while part := os.read(descriptor, _PIECE):
        if not data.startswith(part, at):  # views compare byte by byte, a hundred times slower
            return False
        at += len(part)
    return at == len(data)
