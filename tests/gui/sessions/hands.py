"""A user's hands: keys, the mouse, an input method, and the editor they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.sessions.title_editor import TitleEditor
from tests.gui.sessions.builders import title_index

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.sessions.session_model import SessionModel
    from gui.sessions.session_view import SessionView

Key = Qt.Key


def press(widget: QWidget, *keys: Qt.Key, shift: bool = False) -> None:
    """Press keys one after another; what they set off with a delay is done too."""
    how = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(widget, key, how)
        settle()


def settle() -> None:
    """Let everything happen that is waiting to."""
    for _ in range(3):
        QApplication.processEvents()


def compose(widget: QWidget, preedit: str = "", commit: str = "") -> None:
    """Do as an input method does: show `preedit` as not decided on, put in `commit`."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def open_editors(view: SessionView) -> list[TitleEditor]:
    """Return the editors that can be seen in `view`."""
    found = view.viewport().findChildren(TitleEditor)
    return [editor for editor in found if editor.isVisible()]


def editor_of(view: SessionView) -> TitleEditor:
    """Return the one editor that is open in `view`."""
    [editor] = open_editors(view)
    return editor


def begin(view: SessionView, session_id: str) -> TitleEditor:
    """Make a session current, press F2, and return the editor."""
    view.select(session_id)
    press(view, Key.Key_F2)
    return editor_of(view)


def spot(view: SessionView, model: SessionModel, session_id: str, column: int = 1) -> QPoint:
    """Return the middle of a cell of the session's row, in the viewport."""
    index = title_index(model, session_id)
    return view.visualRect(model.index(index.row(), column)).center()


def click(view: SessionView, place: QPoint) -> None:
    """Click with the left button."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def double_click(view: SessionView, place: QPoint) -> None:
    """Click twice in quick succession."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
