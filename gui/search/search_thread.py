"""What runs in the search thread: one question at a time, and what is typed comes first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import Cancelled, StoreError
from gui.search.requests import (
    Answered,
    Answers,
    Ask,
    FetchPassages,
    FindMessages,
    Know,
    ListValues,
    MessagesFound,
    PassageFound,
    Request,
    ValuesListed,
)
from gui.sessions.found import Found, is_plain
from gui.sessions.passages import ShownPassage

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.answers import Answer, Passage
    from core.search.search import Search

log = logging.getLogger("search")

OpenSearch = Callable[[Path], "Search"]


def open_search(folder: Path) -> Search:
    """Return what searches in `folder`; called in the thread that is going to use it."""
    from core.search.search import Search

    return Search(folder)


class SearchWorker(QObject):
    """Lives in the search thread, and owns what searches there.

    A query comes before anything else, and only the last one counts. Passages are read one by
    one, so that the next query need not wait for many of them.
    """

    told = Signal(object, object)  # Request; one of Answers, or an Exception
    _turn_wanted = Signal()

    def __init__(self, open_search: OpenSearch) -> None:
        super().__init__()
        self._open_search = open_search
        self._search: Search | None = None
        self._folder = Path()
        self._known: Know | None = None
        self._is_taken = False
        self._asking: Ask | None = None
        self._finding: FindMessages | None = None
        self._listing: ListValues | None = None
        self._reading: tuple[FetchPassages, Iterator[Passage]] | None = None
        self._turn_is_coming = False
        # Queued: what waits in the event queue comes first, and may make the rest needless.
        self._turn_wanted.connect(self._on_turn, Qt.ConnectionType.QueuedConnection)

    def interrupt(self) -> None:
        """Break off the query that is being answered; may be called from any thread."""
        search = self._search
        if search is not None:
            search.interrupt()

    @Slot(object)
    def on_submitted(self, request: Request) -> None:
        """Take `request` in; its turn comes."""
        match request:
            case Know():
                self._known, self._is_taken = request, False
            case Ask():
                self._asking, self._reading, self._finding = request, None, None
            case FetchPassages(answer, session_ids):
                self._reading = request, self._opened().passages(answer, session_ids)
            case FindMessages():
                self._finding = request
            case ListValues():
                self._listing = request
        self._want_turn()

    @Slot()
    def on_closing(self) -> None:
        """Let go of the catalogue, and do nothing any more."""
        self._asking = self._finding = self._listing = self._reading = self._known = None
        self._close()

    def _close(self) -> None:
        if self._search is not None:
            self._search.close()
        self._search = None

    @Slot()
    def _on_turn(self) -> None:
        self._turn_is_coming = False
        if self._asking is not None:
            asking, self._asking = self._asking, None
            self._answer(asking, lambda: self._answered(asking))
        elif self._finding is not None:
            finding, self._finding = self._finding, None
            self._answer(finding, lambda: self._messages(finding))
        elif self._reading is not None:
            reading, passages = self._reading
            self._answer(reading, lambda: self._next_passage(passages))
        elif self._listing is not None:
            listing, self._listing = self._listing, None
            self._answer(listing, self._values)
        if any((self._asking, self._finding, self._reading, self._listing)):
            self._want_turn()

    def _want_turn(self) -> None:
        if not self._turn_is_coming:
            self._turn_is_coming = True
            self._turn_wanted.emit()

    def _answer(self, request: Request, work: Callable[[], Answers | None]) -> None:
        """Do the work and tell what came of it; nothing that goes wrong ends the thread."""
        try:
            answer: Answers | Exception | None = work()
        except Cancelled:
            answer = None  # the next query is on its way
        except Exception as error:  # the edge of the thread: told in the window, with the log
            log.exception("a request to the search failed")
            answer = error
        if answer is not None:
            self.told.emit(request, answer)

    # What is done

    def _opened(self) -> Search:
        """Return what searches among the rows that were told last."""
        known = self._known
        if self._search is None or (known is not None and known.folder != self._folder):
            self._close()
            self._folder = known.folder if known is not None else self._folder
            self._search, self._is_taken = self._open_search(self._folder), False
        if known is not None and not self._is_taken:
            self._search.take(known.rows, known.projects)
            self._is_taken = True
        return self._search

    def _answered(self, request: Ask) -> Answered:
        search = self._opened()
        if request.scanned is not None:
            answer = search.scanned(request.text, request.scanned, typing=True)
        else:
            answer = search.search(request.text, typing=True)
        hits = {one.session_id: one.hits for one in answer.results if one.hits}
        return Answered(answer, _found(request.text, answer), hits)

    def _messages(self, request: FindMessages) -> MessagesFound:
        try:
            numbers = self._opened().messages(request.answer, request.session_id)
        except StoreError:  # the reader says what is wrong with the file
            numbers = ()
        return MessagesFound(request.session_id, numbers)

    def _next_passage(self, passages: Iterator[Passage]) -> PassageFound | None:
        one = next(passages, None)
        if one is None:
            self._reading = None
            return None
        marks = tuple((mark.start, mark.stop) for mark in one.marks)
        return PassageFound(one.session_id, ShownPassage(one.text, marks, one.message))

    def _values(self) -> ValuesListed:
        return ValuesListed(self._opened().values())


def _found(text: str, answer: Answer) -> Found:
    from core.search.query import Is

    ids = [one.session_id for one in answer.results]
    titled = sum(one.in_title for one in answer.results)  # these come first
    asks_archived = any(
        isinstance(term, Is) and not term.negated and "archived" in term.states
        for term in answer.query.terms
    )
    return Found(ids, titled, is_exact=not is_plain(text), with_archived=asks_archived)
