"""The reader's only door to the disk: requests in, answers out, a thread of its own behind it.

It is not the store's thread: there a title waits for the disk, and here nobody waits for a title.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal, Slot

from gui.reader.reading_thread import OpenTranscript, ReadingWorker
from gui.reader.requests import Answer, Fold, Follow, Open, Request, Same

_PATIENCE_MS = 2_000
"""How long a window that closes waits for a disk that may never answer."""


class ReadingService(QObject):
    """Tells only the answers to the last request of each kind, about the last conversation."""

    told = Signal(object, object)  # Request, Answer
    failed = Signal(object, object)  # Request, Exception (a StoreError unless there is a bug)
    _handed_over = Signal(object)
    _closing = Signal()

    def __init__(self, open_transcript: OpenTranscript, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: Open | None = None
        self._is_closed = False
        self._thread = QThread(self)
        self._thread.setObjectName("reader")
        self._worker = ReadingWorker(open_transcript)
        self._worker.moveToThread(self._thread)
        self._handed_over.connect(self._worker.on_submitted)
        self._closing.connect(self._worker.on_closing)
        self._worker.told.connect(self._on_told)
        self._waiting: dict[object, Request] = {}

    @property
    def is_running(self) -> bool:
        """True while the thread runs; after `close` only the end of the process may stop it."""
        return self._thread.isRunning()

    def submit(self, request: Request) -> None:
        """Have `request` done. One that opens a conversation drops all that came before it."""
        if self._is_closed:
            return
        if isinstance(request, Follow) and Follow in self._waiting:
            return  # an answer that is dropped would be missed for good
        if isinstance(request, Open):
            self.drop()
            self._open = request
        self._waiting[_kind_of(request)] = request
        if not self._thread.isRunning():  # late: a start has other things to do
            self._thread.start()
        self._handed_over.emit(request)

    def drop(self) -> None:
        """Wait for nothing any more."""
        if self._open is not None:
            self._open.dropped.set()
        self._open = None
        self._waiting.clear()

    @Slot()
    def close(self) -> None:
        """Stop the thread; what it reads now is let go, once the disk answers."""
        if not self._is_closed:
            self._is_closed = True
            self.drop()
            self._closing.emit()
            self._thread.quit()
            self._thread.wait(_PATIENCE_MS)

    @Slot(object, object)
    def _on_told(self, request: Request, outcome: Answer | Exception) -> None:
        if self._waiting.get(_kind_of(request)) is not request:
            return  # the user has gone on
        if isinstance(request, Follow):
            del self._waiting[Follow]
        if isinstance(outcome, Exception):
            self.failed.emit(request, outcome)
        elif not isinstance(outcome, Same):
            self.told.emit(request, outcome)


def _kind_of(request: Request) -> object:
    """What a later request takes the place of: one of the same kind, or for the same message."""
    return (Fold, request.number) if isinstance(request, Fold) else type(request)
