"""The window's only door to the search: requests in, answers out, a thread of its own behind it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal, Slot

from gui.search.requests import Answers, Ask, Know, ListValues, Request
from gui.search.search_thread import OpenSearch, SearchWorker


class SearchService(QObject):
    """Tells only the answers to the last request of each kind; a new query drops all others."""

    told = Signal(object, object)  # Request, one of Answers
    failed = Signal(object, object)  # Request, Exception: a bug
    _handed_over = Signal(object)
    _closing = Signal()

    def __init__(self, open_search: OpenSearch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._known: Know | None = None
        self._thread = QThread(self)
        self._thread.setObjectName("search")
        self._worker = SearchWorker(open_search)
        self._worker.moveToThread(self._thread)
        self._handed_over.connect(self._worker.on_submitted)
        self._closing.connect(self._worker.on_closing)
        self._worker.told.connect(self._on_told)
        self._waiting: dict[type[Request], Request] = {}

    def submit(self, request: Request) -> None:
        """Have `request` done; a query breaks off the one before it."""
        if self._is_closed:
            return
        if isinstance(request, Know):
            self._known = request  # only the last rows, once somebody asks about them
            return
        if isinstance(request, Ask):
            self.drop()
        if not self._thread.isRunning():  # late: a start has other things to do
            self._thread.start()
        if self._known is not None:
            self._handed_over.emit(self._known)
            self._known = None
        self._waiting[type(request)] = request
        self._handed_over.emit(request)

    def waits_for(self, kind: type[Request]) -> bool:
        """Tell whether the last request of this kind may still be answered."""
        return kind in self._waiting

    def drop(self) -> None:
        """Wait for nothing any more that has to do with a query."""
        listing = self._waiting.get(ListValues)
        self._waiting = {} if listing is None else {ListValues: listing}
        self._worker.interrupt()

    @Slot()
    def close(self) -> None:
        """Stop the thread; what it is asked now is let go."""
        if not self._is_closed:
            self._is_closed = True
            self.drop()
            self._closing.emit()
            self._thread.quit()
            self._thread.wait()

    @Slot(object, object)
    def _on_told(self, request: Request, outcome: Answers | Exception) -> None:
        if self._waiting.get(type(request)) is not request:
            return  # the user has gone on
        if isinstance(outcome, Exception):
            self.failed.emit(request, outcome)
        else:
            self.told.emit(request, outcome)
