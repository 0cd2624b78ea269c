"""The table that shows a plan: headings that fold, ticks, and findings set in below them."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.values import Finding
from gui.look import draw_cell_ring
from gui.repair.plan_model import Column, PlanModel
from gui.row_header import RowHeader

Index = QModelIndex | QPersistentModelIndex

INDENT = 20
"""Room for the arrow of a heading, and how far findings are set in below it."""


class _PlanDelegate(QStyledItemDelegate):
    """Sets findings in, draws the arrow of a heading and makes its text bold."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def arrow_rect(self, rect: QRect, direction: Qt.LayoutDirection) -> QRect:
        """Where in the first cell `rect` of a heading its arrow stands."""
        arrow = QRect(rect.left(), rect.top(), INDENT, rect.height())
        return QStyle.visualRect(direction, rect, arrow)

    # Qt overrides

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if self._model.is_heading(index.row()):
            option.font.setBold(index.column() == Column.WHAT)
        elif index.column() == Column.FILE:
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() == Column.WHAT:
            self._paint_first(painter, option, index)
        else:
            super().paint(painter, option, index)
        draw_cell_ring(painter, option)

    def _paint_first(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        style = option.widget.style()
        # The selection reaches over the indent too.
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, whole, painter, option.widget
        )
        if self._model.is_heading(index.row()):
            whole.rect = self.arrow_rect(option.rect, option.direction)
            style.drawPrimitive(self._arrow(index.row(), option), whole, painter, option.widget)
        super().paint(painter, self._set_in(option, index), index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return super().editorEvent(event, model, self._set_in(option, index), index)

    def _set_in(self, option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
        """`option` without the room of the arrow, and for a finding without the indent."""
        inner = QStyleOptionViewItem(option)
        if index.column() == Column.WHAT:
            steps = 1 if self._model.is_heading(index.row()) else 2
            rect = option.rect.adjusted(steps * INDENT, 0, 0, 0)
            inner.rect = QStyle.visualRect(option.direction, option.rect, rect)
        return inner

    def _arrow(self, row: int, option: QStyleOptionViewItem) -> QStyle.PrimitiveElement:
        if self._model.is_expanded(row):
            return QStyle.PrimitiveElement.PE_IndicatorArrowDown
        if option.direction == Qt.LayoutDirection.RightToLeft:
            return QStyle.PrimitiveElement.PE_IndicatorArrowLeft
        return QStyle.PrimitiveElement.PE_IndicatorArrowRight


class PlanView(QTableView):
    """Shows a `PlanModel`. Space ticks the selected rows; Left and Right fold as in a tree."""

    current_changed = Signal()

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = model
        self._delegate = _PlanDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._set_up_headers()

    def current_finding(self) -> Finding | None:
        """The finding that has the focus; None for a heading or an empty plan."""
        index = self.currentIndex()
        return self._plan.finding(index.row()) if index.isValid() else None

    def chosen_rows(self) -> list[int]:
        """The selected rows; the current one if none is selected."""
        # By ranges: selectedRows() asks for the flags of each cell, 0.7 s for 100,000 rows.
        selection = self.selectionModel().selection()
        spans = [selection.at(number) for number in range(selection.count())]
        rows = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        if not rows and self.currentIndex().isValid():
            return [self.currentIndex().row()]
        return sorted(rows)

    @Slot()
    def _on_reset(self) -> None:
        self.clearSpans()
        for row in self._plan.headings():  # a heading has no file, but more to say
            self.setSpan(row, Column.CHANGE, 1, 2)

    def _set_up_headers(self) -> None:
        self.setVerticalHeader(RowHeader(self))
        columns = self.horizontalHeader()
        # A selection of its own, always empty: else the header asks for the flags of every cell
        # to see whether a whole column is selected, 1.8 s for 100,000 rows.
        columns.setSelectionModel(QItemSelectionModel(self._plan, columns))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(Column.CHANGE, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()

    def _fit_columns(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        self.horizontalHeader().setMinimumSectionSize(12 * width)
        self.setColumnWidth(Column.WHAT, 46 * width)
        self.setColumnWidth(Column.FILE, 22 * width)

    def _fold(self, heading: int, *, expanded: bool) -> None:
        self.setCurrentIndex(self._plan.index(heading, Column.WHAT))
        self._plan.set_expanded(heading, expanded=expanded)

    def _go_in_or_out(self, row: int, *, inwards: bool) -> None:
        """Unfold or fold the heading at `row`; from a finding the way out leads to its heading."""
        if self._plan.is_heading(row):
            self._fold(row, expanded=inwards)
        elif not inwards:
            self.setCurrentIndex(self._plan.index(self._plan.heading_of(row), Column.WHAT))

    def _toggle_ticks(self) -> None:
        """Untick the selected rows if all that can be are ticked, else tick them."""
        current = self.currentIndex().siblingAtColumn(Column.WHAT)
        state = current.data(Qt.ItemDataRole.CheckStateRole)
        self._plan.set_ticked(self.chosen_rows(), ticked=state != Qt.CheckState.Checked)

    def _is_on_arrow(self, index: Index, event: QMouseEvent) -> bool:
        if index.column() != Column.WHAT or not self._plan.is_heading(index.row()):
            return False
        rect = self._delegate.arrow_rect(self.visualRect(index), self.layoutDirection())
        return rect.contains(event.position().toPoint())

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inwards = Qt.Key.Key_Left if rtl else Qt.Key.Key_Right
        if row < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._toggle_ticks()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_in_or_out(row, inwards=key == inwards)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._plan.is_heading(row):
            self._fold(row, expanded=not self._plan.is_expanded(row))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_on_arrow(index, event):
            self._fold(index.row(), expanded=not self._plan.is_expanded(index.row()))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_on_arrow(index, event):
            self.mousePressEvent(event)  # the second of two quick clicks
            return
        super().mouseDoubleClickEvent(event)
        if index.isValid() and index.column() != Column.WHAT and self._plan.is_heading(index.row()):
            self._fold(index.row(), expanded=not self._plan.is_expanded(index.row()))
