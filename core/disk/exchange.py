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
import sys
from functools import cache
from pathlib import Path
from typing import Any

from core.disk.reading import Stamp

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_TURNS = 16
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


def take_place(temp: Path, path: Path, expected: Stamp) -> bool:
    """Let the file `temp` take the place of `path`, if that still is the file `expected`.

    Returns whether it did; `temp` then holds the old file. If not, `path` is whatever the other
    program made of it, and `temp` is the new file again. Raises as `exchange`.
    """
    new = os.lstat(temp).st_ino
    exchange(temp, path)
    try:
        if _is_same(os.lstat(temp), expected):
            return True
    except BaseException:
        exchange(temp, path)
        raise
    for _ in range(_TURNS):  # more than once, if they save again meanwhile
        exchange(temp, path)
        if os.lstat(temp).st_ino == new:
            break
    return False


def _is_same(status: os.stat_result, expected: Stamp) -> bool:
    """Compare all but the change time, which the exchange itself has moved."""
    found = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found == (expected.size, expected.mtime_ns, expected.inode)
