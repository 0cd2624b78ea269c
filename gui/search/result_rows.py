"""The rows of what was found: a second line for the passage, fetched for what is in sight."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from gui.row_header import RowHeader
from gui.search.requests import Answered, FetchPassages, PassageFound
from gui.search.search_service import SearchService
from gui.sessions.session_model import SessionModel
from gui.sessions.session_view import SessionView

PAUSE_MS = 15
"""Rows that are scrolled past faster than this need no passage."""


class ResultRows(QObject):
    """Gives rows of `view` their passages while there is an answer to a query with words."""

    def __init__(self, view: SessionView, model: SessionModel, service: SearchService) -> None:
        super().__init__(view)
        self._view, self._model, self._service = view, model, service
        self._answered: Answered | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        bar = view.verticalScrollBar()
        bar.valueChanged.connect(self._on_moved)
        bar.rangeChanged.connect(self._on_moved)
        model.rearranged.connect(self._on_moved)

    def show(self, answered: Answered) -> None:
        """Show the passages of an answer from now on; old ones stay until there are new ones."""
        is_tall = self._model.passages.is_on
        if not answered.answer.needles or not (answered.hits or is_tall):
            self.end()  # while nothing is found in messages there is nothing to leave room for
            return
        self._answered = answered
        self._model.passages.renew(answered.hits)
        self._set_lines(2)
        self._pause.start()

    def end(self) -> None:
        """Show rows of one line again."""
        self._answered = None
        if self._model.passages.is_on:
            self._model.passages.end()
            self._set_lines(1)

    @Slot(object)
    def take(self, found: PassageFound) -> None:
        """Show a passage that was asked for."""
        self._model.passages.put(found.session_id, found.passage)
        self._view.viewport().update()

    def _set_lines(self, lines: int) -> None:
        """Change the height of the rows; the current one stays where it is, if it is seen."""
        header, current = self._view.verticalHeader(), self._view.currentIndex()
        if not isinstance(header, RowHeader) or header.lines == lines:
            return
        area, bar = self._view.visualRect(current), self._view.verticalScrollBar()
        is_seen = current.isValid() and self._view.viewport().rect().intersects(area)
        first = self._view.rowAt(0)
        header.set_lines(lines)
        self._view.updateGeometries()
        height = header.defaultSectionSize()
        if is_seen and bar.value() > 0:
            bar.setValue(current.row() * height - area.top())
        else:
            bar.setValue(max(first, 0) * height)
        self._view.viewport().update()

    def _in_sight(self) -> list[str]:
        count = len(self._model.shown)
        if not count:
            return []
        last = self._view.rowAt(self._view.viewport().height() - 1)
        places = range(max(0, self._view.rowAt(0)), (last if last >= 0 else count - 1) + 1)
        return self._model.shown.ids_at(places)

    @Slot()
    def _on_moved(self) -> None:
        if self._answered is not None:
            self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        if self._answered is None:
            return
        hits = self._answered.hits
        wanted = self._model.passages.missing([one for one in self._in_sight() if one in hits])
        if wanted:
            self._service.submit(FetchPassages(self._answered.answer, tuple(wanted)))
