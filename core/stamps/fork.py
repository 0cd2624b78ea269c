"""Reading many files with two processors.

Threads do not help: the interpreter lets one decode at a time. So a forked child reads half of
the files and leaves what it found in memory that both can see. Where that cannot be done (other
systems, other threads about, one processor), or the child dies, nothing is lost but time.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from core.errors import Cancelled

MANY_FILES, MANY_BYTES = 8_000, 48_000_000
"""From so many files, or bytes in them, on a second process is faster (it costs some 10 ms)."""

Work = Callable[[], bytes]


def can_fork() -> bool:
    """Tell whether a second process may help.

    A process with other threads must not be forked: the child would inherit their locks.
    """
    return (
        sys.platform == "linux"
        and hasattr(os, "memfd_create")  # not where Python was built for the oldest systems
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


class ForkedWork:
    """Work that runs in a forked child; `result()` is what it returned, or None if it died."""

    def __init__(self, work: Work) -> None:
        self._memory = os.memfd_create("session-browser", os.MFD_CLOEXEC)
        try:
            self._child = os.fork()
        except OSError:
            os.close(self._memory)
            raise
        if self._child == 0:
            _run_and_leave(work, self._memory)

    def result(self) -> bytes | None:
        """Wait for the child and return what it made."""
        child, self._child = self._child, 0
        try:
            _, status = os.waitpid(child, 0)
        except ChildProcessError:  # whoever started us has the system tell nothing of children
            return None
        size = os.fstat(self._memory).st_size
        return os.pread(self._memory, size, 0) if status == 0 else None

    def stop(self) -> None:
        """End the child, if it still runs, and give the memory back. It only reads files."""
        if self._child:
            with suppress(ProcessLookupError, ChildProcessError):  # see above
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
        os.close(self._memory)


def _run_and_leave(work: Work, memory: int) -> None:
    """Do the work as the child and end at once: nothing of the parent's may run here."""
    status = 1
    try:
        left = memoryview(work())
        while left:
            left = left[os.write(memory, left) :]
        status = 0
    except Cancelled:
        pass
    finally:
        os._exit(status)
