"""The table of sessions as Qt sees it: filtered, sorted, with what is not saved yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from core.titles import clean_title
from core.values import SessionRow
from gui.sessions.arrangement import Arrangement, place_in_store_order, store_key
from gui.sessions.cells import Cells, header_data, row_header_data
from gui.sessions.columns import Column, Projects, SortOrder
from gui.sessions.found import Found
from gui.sessions.held import Held
from gui.sessions.passages import Passages
from gui.sessions.shown_rows import Reason, ShownRows, changed_slots, runs
from gui.sessions.unsaved import UnsavedTitles

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_COLUMNS = len(Column)
_Flag = Qt.ItemFlag
_READ_ONLY = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemNeverHasChildren
_EDITABLE = _READ_ONLY | _Flag.ItemIsEditable
_FEW = 8
"""If more rows than this are other ones, all are arranged anew."""


class SessionModel(QAbstractTableModel):
    """Shows sessions; asks for a rename, and shows the wanted title until it is known to be saved.

    There is never a model reset: selection, current row and an open editor follow their sessions.
    """

    rename_wanted = Signal(str, str)  # session id, cleaned new title
    counts_changed = Signal(int, int, int)  # shown, total, archived (of total)
    rearranging = Signal(object)  # Reason: rows are about to move
    rearranged = Signal()

    def __init__(
        self, parent: QObject | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._arrangement = Arrangement()
        self._shown = ShownRows(self._arrangement.rows, [])
        self._unsaved = UnsavedTitles()
        self._held = Held()
        self._waiting: Reason | None = None  # why the arrangement is ahead of the screen
        self._counts = (0, 0, 0)
        self.passages = Passages()
        self._cells = Cells(now, self.passages)
        self._preparation = QTimer(self, interval=0)
        self._preparation.timeout.connect(self._on_idle)

    # What is shown

    def show(self, rows: Sequence[SessionRow], projects: Projects) -> None:
        """Show `rows`, listed anew in the order of the store; never a model reset."""
        held = self.row(self.held) if self.held else None
        new = self._held.among(self._unsaved.over_all(rows), held)
        changed = changed_slots(self._shown.rows, new)
        if self._waiting or projects != self._cells.projects or changed is None:
            self._take(new, dict(projects))
        elif len(changed) > _FEW:
            self._take(new, self._cells.projects)
        elif changed:
            self._change({slot: new[slot] for slot in changed})

    def update_row(self, row: SessionRow) -> None:
        """Show `row` in the place of the one with its id; a new one is shown too."""
        self._catch_up()
        slot = self._shown.slot_of(row.session_id)
        old = None if slot is None else self._shown.rows[slot]
        if old and slot is not None and store_key(old) == store_key(row):
            self._change({slot: self._unsaved.over(row)})
            return
        gone = {row.session_id, self._held.session_id if self._held.is_gone else ""}
        rows = [self._unsaved.under(r) for r in self._shown.rows if r.session_id not in gone]
        rows.insert(place_in_store_order(row, rows), row)
        self.show(rows, self._cells.projects)

    def show_unsaved(self, session_id: str, title: str) -> None:
        """Show `title` at once, marked as not saved yet."""
        self._unsaved.put(session_id, title)
        self._show_title(session_id)

    def drop_unsaved(self, session_id: str, title: str) -> None:
        """Show what the store holds, unless a later title has taken the place of `title`."""
        if self._unsaved.drop(session_id, title):
            self._show_title(session_id)

    def set_filter(self, text: str) -> None:
        """Show only sessions that hold every word of `text`; see `Arrangement.set_filter`."""
        self._arrangement.set_filter(text)
        self._rearrange(Reason.FILTERED)

    def set_found(self, found: Found | None, reason: Reason = Reason.FILTERED) -> None:
        """Show what a search found, too; None ends the search."""
        self._arrangement.set_found(found)
        self._rearrange(reason)

    def set_show_archived(self, shown: bool) -> None:
        """Show archived sessions too, or hide them."""
        self._arrangement.set_shows_archived(shown)
        self._rearrange(Reason.FILTERED)

    # What can be asked

    @property
    def shown(self) -> ShownRows:
        """Which session stands in which row, now; another value after each rearrangement."""
        return self._shown

    def session_id(self, index: Index) -> str:
        """Return the id of the session at `index`, or nothing."""
        return self._shown.row_at(index.row()).session_id if index.isValid() else ""

    def place_of(self, session_id: str) -> int | None:
        """Return the row of the table that shows the session, or None if none does."""
        return self._shown.place_of(session_id)

    def row(self, session_id: str) -> SessionRow | None:
        """Return what is known of a session, shown or not, with a title that is not saved yet."""
        slot = self._shown.slot_of(session_id)
        return None if slot is None else self._shown.rows[slot]

    def find_title(self, start: str, place: int) -> int | None:
        """Return the first place from `place` on, and round, whose title begins with `start`."""
        return self._arrangement.find(start, self._shown.order, place)

    # While a title is edited

    @property
    def held(self) -> str:
        """Return the id of the session whose title is being edited, or nothing."""
        return self._held.session_id

    def hold(self, session_id: str) -> None:
        """Keep a session where it is until `release`: it is edited. A hidden one is shown."""
        self._catch_up()
        place, slot = self.place_of(session_id), self._shown.slot_of(session_id)
        if place is not None:
            self._held.hold(session_id, place)
        elif slot is not None:
            self._held.hold(session_id, self._arrangement.order(also=slot).index(slot))
            self._rearrange(Reason.EDITED)

    @Slot()
    def release(self) -> None:
        """Put what was held, and what was renamed meanwhile, where it belongs."""
        self._catch_up()
        gone = self._held.let_go()
        if gone:
            rows = [row for row in self._shown.rows if row.session_id != gone]
            self._arrangement.take(rows, self._cells.projects)
        self._rearrange(Reason.EDITED)

    # Rows

    def _take(self, rows: list[SessionRow], projects: Projects) -> None:
        self._arrangement.take(rows, projects)
        self._arrange(Reason.REFRESHED)

    def _show_title(self, session_id: str) -> None:
        self._catch_up()
        slot = self._shown.slot_of(session_id)
        if slot is not None:
            self._change({slot: self._unsaved.over(self._unsaved.under(self._shown.rows[slot]))})

    def _change(self, rows: dict[int, SessionRow]) -> None:
        """Put each of `rows` into its slot, and move only what has to be moved."""
        moved = False
        for slot, row in rows.items():
            moved |= self._arrangement.change(slot, row)
        places = [self.place_of(row.session_id) for row in rows.values()]
        for first, last in runs([place for place in places if place is not None]):
            self.dataChanged.emit(self.index(first, 0), self.index(last, _COLUMNS - 1))
        if moved and not self.held:
            self._rearrange(Reason.EDITED)
        self._tell_counts()

    # Order

    def _arrange(self, reason: Reason) -> None:
        """Rearrange at once, or if that is long work piece by piece while the old order stays."""
        if self._arrangement.is_dear:
            self._waiting = reason
        else:
            self._rearrange(reason)
        self._preparation.start()

    def _catch_up(self) -> None:
        if self._waiting:
            self._rearrange(self._waiting)

    def _rearrange(self, reason: Reason) -> None:
        """Show the rows of the arrangement in its order; what Qt holds on to follows by id."""
        self._waiting = None
        order = self._held.in_place(self._arrangement.order(), self._arrangement.rows)
        if self._arrangement.rows is not self._shown.rows:
            with self._moving(reason):
                self._shown = ShownRows(self._arrangement.rows, order)
                self._cells.projects = self._arrangement.projects
        elif order != self._shown.order:
            with self._moving(reason):
                self._shown = self._shown.reordered(order)
        self._tell_counts()

    @contextmanager
    def _moving(self, reason: Reason) -> Iterator[None]:
        self.rearranging.emit(reason)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self.session_id(index) for index in before]
        yield
        places = self._shown.places_of(set(ids))
        after = [
            self.index(places[id_], index.column()) if id_ in places else QModelIndex()
            for id_, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.rearranged.emit()

    def _tell_counts(self) -> None:
        counts = (len(self._shown), len(self._shown.rows), self._arrangement.archived)
        if counts != self._counts:
            self._counts = counts
            self.counts_changed.emit(*counts)

    @Slot()
    def _on_idle(self) -> None:
        """Make in the pauses what the next key stroke will need."""
        if self._waiting and not self._arrangement.is_dear:
            self._catch_up()
        elif not self._arrangement.prepare():
            self._shown.make_map()
            self._preparation.stop()

    # Qt overrides

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown.row_at(index.row())
        unsaved = row.session_id in self._unsaved
        return self._cells.data(row, Column(index.column()), unsaved, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return row_header_data(section, role)
        return header_data(Column(section), role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == Column.TITLE and self._shown.row_at(index.row()).problem is None:
            return _EDITABLE
        return _READ_ONLY

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row = self._shown.row_at(index.row())
        title = clean_title(str(value))
        if not title or row.title in (value, title):
            return False
        self.rename_wanted.emit(row.session_id, title)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        wanted = SortOrder(Column(column), descending) if 0 <= column < _COLUMNS else None
        if wanted != self._arrangement.sort_order:
            self._arrangement.set_sort_order(wanted)
            self._arrange(Reason.SORTED)
