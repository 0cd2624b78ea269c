"""No failure goes unseen: errors, Qt's own messages and the signals of the system."""

from __future__ import annotations

import faulthandler
import logging
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

log = logging.getLogger("crash")
qt_log = logging.getLogger("qt")

LOG_NAME = "session-browser.log"
CRASH_NAME = "crash.log"
LOG_BYTES = 1_000_000
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_ASK_TO_END = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def start_log(folder: Path) -> Path | None:
    """Log to a file in `folder`, crashes of the interpreter included; None where none can be.

    What is a warning or worse is also said on the standard error output, if there is one.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if sys.stderr is not None:
        loud = logging.StreamHandler()
        loud.setLevel(logging.WARNING)
        root.addHandler(loud)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _open_log(folder / LOG_NAME)
    except OSError as error:  # a program that cannot log still shows its sessions
        log.info("no log file: %s", error)
        return None
    file.setFormatter(logging.Formatter(_LINE))
    root.addHandler(file)
    # A file of its own, never closed: a crash written to a number that changed hands could land
    # in a file of the user's.
    faulthandler.enable((folder / CRASH_NAME).open("a", encoding="utf-8"))
    return folder / LOG_NAME


def _open_log(path: Path) -> logging.FileHandler:
    """Open the log; one that has grown long becomes the old one first."""
    # Not logging.handlers: it imports pickle and sockets, which every start would pay for.
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return logging.FileHandler(path, encoding="utf-8")


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """Pass a message of Qt on to the logger `qt`."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "default", text)


class CrashCare(QObject):
    """Sends to the log, and to whoever shows it, what nobody caught."""

    reported = Signal(str)  # a sentence for the user; may come from any thread
    quit_wanted = Signal()  # the system, or Ctrl-C in a terminal, asks the program to end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        """Log an error that nobody caught and report it."""
        log.critical("nobody caught this", exc_info=(kind, error, trace))
        self.reported.emit(
            self.tr(
                "Something went wrong inside the program ({error}). Your sessions are not"
                " harmed; the log tells more."
            ).replace("{error}", f"{kind.__name__}: {error}"[:200])
        )

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot()
    def _on_signal_came(self) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(64)
        self.quit_wanted.emit()


def _log_unraisable(args: sys.UnraisableHookArgs) -> None:
    log.error("%s: %s", args.err_msg or "ignored", args.object, exc_info=args.exc_value)


def _leave_to_the_loop(number: int, frame: FrameType | None) -> None:
    """Do nothing: the wake-up socket has told the event loop."""
