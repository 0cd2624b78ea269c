"""Reading one of the user's files whole, without ever being fooled or held up by it."""

from __future__ import annotations

import errno
import os
import stat
import struct
import time
from pathlib import Path
from typing import NamedTuple

from core import system
from core.errors import Unreadable, disk_trouble

MAX_FILE = 512 * 1024 * 1024
"""Largest file that is read, in bytes; the largest session ever reported has 36 MB."""

FRESH_NS = 2_000_000_000
"""A stamp this close to the last change proves nothing: file times tick coarsely (DESIGN 4)."""

EMPTY_LOOKS = 2
"""How often an empty file is looked at again, however old it is."""

_PIECE = 8 * 1024 * 1024
_LOOKS = 3
_FLAGS = (
    os.O_RDONLY
    | system.NO_FOLLOW
    | system.NO_WAITING  # a fifo must not keep us waiting for its writer
    | system.CLOSE_ON_EXEC
    | system.BINARY
)
_LINK = "it is a link, and links are not followed"
_NOT_REGULAR = "it is not a regular file"
_NO_FILE = {errno.ELOOP: _LINK, errno.ENXIO: _NOT_REGULAR}
"""What the system says when a link, or a socket, is opened."""

_PACKED = struct.Struct("<qqqq")
PACKED_SIZE = _PACKED.size
_LEAST, _MOST = -(2**63), 2**63 - 1


class Stamp(NamedTuple):
    """What tells one state of a file from another: bytes, times in ns since 1970, inode.

    The change time is in it because, unlike the modification time, no program can set it back.
    """

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp in the answer of `os.stat`."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)

    def packed(self) -> bytes:
        """Return 32 bytes that are equal if and only if the stamps are."""
        try:
            return _PACKED.pack(*self)
        except struct.error:  # a time beyond the year 2262
            return _PACKED.pack(*(min(max(part, _LEAST), _MOST) for part in self))

    @classmethod
    def unpacked(cls, packed: bytes) -> Stamp:
        """Return the stamp that `packed()` made these bytes of."""
        return cls(*_PACKED.unpack(packed))

    def is_fresh(self, now_ns: int | None = None) -> bool:
        """Tell whether the file changed so lately that this stamp might hide another change."""
        now = time.time_ns() if now_ns is None else now_ns
        changed = self.mtime_ns if os.name == "nt" else max(self.mtime_ns, self.ctime_ns)
        return changed + FRESH_NS > now

    def may_heal(self, looks: int) -> bool:
        """Tell whether damage under this stamp may be a save that goes on, after so many `looks`.

        A file that a save has just emptied is as old as before for a moment: ext4 sets the size
        first, and the times when its journal lets it (22 ms later, measured).
        """
        return self.is_fresh() or (self.size == 0 and looks < EMPTY_LOOKS)


def size_in(packed: bytes) -> int:
    """Return the file size in bytes that a packed stamp holds."""
    return int.from_bytes(packed[:8], "little")


def unreadable(path: Path | str, reason: str) -> Unreadable:
    """Return the error for a file that is there but cannot be used, because of `reason`."""
    path = Path(path)
    return Unreadable(f"{path.name} cannot be read: {reason}. ({path})", path=path, reason=reason)


def read_regular(path: Path | str, limit: int = MAX_FILE) -> tuple[bytes, Stamp]:
    """Return the bytes of the regular file `path` and the stamp they were read under.

    Links are not followed; folders, fifos, sockets, devices and files of more than `limit` bytes
    raise `Unreadable` without being read. Raises `OSError` as the system does.
    """
    descriptor = _open(path)
    try:
        for _ in range(_LOOKS):
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise unreadable(path, reason_for_mode(status.st_mode))
            if status.st_size > limit:
                raise unreadable(path, f"it has {status.st_size:,} bytes, more than can be opened")
            data = _read_all(descriptor, status.st_size)
            if len(data) == status.st_size:
                break
            # Emptied in between by a save in place: under the old stamp it would look damaged.
            os.lseek(descriptor, 0, os.SEEK_SET)
    finally:
        os.close(descriptor)
    return data, Stamp(status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


def read_head(path: Path | str, size: int) -> bytes:
    """Return up to `size` bytes from the beginning of the regular file `path`, else nothing.

    Raises `Unreadable` for a link, and `OSError` as the system does.
    """
    descriptor = _open(path)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


def _open(path: Path | str) -> int:
    try:
        return os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in _NO_FILE:
            raise unreadable(path, _NO_FILE[error.errno]) from error
        raise


def _read_all(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size + 1)
    if len(data) == size:  # the usual case; anything else changed meanwhile or came in parts
        return data
    parts = [data]
    while part := os.read(descriptor, _PIECE):
        parts.append(part)
    return b"".join(parts)


def reason_for_mode(mode: int) -> str:
    """Say why a directory entry that is not a regular file is not read."""
    if stat.S_ISLNK(mode):
        return _LINK
    if stat.S_ISDIR(mode):
        return "it is a folder"
    return _NOT_REGULAR


def stamp_of(path: Path | str) -> Stamp | None:
    """Return the stamp of `path` as it is now (of a link itself), or None if it is gone.

    Raises `StoreError` if the system will not tell.
    """
    try:
        return Stamp.of(os.lstat(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_trouble("look at", Path(path), error) from error
