"""No failure goes unseen: errors, Qt's own messages and the signals of the system."""

from __future__ import annotations

import logging
import math
import signal
import socket
import sys
import threading
from contextlib import suppress
from types import FrameType, TracebackType

from PySide6.QtCore import (
    QObject,
    QSocketNotifier,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from gui.trouble.log_file import log_qt_message
from gui.trouble.scrubbing import lines_of, mark_of

log = logging.getLogger("crash")

_ASK_TO_END = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class CrashCare(QObject):
    """Sends to the log, and to whoever shows it, what nobody caught."""

    failed = Signal(str)  # what it was and where, scrubbed; each fault once, from any thread
    quit_wanted = Signal()  # the system, or Ctrl-C in a terminal, asks the program to end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.setEnabled(False)
        self._notifier.activated.connect(self._on_signal_came)

    def install(self) -> None:
        """Start to listen: to uncaught errors in any thread, to Qt, to the system's signals."""
        sys.excepthook = self.on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = _log_unraisable
        qInstallMessageHandler(log_qt_message)
        # Python handles a signal only when it next runs bytecode, which an idle Qt loop never
        # does. The interpreter writes to this socket at once, and that wakes the loop.
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in _ASK_TO_END:
            signal.signal(number, _leave_to_the_loop)
        self._notifier.setEnabled(True)

    def remove(self) -> None:
        """Listen no more and put everything back as Python has it."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in _ASK_TO_END:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        self._reader.close()
        self._writer.close()

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error that nobody caught, and tell of it unless the same was told before.

        One bad cell raises the same error for each frame that is painted.
        """
        mark = mark_of(error)
        count = self._counts[mark] = self._counts.get(mark, 0) + 1
        if count == 1:
            log.critical("nobody caught this", exc_info=(kind, error, trace))
            self.failed.emit("\n".join(lines_of(error)))
        elif math.log10(count).is_integer():
            log.critical("nobody caught this, for the %dth time: %s", count, kind.__name__)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot()
    def _on_signal_came(self) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(64)
        self.quit_wanted.emit()


def _log_unraisable(args: sys.UnraisableHookArgs) -> None:
    # Not the object itself: how it shows itself may tell a title.
    log.error("ignored in a %s", type(args.object).__name__, exc_info=args.exc_value)


def _leave_to_the_loop(number: int, frame: FrameType | None) -> None:
    """Do nothing: the wake-up socket has told the event loop."""
