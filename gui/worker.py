"""The window's only door to the store: requests in, answers out, a thread of its own behind it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic, time

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.locations import OwnPlaces
from core.store.pending_edits import PendingEdit, PendingEdits
from core.store.requests import (
    Answer,
    Details,
    Listed,
    ListSessions,
    Look,
    Opened,
    OpenStore,
    Rename,
    Renamed,
    Request,
    SampleMade,
    ServerFound,
    StoreCounted,
    Write,
)
from gui.store_thread import Store, StoreWorker

SLICE_S = 0.008
"""How long answers are passed on before the event loop gets its turn."""


class StoredDrafts:
    """The drafts of one sessions folder, in our own state folder."""

    def __init__(self, folder: Path) -> None:
        self._edits = PendingEdits(OwnPlaces.of(folder).state)

    def enter(self, session_id: str, title: str) -> None:
        """Keep a title that a session is to get."""
        self._edits.enter(PendingEdit(session_id, title, base="", at=time()))

    def strike(self, session_ids: Iterable[str]) -> None:
        """Forget the titles of these sessions."""
        self._edits.strike(session_ids)

    def left(self) -> list[tuple[str, str]]:
        """Return session id and title of all that are kept, oldest first."""
        return [(edit.session_id, edit.title) for edit in self._edits.left()]


class StoreService(QObject):
    """Requests in, answers out, both in the thread of the window; a thread of its own behind it.

    Each request is settled exactly once, each write answered exactly once by `renamed` or
    `failed`. A read may stay without an answer: nothing moved, or nobody waits for it any more.
    """

    submitted = Signal(object)  # Request
    opened = Signal(object)  # Opened
    moved = Signal()  # what is listed next is another program's doing
    listed = Signal(object)  # Listed
    details = Signal(object)  # Details
    renamed = Signal(object, object)  # Rename | Revert, Renamed
    server_found = Signal(object)  # ServerFound
    store_counted = Signal(object)  # StoreCounted
    sample_made = Signal(Path)  # its sessions folder
    failed = Signal(object, object)  # Request, Exception (a StoreError unless there is a bug)
    pending_writes_changed = Signal(int)
    listing_changed = Signal(bool)
    drained = Signal()
    _handed_over = Signal(object)
    _closing = Signal()

    def __init__(
        self,
        open_store: Callable[[Path], Store],
        parent: QObject | None = None,
        *,
        make_sample: Callable[[], Path] = Path,
    ) -> None:
        super().__init__(parent)
        self._pending: dict[Request, None] = {}
        self._pending_writes = 0
        self._is_closing = False
        self._closed = False
        self._thread = QThread(self)
        self._thread.setObjectName("store")
        self._worker = StoreWorker(open_store, make_sample)
        self._worker.moveToThread(self._thread)
        self._handed_over.connect(self._worker.on_submitted)
        self._closing.connect(self._worker.on_closing)
        self._worker.told.connect(self._on_told)
        self._inbox: deque[tuple[Request, Answer | Exception | None]] = deque()
        self._delivery = QTimer(self)
        self._delivery.timeout.connect(self._on_delivery_due)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """True once everything is written, after `close`."""
        return self._closed

    @property
    def abandoned(self) -> bool:
        """True if `abandon` left the thread running: only the end of the process stops it."""
        return self._closed and self._thread.isRunning()

    @property
    def pending_writes(self) -> int:
        """How many edits are not yet on the disk."""
        return self._pending_writes

    def pending_titles(self) -> list[str]:
        """The titles that would be lost if the program ended now."""
        writes = [request for request in self._pending if isinstance(request, Write)]
        return [w.title if isinstance(w, Rename) else w.edit.old_title for w in writes]

    def waits_for(self, kind: type[Request]) -> bool:
        """Tell whether a request of `kind` is still to be settled."""
        return any(isinstance(request, kind) for request in self._pending)

    def submit(self, request: Request) -> None:
        """Have `request` done in its turn. Once closing, reads are dropped and writes refused."""
        if self._is_closing:
            if isinstance(request, Write):
                raise RuntimeError("the store service is closing and takes no more edits")
            return
        self._pending[request] = None
        self._handed_over.emit(request)
        self.submitted.emit(request)
        self._count(request, 1)

    def close(self) -> None:
        """Refuse new work, drop the reads, and emit `drained` when the writes are done."""
        if self._is_closing:
            return
        self._is_closing = True
        self._closing.emit()
        if not self._pending:
            self._end()

    def abandon(self) -> None:
        """Wait no longer for what is pending, because the user said so; it may be lost."""
        self.close()
        if not self._closed:
            self._closed = True
            self.drained.emit()

    @Slot(object, object)
    def _on_told(self, request: Request, outcome: Answer | Exception | None) -> None:
        self._inbox.append((request, outcome))
        if not self._delivery.isActive():
            self._delivery.start()

    @Slot()
    def _on_delivery_due(self) -> None:
        """Pass on what came in, but for a slice of time only, then let the window live.

        The answers to 250 edits come all at once; passed on at once they held up the event loop
        for 140 ms.
        """
        end = monotonic() + SLICE_S
        while self._inbox and monotonic() < end:
            self._deliver(*self._inbox.popleft())
        if not self._inbox:
            self._delivery.stop()

    def _deliver(self, request: Request, outcome: Answer | Exception | None) -> None:
        match outcome:
            case Opened():
                self.opened.emit(outcome)
            case Listed():
                if isinstance(request, Look):
                    self.moved.emit()
                self.listed.emit(outcome)
            case Details():
                self.details.emit(outcome)
            case Renamed():
                self.renamed.emit(request, outcome)
            case ServerFound():
                self.server_found.emit(outcome)
            case StoreCounted():
                self.store_counted.emit(outcome)
            case SampleMade(folder):
                self.sample_made.emit(folder)
            case None:
                self._settle(request)
            case _:
                self.failed.emit(request, outcome)

    def _settle(self, request: Request) -> None:
        del self._pending[request]
        self._count(request, -1)
        if self._is_closing and not self._pending:
            self._end()

    def _count(self, request: Request, change: int) -> None:
        """Tell how much is pending of the kind of `request`."""
        if isinstance(request, Write):
            self._pending_writes += change
            self.pending_writes_changed.emit(self._pending_writes)
        elif isinstance(request, OpenStore | ListSessions):
            self.listing_changed.emit(any(map(self.waits_for, (OpenStore, ListSessions))))

    def _end(self) -> None:
        self._thread.quit()
        self._thread.wait()  # short: nothing is left to do
        if not self._closed:
            self._closed = True
            self.drained.emit()
