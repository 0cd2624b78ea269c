"""Goes from hit to hit: through the messages of a session, then to the next one that has some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from gui.main_window import MainWindow
from gui.reader.reader import Reader
from gui.search.requests import Answered, FindMessages, MessagesFound
from gui.search.search_service import SearchService
from gui.side_pane import Side


class HitWalk(QObject):
    """Each hit is a message; a session begins with the message its passage is from."""

    moved = Signal(int, int)  # which hit of the session is shown, from 1, and of how many

    def __init__(self, window: MainWindow, reader: Reader, service: SearchService) -> None:
        super().__init__(window)
        self._window, self._reader, self._service = window, reader, service
        self._view, self._model = window.view, window.model
        self._answered: Answered | None = None
        self._session_id = ""
        self._numbers: Sequence[int] = ()
        self._at = 0
        self._step = 1  # where a session that is asked about is entered from
        self._is_waiting = False  # for its messages
        self._later: list[int] = []  # steps that were wanted meanwhile
        reader.hit_wanted.connect(self.go)

    def begin(self, answered: Answered | None) -> None:
        """Walk through the hits of an answer from now on, or through none."""
        is_same = (
            self._answered is not None
            and answered is not None
            and answered.answer.needles == self._answered.answer.needles
        )
        self._answered = answered
        if not is_same:
            self._session_id, self._numbers = "", ()
            self._is_waiting, self._later = False, []
            self._reader.forget_words()
        self._reader.set_searching(is_searching=bool(answered and answered.hits))

    def has_hits(self, session_id: str) -> bool:
        """Tell whether messages of a session were found."""
        return self._answered is not None and session_id in self._answered.hits

    def open(self, session_id: str) -> None:
        """Go to the first hit of a session."""
        if self.has_hits(session_id):
            self._enter(session_id, 1)

    @Slot(int)
    def go(self, step: int) -> None:
        """Go to the next hit, or with -1 to the one before; at the last one of all, stay."""
        current = self._view.current_id()
        if self._answered is None:
            return
        if current == self._session_id and self._is_waiting:
            self._later.append(step)
        elif current != self._session_id or not self._numbers:
            if self.has_hits(current):
                self._enter(current, step)
            else:
                self._go_to_session(step)
        elif 0 <= self._at + step < len(self._numbers):
            self._show(self._at + step)
        else:
            self._go_to_session(step)

    def _go_to_session(self, step: int) -> None:
        place = self._model.place_of(self._view.current_id())
        ids = self._model.shown.ids_at(range(len(self._model.shown)))
        start = -1 if place is None else place
        ahead = ids[start + 1 :] if step > 0 else reversed(ids[: max(start, 0)])
        session_id = next(filter(self.has_hits, ahead), "")
        if session_id:
            self._enter(session_id, step)

    def _enter(self, session_id: str, step: int) -> None:
        if self._answered is None:
            return
        self._session_id, self._numbers, self._step = session_id, (), step
        self._is_waiting = True
        self._view.select(session_id)
        self._window.actions_.show_details.setChecked(True)
        self._window.side.show_side(Side.CONVERSATION)
        self._service.submit(FindMessages(self._answered.answer, session_id))

    @Slot(object)
    def take(self, found: MessagesFound) -> None:
        """Go on: the messages of the session are known."""
        if found.session_id != self._session_id:
            return
        self._is_waiting = False
        if not found.numbers:  # the words are no longer there
            self._go_to_session(self._step)
            return
        passage = self._model.passages.of(found.session_id)
        first = passage.message if passage is not None else None
        turn = found.numbers.index(first) if first in found.numbers else 0
        self._numbers = [*found.numbers[turn:], *found.numbers[:turn]]
        self._show(0 if self._step > 0 else len(self._numbers) - 1)
        later, self._later = self._later, []
        for step in later:
            self.go(step)

    def _show(self, at: int) -> None:
        self._at = at
        if self._answered is not None:
            words = self._answered.answer.needles
            self._reader.show_message(self._session_id, self._numbers[at], words)
            self.moved.emit(at + 1, len(self._numbers))
