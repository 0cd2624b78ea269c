"""Keeps the ground still while rows move: what is selected, current and in sight stays so."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QSignalBlocker, Slot
from PySide6.QtWidgets import QTableView

from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from gui.sessions.shown_rows import Reason, ShownRows, runs

_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_STAY = QItemSelectionModel.SelectionFlag.NoUpdate


class Steady(QObject):
    """Carries selection, current row and scroll position of a view across each rearrangement.

    Qt carries them too, by one persistent index for each selected row; with 100,000 selected that
    takes ten seconds once rows leave.
    """

    def __init__(self, view: QTableView, model: SessionModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._before: ShownRows = model.shown
        self._reason = Reason.REFRESHED
        self._selected: list[str] = []
        self._current = ""  # the current session; after the last one has left, that one
        self._place = 0  # of the current row
        self._scroll = 0
        self._top_of_current: int | None = None  # None if it is not in sight
        model.rearranging.connect(self._on_rearranging)
        model.rearranged.connect(self._on_rearranged)

    @Slot(object)
    def _on_rearranging(self, reason: Reason) -> None:
        view, current = self._view, self._view.currentIndex()
        self._reason = reason
        self._before = self._model.shown
        self._scroll = view.verticalScrollBar().value()
        self._selected = selected_ids(view, self._model)
        self._top_of_current = None
        if current.isValid():
            self._current = self._model.session_id(current)
            self._place = current.row()
            area = view.visualRect(current)
            if view.viewport().rect().intersects(area):
                self._top_of_current = area.top()
        blocker = QSignalBlocker(view.selectionModel())
        view.selectionModel().clearSelection()
        blocker.unblock()

    @Slot()
    def _on_rearranged(self) -> None:
        self._view.updateGeometries()  # the range of the scroll bar
        self._restore_selection()
        self._restore_current()
        self._restore_scroll()
        self._before = self._model.shown  # the rows of before take much memory

    def _restore_selection(self) -> None:
        if not self._selected:
            return
        model, selection = self._model, QItemSelection()
        places = model.shown.places_of(self._selected)
        for first, last in runs(places.values()):
            selection.select(model.index(first, 0), model.index(last, len(Column) - 1))
        self._view.selectionModel().select(selection, _SELECT)

    def _restore_current(self) -> None:
        """If the current row has left, make it the nearest one; at first the topmost."""
        view, model = self._view, self._model
        if view.currentIndex().isValid() or not len(model.shown):
            return
        place = model.place_of(self._current) if len(self._before) or self._current else 0
        if place is None:
            place = self._before.nearest(self._place, model.shown) or 0
        selection = view.selectionModel()
        is_alone = bool(self._selected) or not len(self._before)
        how = _SELECT if is_alone and not selection.hasSelection() else _STAY
        selection.setCurrentIndex(model.index(place, Column.TITLE), how)

    def _restore_scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        current = self._view.currentIndex()
        height = self._view.verticalHeader().defaultSectionSize()
        if self._follows_current() and current.isValid():
            bar.setValue(current.row() * height - (self._top_of_current or 0))
        elif self._reason in (Reason.FILTERED, Reason.SORTED) or self._scroll == 0:
            bar.setValue(0)
        else:
            bar.setValue(self._scroll + self._shift() * height)

    def _follows_current(self) -> bool:
        """Tell whether the current row is what has to keep its place on the screen."""
        if self._top_of_current is None:
            return False
        match self._reason:
            case Reason.REFRESHED:
                return bool(self._model.held)
            case Reason.SORTED:
                return self._scroll > 0
            case _:
                return True

    def _shift(self) -> int:
        """By how many places the topmost row in sight that is still there has moved."""
        height = self._view.verticalHeader().defaultSectionSize()
        first = self._scroll // height
        last = min(first + self._view.viewport().height() // height + 1, len(self._before))
        for place, session_id in enumerate(self._before.ids_at(range(first, last)), first):
            now = self._model.place_of(session_id)
            if now is not None:
                return now - place
        return 0


def selected_ids(view: QTableView, model: SessionModel) -> list[str]:
    """Return the ids of the selected sessions, from top to bottom."""
    spans = view.selectionModel().selection()
    places: set[int] = set()
    for number in range(spans.count()):
        span = spans.at(number)
        places.update(range(span.top(), span.bottom() + 1))
    return model.shown.ids_at(sorted(places))
