"""Runs one piece of long work at a time, in a child process, and tells of it in signals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock, Thread
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from core.errors import StoreError
from core.store.requests import (
    AlreadyThere,
    CatalogueBuilt,
    Checked,
    ChildMessage,
    ChildRequest,
    Exported,
    Failed,
    FilesSearched,
    NoCatalogue,
    Progressed,
    Quoted,
    Repaired,
    WasCancelled,
)

PROGRESS_MS = 100
"""How often progress is told: ten times a second, however often the work tells it."""

Exports = Exported | AlreadyThere | Quoted
Searches = CatalogueBuilt | NoCatalogue | FilesSearched
Outcome = Checked | Repaired | Exports | Searches | WasCancelled | Failed


class Work(Protocol):
    """What is asked of `core.store.child.ChildWork`."""

    def messages(self) -> Iterator[ChildMessage]: ...

    def cancel(self) -> None: ...


Start = Callable[[ChildRequest], Work]


class _Reading:
    """One piece of work and the thread that waits for its messages. Knows no Qt."""

    def __init__(
        self, start: Start, request: ChildRequest, tell_end: Callable[[_Reading], None]
    ) -> None:
        self.latest: Progressed | None = None  # a mailbox of one; swapping it is atomic
        self.outcome: Outcome = Failed(
            QCoreApplication.translate("Repair", "The work stopped without a result.")
        )
        self._start = start
        self._request = request
        self._tell_end: Callable[[_Reading], None] | None = tell_end
        self._work: Work | None = None
        self._is_cancelled = False
        self._lock = Lock()
        self._thread = Thread(target=self._run, name="long-work")
        self._thread.start()

    def cancel(self) -> None:
        """Stop the work as soon as it can be, also if it has not begun yet."""
        with self._lock:
            self._is_cancelled = True
            if self._work is not None:
                self._work.cancel()

    def abandon(self) -> None:
        """Stop the work and tell nobody of its end: there is nobody left."""
        with self._lock:
            self._tell_end = None
        self.cancel()

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            if self._is_cancelled:
                self.outcome = WasCancelled()
            else:
                self._read(self._start(self._request))
        except (OSError, StoreError) as error:
            self.outcome = Failed(str(error))
        finally:  # on every path, a bug's included, or the window would wait for ever
            with self._lock:
                if self._tell_end is not None:
                    self._tell_end(self)

    def _read(self, work: Work) -> None:
        with self._lock:
            self._work = work
            if self._is_cancelled:
                work.cancel()
        for message in work.messages():
            if isinstance(message, Progressed):
                self.latest = message
            elif isinstance(message, Outcome):
                self.outcome = message


def _abandon(readings: list[_Reading], _destroyed: object = None) -> None:
    for reading in readings:
        reading.abandon()


class LongWork(QObject):
    """Does one request at a time in the background; use it from the thread of the window.

    Each run tells its end by what `_tell` makes of it, and then by `finished`: both exactly once,
    on every path. Progress comes ten times a second at most.
    """

    progressed = Signal(object)  # Progressed
    cancelled = Signal()
    failed = Signal(str)  # a sentence for the user
    finished = Signal()
    _ended = Signal(object)  # _Reading, from its thread

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._reading: _Reading | None = None
        self._told: Progressed | None = None
        self._poll = QTimer(self, interval=PROGRESS_MS)
        self._poll.timeout.connect(self._on_poll)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._running: list[_Reading] = []
        # Not a method: this object is no longer whole when it tells of its end.
        self.destroyed.connect(partial(_abandon, self._running))

    @property
    def busy(self) -> bool:
        """True from `run` until the outcome is told."""
        return self._reading is not None

    def run(self, request: ChildRequest) -> None:
        """Begin to do `request`; refused while something else is being done."""
        if self.busy:
            raise RuntimeError("the runner does one thing at a time")
        self._told = None
        self._reading = _Reading(self._start, request, self._ended.emit)
        self._running.append(self._reading)
        self._poll.start()

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows, unless it was done in that moment."""
        if self._reading is not None:
            self._reading.cancel()

    def stop(self) -> None:
        """Cancel and wait for the end, which is told before this returns: for closing in haste."""
        if self._reading is not None:
            self._reading.cancel()
            self._on_ended(self._reading)

    @Slot()
    def _on_poll(self) -> None:
        latest = self._reading.latest if self._reading else None
        if latest is not None and latest is not self._told:
            self._told = latest
            self.progressed.emit(latest)

    @Slot(object)
    def _on_ended(self, reading: _Reading) -> None:
        if reading is not self._reading:  # `stop` was faster than the queue
            return
        reading.join()  # short: telling its end was the last thing it did
        self._poll.stop()
        self._on_poll()
        self._reading = None
        self._running.clear()
        self._tell(reading.outcome)
        self.finished.emit()

    def _tell(self, outcome: Outcome) -> None:
        """Tell how it ended; who knows of other ends than these two tells those."""
        match outcome:
            case WasCancelled():
                self.cancelled.emit()
            case Failed(sentence):
                self.failed.emit(sentence)
