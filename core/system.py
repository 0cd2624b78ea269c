"""What only some systems have, in one place: nobody else has to ask which one it runs on.

Reading with two processors, which only Linux does, is the other such place (`core.stamps.fork`).
"""

from __future__ import annotations

import errno
import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, TypeVar

CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
"""Opening a fifo does not wait for whoever is at its other end."""
BINARY = getattr(os, "O_BINARY", 0)
ONLY_FOLDER = getattr(os, "O_DIRECTORY", 0)

HOLDS_NAMES = sys.platform == "win32"
"""True where a file that is open can be neither renamed nor replaced nor removed."""

HAS_FOLDER_DESCRIPTORS = sys.platform != "win32"
"""True where a folder can be opened, to be locked or flushed."""

WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))]
)
DEVICES = WINDOWS_DEVICES if sys.platform == "win32" else frozenset[str]()
"""Names that are devices, in any folder and with any ending, and can never be files."""

T = TypeVar("T")
R = TypeVar("R")

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_VECTOR = 512
_QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


def is_device(name: str) -> bool:
    """Tell whether a file named `name`, before its ending, would be a device on this system."""
    return name.lower() in DEVICES


def try_lock(descriptor: int) -> bool | None:
    """Lock what is open for this process alone, until it is closed; never waits.

    False if another process has the lock, None if the system has no lock for this.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return None
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def write_all(descriptor: int, parts: Sequence[bytes | memoryview]) -> None:
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


def is_open_for_writing(descriptor: int) -> bool:
    """Tell whether any program has the file open for writing, as far as the system knows.

    Whoever saves in place opens and empties a file in one call, but that call may wait for the
    file system's journal in between. Linux grants no read lease on a file that is open for
    writing, not even then; it is let go at once.
    """
    try:
        from fcntl import F_RDLCK, F_SETLEASE, F_SETSIG, F_UNLCK, fcntl
    except ImportError:
        return False
    try:
        fcntl(descriptor, F_SETSIG, signal.SIGURG)  # which nobody dies of
        fcntl(descriptor, F_SETLEASE, F_RDLCK)
        fcntl(descriptor, F_SETLEASE, F_UNLCK)
    except OSError as error:  # other numbers: this file system knows no leases, or not for us
        return error.errno == errno.EAGAIN
    return False


def keep_owner(descriptor: int, old: os.stat_result) -> None:
    """Give an open file the owner of another, where files have one; raises `OSError`."""
    if not hasattr(os, "fchown"):
        return
    new = os.fstat(descriptor)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.fchown(descriptor, old.st_uid, old.st_gid)


def set_mode(descriptor: int, mode: int) -> None:
    """Give an open file this mode, where files have one; raises `OSError`."""
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(mode))


def is_alive(process: int) -> bool:
    """Tell whether there is a process of this number, whoever's it is."""
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


def flush_folder(folder: os.PathLike[str]) -> None:
    """Make the names in `folder` durable, where that can be asked for; raises `OSError`.

    Some network file systems know no such thing, and say so: then nothing can be done.
    """
    if not HAS_FOLDER_DESCRIPTORS:
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | CLOSE_ON_EXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def let_others_go_first() -> None:
    """Make this process yield to those that a user waits for."""
    with suppress(OSError, AttributeError):
        os.nice(10)


def side_by_side(work: Callable[[T], R], items: Sequence[T], at_once: int) -> list[R]:
    """Return what `work` makes of each of `items`, made by up to `at_once` threads.

    Where no thread can be started, this one does it all; so an item may be worked on twice.
    """
    threads = min(at_once, len(items))
    if threads < 2:
        return [work(item) for item in items]
    try:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, items))
    except RuntimeError:  # as many threads as the user may have, or the program is ending
        return [work(item) for item in items]


def end_of(source: IO[bytes]) -> Callable[[], bool]:
    """Return what tells whether the pipe `source`, which has no more to say, has been closed."""
    if sys.platform != "win32":
        return lambda: bool(select.select([source], [], [], 0)[0])
    ended = threading.Event()  # its pipes cannot be polled

    def wait() -> None:
        source.read(1)
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    return ended.is_set


def user_id() -> int | None:
    """Return the number of the user whose rights this process has; None where there is none."""
    return os.geteuid() if hasattr(os, "geteuid") else None
