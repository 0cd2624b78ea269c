"""The search as the window knows it: asks while the user types, and shows what comes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.store.requests import Listed
from gui.core_words import translated
from gui.long_work import Start
from gui.main_window import MainWindow
from gui.messages import Message, sentence_of
from gui.reader.reader import Reader
from gui.search.catalogue_care import CatalogueCare
from gui.search.file_scan import FileScan
from gui.search.hit_walk import HitWalk
from gui.search.query_aids import QueryAids
from gui.search.requests import (
    Answered,
    Ask,
    Know,
    ListValues,
    MessagesFound,
    PassageFound,
    Request,
    ValuesListed,
)
from gui.search.result_rows import ResultRows
from gui.search.search_service import SearchService
from gui.search.search_state import SearchState
from gui.search.search_thread import OpenSearch
from gui.sessions.found import Found, in_the_order_of, meant
from gui.sessions.shown_rows import Reason
from gui.window_state import WindowState

ASK_AGAIN_MS = 1_000
"""While the catalogue grows, what is asked for is asked again so often."""


class SessionSearch(QObject):
    """Stands between the field, the search thread, the catalogue, the list and the reader."""

    ended = Signal()  # no process of the search is left

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        state: WindowState,
        start: Start,
        open_search: OpenSearch,
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._bar = window, window.model, window.filter_bar
        self._service = SearchService(open_search, self)
        self.care = CatalogueCare(start, self)
        self._scan = FileScan(start, self)
        self._rows = ResultRows(window.view, self._model, self._service)
        self._walk = HitWalk(window, reader, self._service)
        self._state = SearchState()
        self._aids = QueryAids(window, state, self.care)
        self._are_values_old = True
        window.status.add_before_edits(self._state)
        self._folder: Path | None = None
        self._text = ""
        self._found: Found | None = None  # what is shown of it
        self._is_answered = self._opens_first = False
        self._is_given_up = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(ASK_AGAIN_MS)
        self._again.timeout.connect(self._on_asked_again)
        self._connect()

    def _connect(self) -> None:
        self._bar.filter_changed.connect(self.on_text_changed)
        self._bar.entered.connect(self._on_entered)
        self._window.actions_.read.triggered.connect(self._on_read_wanted)
        self._service.told.connect(self._on_told)
        self._service.failed.connect(self._on_failed)
        self._aids.values_wanted.connect(self._on_values_wanted)
        self._walk.moved.connect(self._state.show_hit)
        self.care.progressed.connect(self._on_progressed)
        self.care.built.connect(self._on_built)
        self.care.unwritable.connect(self._on_unwritable)
        self.care.noted.connect(self._on_noted)
        self.care.ended.connect(self._on_work_ended)
        self._scan.progressed.connect(self._state.show_scan)
        self._scan.scanned.connect(self._on_scanned)
        self._scan.ended.connect(self._on_work_ended)

    # What closing asks

    @property
    def busy(self) -> bool:
        """True while a process of the search is there, and somebody waits for its end."""
        is_running = self.care.is_running or self._scan.is_running
        return is_running and not self._is_given_up

    def give_up(self) -> None:
        """Wait no longer for a disk that does not answer."""
        self._is_given_up = True
        self.ended.emit()

    @Slot()
    def on_closing(self) -> None:
        """Stop all of it: the window closes."""
        self._again.stop()
        self.care.close()
        self._scan.cancel()
        self._service.close()

    @Slot()
    def _on_work_ended(self) -> None:
        if not (self.care.is_running or self._scan.is_running):
            self._state.show_building(0, 0)
            self.ended.emit()

    # What is searched

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Search in `folder` from now on; the query is cleared by the window."""
        self._folder = folder
        self._service.drop()
        self._scan.cancel()
        self.care.set_folder(folder)
        self._state.forget()

    @Slot(object)
    def on_listed(self, answer: Listed) -> None:
        """Search among the rows of a listing."""
        if self._folder is None:
            return
        self._service.submit(Know(self._folder, answer.rows, answer.projects))
        self._are_values_old = True
        if answer.complete:
            self.care.refresh()
        if self._is_answered:
            self._again.start(0)

    def begin_catalogue(self) -> None:
        """Begin with the catalogue: the first complete list is there."""
        self.care.begin()

    # What is asked

    @Slot(str)
    def on_text_changed(self, text: str) -> None:
        """Search for `text`, which has just been typed."""
        self._text, self._is_answered, self._opens_first = meant(text), False, False
        self._again.stop()
        self._scan.cancel()
        if not self._text.strip():
            self._end()
        elif self._folder is not None:
            self._service.submit(Ask(self._text))
            self._on_values_wanted()

    def _end(self) -> None:
        self._service.drop()
        self._found, self._is_answered = None, False
        self._model.set_found(None)
        self._rows.end()
        self._walk.begin(None)
        self._state.show_answer(None)
        self._aids.show_hints(())

    @Slot()
    def _on_values_wanted(self) -> None:
        if self._are_values_old and self._folder is not None:
            self._are_values_old = False
            self._service.submit(ListValues())

    @Slot()
    def _on_asked_again(self) -> None:
        if self._is_answered:
            self._service.submit(Ask(self._text))

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._state.show_building(done, total)
        if self._state.is_incomplete and not self._again.isActive():
            self._again.start(ASK_AGAIN_MS)

    @Slot()
    def _on_built(self) -> None:
        if self._is_answered:
            self._again.start(0)

    @Slot(str, object)
    def _on_scanned(self, text: str, results: tuple[tuple[str, int, bool], ...]) -> None:
        if text == self._text:
            self._service.submit(Ask(text, results))

    # What is answered

    @Slot(object, object)
    def _on_told(self, request: Request, answer: object) -> None:
        match answer:
            case Answered():
                if isinstance(request, Ask):
                    self._show(request, answer)
            case PassageFound():
                self._rows.take(answer)
            case MessagesFound():
                self._walk.take(answer)
            case ValuesListed():
                self._aids.set_values(answer)

    def _show(self, request: Ask, answered: Answered) -> None:
        answer, found = answered.answer, answered.found
        is_again = self._is_answered
        if is_again and self._found is not None and self._is_looked_at():
            found = in_the_order_of(self._found, found)
        self._found, self._is_answered = found, True
        self._rows.show(answered)
        self._model.set_found(found, Reason.REFRESHED if is_again else Reason.FILTERED)
        self._window.list_area.show_answer(self._state.show_answer(answer))
        self._walk.begin(answered)
        self._aids.show_hints(answer.hints)
        if answer.note:
            self._say(answer.note)
            self.care.refresh()
        if not self.care.is_kept and answer.needles and request.scanned is None and not is_again:
            self._scan_files(request.text)
        if self._opens_first:
            self._open_first()

    def _is_looked_at(self) -> bool:
        """Tell whether the user is in the list, so that nothing in it may move."""
        view = self._window.view
        return view.hasFocus() or bool(self._model.held) or view.verticalScrollBar().value() > 0

    def _scan_files(self, text: str) -> None:
        if self._folder is not None:
            self._state.show_scan(0, 0)
            self._scan.begin(self._folder, text)

    # What is done with it

    @Slot()
    def _on_entered(self) -> None:
        if self._text.strip() and not self._is_answered:
            self._opens_first = True
        else:
            self._open_first()

    def _open_first(self) -> None:
        """Go to the best hit, if it is in a message; a title is in the list already."""
        self._opens_first = False
        if len(self._model.shown):
            first = self._model.shown.row_at(0).session_id
            if self._walk.has_hits(first):
                self._walk.open(first)
                self._window.side.focus_page()

    @Slot()
    def _on_read_wanted(self) -> None:
        self._walk.open(self._window.view.current_id())

    # What there is to say

    @Slot(str)
    def _on_unwritable(self, sentence: str) -> None:
        self._say(sentence)
        if self._is_answered:
            self._scan_files(self._text)

    @Slot(str)
    def _on_noted(self, sentence: str) -> None:
        self._say(sentence)

    @Slot(object, object)
    def _on_failed(self, request: Request, error: Exception) -> None:
        self._say(sentence_of(error))
        self._window.list_area.show_answer("")

    def _say(self, sentence: str) -> None:
        self._window.messages.say(Message(translated(sentence), key=sentence))
