"""The table of sessions: rows are chosen, titles edited, and the ground stays where it is."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from gui.row_header import RowHeader
from gui.sessions.columns import Column
from gui.sessions.header import SessionHeader
from gui.sessions.second_click import SecondClick
from gui.sessions.session_model import SessionModel
from gui.sessions.steady import Steady, selected_ids
from gui.sessions.title_delegate import TitleDelegate

Index = QModelIndex | QPersistentModelIndex

_MINUTE_MS = 60_000
_Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QAbstractItemView.EditTrigger
_Move = QAbstractItemView.CursorAction
_STEPS = {_Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}
_MEANT = (_Trigger.EditKeyPressed, _Trigger.DoubleClicked, _Trigger.AllEditTriggers)
"""How an edit is asked for on purpose: a refusal has to be explained."""


class SessionView(QTableView):
    """Shows a `SessionModel`; sessions are named by their ids, never by their places."""

    current_changed = Signal(str)  # session id or nothing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SessionModel(self)
        self._steady: Steady | None = None
        self._current_id = ""
        self._next_id = ""  # whose editor is to follow the one that closes
        self._refused = QPersistentModelIndex()  # a double click asked to edit it
        self._second_click = SecondClick(self.current_id, self)
        self._second_click.meant.connect(self.edit_title)
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self._delegate = TitleDelegate(self)
        self._delegate.editor_opened.connect(self._on_editor_opened)
        self._delegate.editor_closed.connect(self._on_editor_closed)
        self._header = SessionHeader(self)
        self._rows = RowHeader(self)
        self._columns_menu = QMenu(self.tr("&Columns"), self)
        self._columns_menu.aboutToShow.connect(self._on_columns_menu_wanted)
        self._ageing = QTimer(self, interval=_MINUTE_MS)
        self._ageing.setObjectName("minute")
        self._ageing.timeout.connect(self._on_minute)
        self._set_up()

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Sessions"))
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            _Trigger.EditKeyPressed | _Trigger.SelectedClicked | _Trigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrow keys move in it
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(self._rows)

    # Sessions

    def current_id(self) -> str:
        """Return the id of the current session, or nothing."""
        return self._model.session_id(self.currentIndex())

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected sessions, from top to bottom."""
        return selected_ids(self, self._model)

    def select(self, session_id: str) -> None:
        """Select the session alone, make it current and bring it into sight, if it is shown."""
        place = self._model.place_of(session_id)
        if place is not None:
            index = self._model.index(place, Column.TITLE)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def edit_title(self, session_id: str, text: str | None = None) -> None:
        """Open the editor on the session's title, with `text` in it if given.

        A session that a filter hides is shown as long as it is edited.
        """
        if self._delegate.editor is None or self._model.held != session_id:
            self.commit_editor()
            self._model.hold(session_id)
            if self._model.place_of(session_id) is None:
                return
            self.select(session_id)
            self.edit(self.currentIndex(), _Trigger.AllEditTriggers, None)
        if self._delegate.editor is None:
            self._model.release()
        elif text is not None:
            self._delegate.editor.take(text)

    def commit_editor(self) -> None:
        """Save the title that is being edited, if one is."""
        editor = self._delegate.editor
        if editor is not None:
            QGuiApplication.inputMethod().commit()
            self.commitData(editor)
            self.closeEditor(editor, _Hint.NoHint)

    # Rows and columns

    def set_row_air(self, air: int) -> None:
        """Give the rows so much air above and below their text."""
        self._rows.set_air(air)

    def save_header(self) -> QByteArray:
        """Return widths, order, visibility and sort column, to be given to `restore_header`."""
        return self._header.save()

    def restore_header(self, state: QByteArray) -> bool:
        """Take up what `save_header` returned; anything else changes nothing and is False."""
        return self._header.restore(state)

    def columns_menu(self) -> QMenu:
        """Return the menu "Columns": which are shown, in what order, sorted by which."""
        return self._columns_menu

    # Slots

    @Slot(str)
    def _on_editor_opened(self, session_id: str) -> None:
        self._model.hold(session_id)

    @Slot()
    def _on_editor_closed(self) -> None:
        if not self._next_id:  # else nothing moves until the last of a row of edits
            self._model.release()

    @Slot()
    def _on_columns_menu_wanted(self) -> None:
        self._header.fill(self._columns_menu)

    @Slot()
    def _on_minute(self) -> None:
        """Paint the times in sight anew: they have grown older."""
        left = self.columnViewportPosition(Column.UPDATED)
        width = self.columnWidth(Column.UPDATED)
        self.viewport().update(left, 0, width, self.viewport().height())

    @Slot()
    def _tell_current(self) -> None:
        current_id = self.current_id()
        if current_id != self._current_id:
            self._current_id = current_id
            self.current_changed.emit(current_id)

    def _editable_beside(self, place: int, step: int) -> str:
        """Return the id of the next session in the direction `step` that has a title to edit."""
        place += step
        while 0 <= place < len(self._model.shown):
            if self._model.shown.row_at(place).problem is None:
                return self._model.shown.row_at(place).session_id
            place += step
        return ""

    def _explain(self, index: Index) -> None:
        """Say why the title at `index` cannot be edited."""
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        area = self.visualRect(index)
        QToolTip.showText(self.viewport().mapToGlobal(area.bottomLeft()), text, self, area)

    # Qt overrides

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show `model`, a `SessionModel`; once."""
        assert isinstance(model, SessionModel)
        assert self._steady is None
        self._model = model
        super().setModel(model)
        self._steady = Steady(self, model)
        model.rearranged.connect(self._tell_current)
        self._header.reset()
        self.setSortingEnabled(True)

    def edit(  # type: ignore[override]  # one of the two overloads
        self,
        index: Index,
        trigger: _Trigger = _Trigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        if trigger == _Trigger.EditKeyPressed:  # F2 means the title, whichever cell is current
            index = self._model.index(index.row(), Column.TITLE)
        if trigger == _Trigger.SelectedClicked and _is_editable(index):
            self._second_click.wait(self._model.session_id(index))
            return True
        if trigger in (_Trigger.DoubleClicked, _Trigger.CurrentChanged):
            self._second_click.forget()
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type]  # None is right
        if trigger in _MEANT and index.column() == Column.TITLE and not _is_editable(index):
            if trigger == _Trigger.DoubleClicked:
                self._refused = QPersistentModelIndex(index)
            else:
                self._explain(index)
        return opened

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        step = _STEPS.get(hint)
        place = self._model.place_of(self._model.held)
        if step and place is not None:
            self._next_id = self._editable_beside(place, step)
        super().closeEditor(editor, _Hint.NoHint)
        next_id, self._next_id = self._next_id, ""
        if next_id:
            self.edit_title(next_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        refused, self._refused = self._refused, QPersistentModelIndex()
        if refused.isValid():  # not before: a button that goes up would hide what is shown
            self._explain(refused)

    def keyboardSearch(self, search: str) -> None:
        # Qt's own would ask for the text of every row.
        pause = QApplication.keyboardInputInterval()
        if not self._since_typed.isValid() or self._since_typed.elapsed() > pause:
            self._typed = ""
        self._since_typed.start()
        start = self.currentIndex().row() + (not self._typed)
        self._typed += search
        place = self._model.find_title(self._typed, start)
        if place is not None:
            self.setCurrentIndex(self._model.index(place, Column.TITLE))

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in (_Move.MoveHome, _Move.MoveEnd):  # the first and last session, not cell
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell_current()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QContextMenuEvent)
            and event.reason() == QContextMenuEvent.Reason.Keyboard
            and self.currentIndex().isValid()
        ):
            self.scrollTo(self.currentIndex())  # it may have been scrolled away
            place = self.visualRect(self.currentIndex()).center()
            self.customContextMenuRequested.emit(place)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ageing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()


def _is_editable(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
