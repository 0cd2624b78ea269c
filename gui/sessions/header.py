"""The header of the table: columns that move and hide, a title that takes what room is left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionHeader, QWidget

from gui.look import GAP
from gui.sessions.cells import column_name
from gui.sessions.columns import COLUMNS, Column
from gui.sessions.title_delegate import NUMBER_GAP

_STATE = b"session columns 1\n"
"""Before the state that Qt makes: that of other columns must not be taken for ours."""
_LEAST_TITLE = 28  # average characters
_BY_STORE = -1


class SessionHeader(QHeaderView):
    """Shows the columns; a third click on one returns to the order of the store."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stretching = False
        self._letter = self.fontMetrics().averageCharWidth()
        self.setAccessibleName(self.tr("Columns"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.sectionResized.connect(self._on_section_resized)
        self._set_up()
        self.setSortIndicator(_BY_STORE, Qt.SortOrder.AscendingOrder)

    def reset(self) -> None:
        """Give every column the place, width and visibility it starts with."""
        for column, spec in COLUMNS.items():
            self.moveSection(self.visualIndex(column), column)
            self.setSectionHidden(column, False)  # one that is hidden takes no width
            self.resizeSection(column, self._first_width(column))
            self.setSectionHidden(column, not spec.shown)
        self._stretch()

    def save(self) -> QByteArray:
        """Return widths, order, visibility and sort column, to be given to `restore`."""
        return QByteArray(_STATE + self.saveState().data())

    def restore(self, state: QByteArray) -> bool:
        """Take up what `save` returned; what it did not return changes nothing."""
        data = bytes(state.data())
        if not data.startswith(_STATE) or not self.restoreState(data.removeprefix(_STATE)):
            return False
        self._set_up()
        self.setSectionHidden(Column.TITLE, False)
        self._stretch()
        return True

    def fill(self, menu: QMenu) -> None:
        """Make `menu` one that chooses the columns, and the one to sort by."""
        menu.clear()
        for column in Column:
            action = _checkable(menu, column_name(column), checked=not self.isSectionHidden(column))
            action.setEnabled(column is not Column.TITLE)
            action.toggled.connect(partial(self._show_column, column))
        menu.addSeparator()
        self._fill_sort_menu(menu.addMenu(self.tr("&Sort by")))
        self._fill_move_menu(menu.addMenu(self.tr("&Move to the left")))
        menu.addAction(self.tr("&Reset columns"), self.reset)

    def _fill_sort_menu(self, menu: QMenu) -> None:
        chosen = self.sortIndicatorSection()
        by_store = self.tr("Pinned, then newest")
        for column, name in [(_BY_STORE, by_store), *((c, column_name(c)) for c in Column)]:
            action = _checkable(menu, name, checked=column == chosen)
            action.triggered.connect(partial(self._sort_by, column))
        menu.addSeparator()
        reverse = menu.addAction(self.tr("&Reverse"), self._reverse)
        reverse.setEnabled(chosen != _BY_STORE)

    def _fill_move_menu(self, menu: QMenu) -> None:
        for column in self._visible()[1:]:
            menu.addAction(column_name(column), partial(self._move_left, column))

    def _show_column(self, column: Column, shown: bool) -> None:
        self.setSectionHidden(column, not shown)

    def _sort_by(self, column: int, _checked: bool = False) -> None:
        falls = column != _BY_STORE and COLUMNS[Column(column)].falls_first
        order = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(column, order)

    def _reverse(self) -> None:
        falls = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        order = Qt.SortOrder.AscendingOrder if falls else Qt.SortOrder.DescendingOrder
        self.setSortIndicator(self.sortIndicatorSection(), order)

    def _move_left(self, column: Column) -> None:
        shown = self._visible()
        before = shown[shown.index(column) - 1]
        self.moveSection(self.visualIndex(column), self.visualIndex(before))

    # Widths

    def _set_up(self) -> None:
        """Set what a restored state may have changed."""
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(3 * GAP)
        self.setStretchLastSection(False)
        self.setResizeContentsPrecision(0)  # a double click fits what is on the screen, not 100,000
        self.setHighlightSections(False)

    def _visible(self) -> list[Column]:
        """The columns that are shown, from left to right."""
        columns = [Column(self.logicalIndex(place)) for place in range(self.count())]
        return [column for column in columns if not self.isSectionHidden(column)]

    def _first_width(self, column: Column) -> int:
        metrics = self.fontMetrics()
        arrow = 2 * GAP
        name = self.model().headerData(column, Qt.Orientation.Horizontal)
        wanted = (COLUMNS[column].sample, name)
        return max(map(metrics.horizontalAdvance, wanted)) + arrow + GAP

    def _stretch(self) -> None:
        """Give the title what the other columns leave, and never less than a few words need."""
        if self.count() == 0:
            return
        others = sum(self.sectionSize(c) for c in self._visible() if c is not Column.TITLE)
        least = _LEAST_TITLE * self.fontMetrics().averageCharWidth()
        self._stretching = True
        self.resizeSection(Column.TITLE, max(least, self.viewport().width() - others))
        self._stretching = False

    def _grow(self) -> None:
        """Give each column room for as many letters as before."""
        before, self._letter = self._letter, self.fontMetrics().averageCharWidth()
        self._stretching = True
        for column in self._visible():
            self.resizeSection(column, round(self.sectionSize(column) * self._letter / before))
        self._stretching = False
        self._stretch()

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        if self._stretching:
            return
        if (
            section == Column.TITLE and old and new
        ):  # not hidden or shown; its right edge was dragged: the neighbour gives or takes
            following = self._visible()[self._visible().index(Column.TITLE) + 1 :]
            for column in following[:1]:
                self._stretching = True
                least = self.minimumSectionSize()
                self.resizeSection(column, max(least, self.sectionSize(column) - (new - old)))
        self._stretch()

    @Slot(QPoint)
    def _on_menu_requested(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self.mapToGlobal(position))

    # Qt overrides

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        # One of its own, always empty: to know which columns are selected Qt would ask for the
        # flags of every cell at each paint, 1.7 s with 100,000 rows selected.
        super().setSelectionModel(QItemSelectionModel(selection.model(), self))

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        if COLUMNS[Column(section)].numeric:
            option.text += NUMBER_GAP

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()


def _checkable(menu: QMenu, text: str, *, checked: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(checked)
    return action
