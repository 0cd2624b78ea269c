"""The log: in a file of bounded size that only the user can read, and on the terminal."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType

from core import system
from gui.trouble.scrubbing import lines_of, place_of, scrubbed

qt_log = logging.getLogger("qt")

LOG_NAME = "session-browser.log"
LOG_BYTES = 1_000_000
"""How long the log grows before it becomes the old one."""

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_PRIVATE = 0o600
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_Caught = tuple[type[BaseException], BaseException, TracebackType | None]


class ScrubbedFormatter(logging.Formatter):
    """Tells of an error its kind and its place, and of any message no path and no quoted text."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = scrubbed(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(lines_of(error)) if isinstance(error, BaseException) else ""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, made anew: another handler may have left the full text in the record."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept


class LogFile(logging.FileHandler):
    """A log of two files at most, each of bounded size. Two programs may write to it."""

    def __init__(self, path: Path, limit: int = LOG_BYTES) -> None:
        super().__init__(path, encoding="utf-8")
        self._limit = limit
        self.setFormatter(ScrubbedFormatter(_LINE))

    # Not logging.handlers: it imports pickle, which every start would pay for.
    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        if self.stream is not None and self.stream.tell() > self._limit:
            self._turn(self.stream)

    def _open(self) -> TextIOWrapper:
        return open(_open_private(self.baseFilename), "a", encoding="utf-8")

    def _turn(self, stream: TextIO) -> None:
        """Begin a new file; the one so far becomes the old one, unless somebody was faster."""
        path = Path(self.baseFilename)
        try:
            if os.path.samestat(path.stat(), os.fstat(stream.fileno())):
                path.replace(path.with_suffix(".old.log"))
            self.close()
        except OSError:  # it grows on, then
            return
        self.stream = self._open()


def start_log(folder: Path) -> Path | None:
    """Log to a file in `folder` and return its path; None where there can be none.

    What is a warning or worse is also said on the standard error output, if there is one: in full
    to somebody at a terminal, else as in the file, since others may keep it.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if sys.stderr is not None:
        root.addHandler(_loud(sys.stderr))
    warnings.showwarning = _log_warning
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.addHandler(LogFile(folder / LOG_NAME))
    except OSError as error:  # a program that cannot log still shows its sessions
        root.info("no log file", exc_info=error)
        return None
    return folder / LOG_NAME


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """Pass a message of Qt on to the logger `qt`."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "default", text)


def _loud(stream: TextIO) -> logging.Handler:
    loud = logging.StreamHandler(stream)
    loud.setLevel(logging.WARNING)
    if not stream.isatty():
        loud.setFormatter(ScrubbedFormatter())
    return loud


def _log_warning(
    message: Warning | str,  # noqa: ARG001 - it may be about anything
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Stands for `warnings.showwarning`, which knows the terminal only."""
    logging.getLogger("python").warning("%s in %s", category.__name__, place_of(filename, lineno))


def _open_private(path: str) -> int:
    """Return a descriptor that appends to `path`, which only the user can read from now on."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | system.CLOSE_ON_EXEC
    descriptor = os.open(path, flags, _PRIVATE)
    system.set_mode(descriptor, _PRIVATE)  # it may be there from a version that was less careful
    return descriptor
