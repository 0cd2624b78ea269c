"""Draws the cells of the table, and edits titles in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui.look import QUIET, draw_cell_ring, plain_tip
from gui.sessions.cells import DIMMED_ROLE, ID_ROLE, MARKS_ROLE, PASSAGE_ROLE
from gui.sessions.columns import Column
from gui.sessions.passage_line import draw_passage, lower_line, upper_line
from gui.sessions.passages import ShownPassage
from gui.sessions.texts import reads_right_to_left
from gui.sessions.title_editor import TitleEditor

Index = QModelIndex | QPersistentModelIndex

NUMBER_GAP = "\u00a0\u00a0"
"""Behind numbers at the right edge of a column, so that they do not touch the text of the next."""
_PATHS = (Column.MODEL, Column.WORKSPACE)
"""Columns of texts whose last part says most."""
_MARKS_SHARE = 0.5  # of a narrow cell the marks get at most this; the title keeps the rest
_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the focus that do not end an edit: another window, the editor's own menu."""
_STEPS = {
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Down: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
    Qt.Key.Key_Up: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}
_ENDS = {*_STEPS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class TitleDelegate(QStyledItemDelegate):
    """Draws cells with their marks behind the title; makes and watches the title editor."""

    editor_opened = Signal(str)  # session id
    editor_closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor: TitleEditor | None = None

    @property
    def editor(self) -> TitleEditor | None:
        """The editor that is open, if one is."""
        return self._editor

    # Qt overrides: drawing

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        elide = Qt.TextElideMode
        option.textElideMode = elide.ElideMiddle if index.column() in _PATHS else elide.ElideRight
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += NUMBER_GAP
        if index.data(DIMMED_ROLE):
            option.palette.setColor(QPalette.ColorRole.Text, option.palette.color(QUIET))
        if reads_right_to_left(option.text):
            # The text runs its own way, and still starts where the others do.
            option.direction = Qt.LayoutDirection.RightToLeft
            option.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage = index.data(PASSAGE_ROLE)
        if passage is None or not passage.is_expected:
            self._paint_line(painter, option, index)
        else:
            self._paint_result(painter, option, index, passage)
        draw_cell_ring(painter, option)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        marks = index.data(MARKS_ROLE)
        if marks:
            self._paint_with_marks(painter, option, index, marks)
        else:
            super().paint(painter, option, index)

    def _paint_result(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        passage: ShownPassage,
    ) -> None:
        """Paint a row of two lines: what every row says, and what was found."""
        upper = QStyleOptionViewItem(option)
        upper.rect = upper_line(option.rect)
        upper.state &= ~QStyle.StateFlag.State_HasFocus  # the ring goes around both lines
        if option.state & QStyle.StateFlag.State_Selected:
            ground = option.palette.brush(_group(option), QPalette.ColorRole.Highlight)
            painter.fillRect(option.rect, ground)
        self._paint_line(painter, upper, index)
        if index.column() == Column.TITLE and passage.text:
            margin = _margin(option)
            room = lower_line(option.rect).adjusted(margin, 0, -margin, 0)
            quiet, loud = _quiet_colour(option), _loud_colour(option)
            draw_passage(painter, room, passage, option.font, quiet, loud)

    def _paint_with_marks(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, marks: str
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        area, metrics = _text_area(cell), QFontMetrics(cell.font)
        words = f"  {marks}"
        room = min(metrics.horizontalAdvance(words), round(area.width() * _MARKS_SHARE))
        cell.text = metrics.elidedText(cell.text, cell.textElideMode, area.width() - room)
        _draw(cell, painter)
        area.setLeft(area.left() + metrics.horizontalAdvance(cell.text))
        painter.save()
        painter.setFont(cell.font)
        painter.setPen(_quiet_colour(cell))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, place, metrics.elidedText(words, cell.textElideMode, area.width()))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        # A tooltip that says what the cell shows in full is only in the way.
        if event.type() == QEvent.Type.ToolTip and self._says_it_all(option, index):
            QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)

    def _says_it_all(self, option: QStyleOptionViewItem, index: Index) -> bool:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        shown = index.data(Qt.ItemDataRole.DisplayRole)
        if index.data(Qt.ItemDataRole.ToolTipRole) != plain_tip(shown):
            return False
        return QFontMetrics(cell.font).horizontalAdvance(cell.text) <= _text_area(cell).width()

    # Qt overrides: editing

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> TitleEditor:
        self._editor = TitleEditor(parent)
        self.editor_opened.emit(index.data(ID_ROLE))
        return self._editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TitleEditor):
            editor.open_with(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TitleEditor) and editor.is_changed:
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        passage = index.data(PASSAGE_ROLE)
        is_result = passage is not None and passage.is_expected
        editor.setGeometry(upper_line(option.rect) if is_result else option.rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        if editor is self._editor:
            self._editor = None
            self.editor_closed.emit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, TitleEditor):
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _NOT_LEFT:
                return False
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                key = Qt.Key(event.key())
                if editor.is_composing:
                    return key in _ENDS  # it is the input method's, and must not save half a word
                if hint := _STEPS.get(key):
                    self.commitData.emit(editor)
                    self.closeEditor.emit(editor, hint)
                    return True
        return super().eventFilter(editor, event)


def _draw(cell: QStyleOptionViewItem, painter: QPainter) -> None:
    style = cell.widget.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)


def _text_area(cell: QStyleOptionViewItem) -> QRect:
    """Where the style writes the text of `cell`."""
    style = cell.widget.style()
    area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, cell.widget)
    margin = _margin(cell)
    return area.adjusted(margin, 0, -margin, 0)


def _margin(cell: QStyleOptionViewItem) -> int:
    metric = QStyle.PixelMetric.PM_FocusFrameHMargin
    return cell.widget.style().pixelMetric(metric, cell, cell.widget) + 1


def _group(cell: QStyleOptionViewItem) -> QPalette.ColorGroup:
    groups = QPalette.ColorGroup
    return groups.Active if cell.state & QStyle.StateFlag.State_Active else groups.Inactive


def _loud_colour(cell: QStyleOptionViewItem) -> QColor:
    """The colour of what is marked in secondary text: that of a link, unless it is selected."""
    if cell.state & QStyle.StateFlag.State_Selected:
        return _quiet_colour(cell)
    return cell.palette.color(QPalette.ColorRole.Link)


def _quiet_colour(cell: QStyleOptionViewItem) -> QColor:
    """The colour of secondary text; on the ground of a selection quiet would be illegible."""
    is_selected = cell.state & QStyle.StateFlag.State_Selected
    return cell.palette.color(
        _group(cell), QPalette.ColorRole.HighlightedText if is_selected else QUIET
    )
