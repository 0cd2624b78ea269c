"""Hears what later starts of the program say."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from gui.instance.call import MAX_BYTES, TAKEN, decoded, is_same_user
from gui.instance.door import Door

log = logging.getLogger("instance")

MAX_CALLERS = 8
"""How many may speak at the same time; more would be somebody who means harm."""

SPEECH_MS = 2_000
"""How long a caller may take."""

_PIECE = 4_096


class Listener(QObject):
    """Waits behind the door without a thread; one call, one answer, and the line is closed."""

    called = Signal(object)  # Call

    def __init__(self, door: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._callers: list[_Caller] = []
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(door.listening.fileno(), kind, self)
        self._notifier.activated.connect(self._on_caller_came)

    @Slot()
    def close(self) -> None:
        """Hear nobody any more: the next start opens a window of its own."""
        self._notifier.setEnabled(False)
        for caller in tuple(self._callers):
            caller.hang_up()
        self._door.close()

    @Slot()
    def _on_caller_came(self) -> None:
        with suppress(OSError):  # gone again
            line, _ = self._door.listening.accept()
            if len(self._callers) >= MAX_CALLERS or not is_same_user(line):
                line.close()
                return
            caller = _Caller(line, self)
            caller.said.connect(self.called)
            caller.gone.connect(self._on_caller_gone)
            self._callers.append(caller)

    @Slot(object)
    def _on_caller_gone(self, caller: _Caller) -> None:
        self._callers.remove(caller)
        caller.deleteLater()


class _Caller(QObject):
    """One line to another program, until it has said one thing or its time is over."""

    said = Signal(object)  # Call
    gone = Signal(object)  # itself

    def __init__(self, line: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        line.setblocking(False)
        self._line, self._heard = line, bytearray()
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._end = QTimer(self, singleShot=True, interval=SPEECH_MS)
        self._end.timeout.connect(self.hang_up)
        self._end.start()

    @Slot()
    def hang_up(self) -> None:
        """Close the line, whatever was or was not said."""
        self._end.stop()
        self._notifier.setEnabled(False)
        self._line.close()
        self.gone.emit(self)

    @Slot()
    def _on_readable(self) -> None:
        try:
            piece = self._line.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._heard += piece
        line, end, rest = bytes(self._heard).partition(b"\n")
        if end:
            self._take(line + rest)
        elif not piece or len(self._heard) > MAX_BYTES:
            self.hang_up()

    def _take(self, line: bytes) -> None:
        call = decoded(line) if len(line) <= MAX_BYTES else None
        if call is None:
            log.info("a call was not understood")
        else:
            self.said.emit(call)
            with suppress(OSError):
                self._line.send(TAKEN)
        self.hang_up()
