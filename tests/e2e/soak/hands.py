"""What the user of a soak can do: each action is one thing that a user does, step by step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from core.store.requests import Look, OpenStore
from gui.repair.dialog import RepairDialog
from tests.e2e.fingers import press, type_character
from tests.e2e.steps import Steps, at_once

if TYPE_CHECKING:
    from gui.app import App

FOREIGN = "w"
"""Sessions whose id begins so belong to the other programs: their titles are let alone."""

_WORDS = ("fix", "index", "e", "deploy 1", "Soaked", "没有", "zebra", "opus")
_MOVES = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_HURRY_MS = 15  # a check that is cancelled so soon has only just begun


class Hands:
    """Carries out actions in the window of `app`; what is left to chance, `random` decides."""

    def __init__(self, app: App, random: Random, folders: tuple[Path, Path]) -> None:
        self._app, self._random, self._folders = app, random, folders
        self._window, self._view = app.window, app.window.view
        self._number = 0

    def actions(self) -> dict[Callable[[], Steps], int]:
        """Every action, with how often it is done beside the others."""
        return {
            self.move: 20,
            self.click: 10,
            self.scroll: 20,
            self.filter: 10,
            self.clear: 10,
            self.sort: 6,
            self.rename: 40,
            self.undo: 10,
            self.redo: 5,
            self.refresh: 5,
            self.check: 2,
            self.repair: 2,
            self.cancel: 2,
            self.archived: 4,
            self.details: 4,
            self.other_folder: 2,
            self.resize: 8,
            self.point: 8,
            self.read_about: 1,
            self.read_messages: 1,
            self.answer: 10,
        }

    # In the list

    def move(self) -> Steps:
        """Go to another session by a key."""
        QTest.keyClick(self._view, self._random.choice(_MOVES))
        yield at_once

    def click(self) -> Steps:
        """Go to another session by the mouse."""
        QTest.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, pos=self._place())
        yield at_once

    def point(self) -> Steps:
        """Rest the mouse on a cell, until its tooltip comes."""
        place = self._place()
        viewport = self._view.viewport()
        event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
        QApplication.sendEvent(viewport, event)
        yield at_once

    def scroll(self) -> Steps:
        """Drag the scroll bar."""
        bar = self._view.verticalScrollBar()
        for _ in range(self._random.randint(1, 6)):
            bar.setValue(self._random.randint(0, max(1, bar.maximum())))
            yield at_once

    def filter(self) -> Steps:
        """Type into the filter."""
        self._window.actions_.find.trigger()
        yield at_once
        field = self._window.filter_bar.focusProxy()
        assert isinstance(field, QLineEdit)
        for character in self._random.choice(_WORDS):
            type_character(field, character)
            yield at_once

    def clear(self) -> Steps:
        """Clear the filter, or the selection."""
        self._window.actions_.escape.trigger()
        yield at_once

    def sort(self) -> Steps:
        """Click on the head of a column."""
        header = self._view.horizontalHeader()
        place = QPoint(self._random.randrange(20, max(21, header.width() - 20)), 10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        yield at_once

    def rename(self) -> Steps:
        """Edit a title; with Tab also the next ones, and sometimes none after all."""
        if not self._window.actions_.rename.isEnabled():
            return
        QTest.keyClick(self._view, Qt.Key.Key_F2)
        yield at_once
        while (editor := self._editor()) is not None:
            yield from self._type_title(editor)
            end = self._random.choice(_ENDS)
            if self._app.model.held.startswith(FOREIGN):
                end = Qt.Key.Key_Escape
            if self._editor() is editor:
                QTest.keyClick(editor, end)
            yield lambda: self._editor() is not editor
            if end != Qt.Key.Key_Tab:
                return

    # In the menus

    def undo(self) -> Steps:
        """Take edits back."""
        for _ in range(self._random.randint(1, 3)):
            self._window.actions_.undo.trigger()
            yield lambda: not self._app.edits.busy

    def redo(self) -> Steps:
        """Do again what was undone."""
        self._window.actions_.redo.trigger()
        yield at_once

    def refresh(self) -> Steps:
        """Read the list again."""
        self._window.actions_.refresh.trigger()
        yield at_once

    def archived(self) -> Steps:
        """Show archived sessions, or no longer."""
        self._window.actions_.show_archived.trigger()
        yield at_once

    def details(self) -> Steps:
        """Show the details beside the list, or no longer."""
        self._window.actions_.show_details.trigger()
        yield at_once

    def resize(self) -> Steps:
        """Make the window larger or smaller."""
        self._window.resize(self._random.randint(600, 1600), self._random.randint(320, 1000))
        yield at_once

    def other_folder(self) -> Steps:
        """Open another folder, look at it, edit in it, and come back."""
        for folder in self._folders[1], self._folders[0]:
            self._window.folder_wanted.emit(folder)
            yield at_once
            yield lambda folder=folder: self._shows(folder)  # type: ignore[misc]
            for action in self.move, self.rename, self.undo:
                yield from action()

    def read_about(self) -> Steps:
        """Look where everything is."""
        self._window.actions_.about.trigger()
        yield from self._close_dialog()

    def read_messages(self) -> Steps:
        """Look at the messages so far."""
        self._window.actions_.show_messages.trigger()
        yield from self._close_dialog()

    def answer(self) -> Steps:
        """Press one of the buttons of the message bar, if there is a message."""
        buttons = self._window.messages.buttons
        if self._window.messages.isVisible() and buttons:
            self._random.choice(buttons).click()
        yield at_once

    # In the dialog of check and repair

    def check(self) -> Steps:
        """Check, read every file, and leave it at that."""
        dialog = self._open_repair()
        for words in "Read every file", "Check again", "Close":
            yield lambda: not dialog.busy
            press(dialog, words)
            yield at_once
        yield from self._close_repair()

    def repair(self) -> Steps:
        """Check and repair, also against a warning; sometimes take it back."""
        dialog = self._open_repair()
        yield lambda: not dialog.busy
        press(dialog, "Repair")
        yield at_once
        press(dialog, "Repair all the same")
        yield lambda: not dialog.busy
        if self._random.random() < 0.3:
            press(dialog, "Undo repair")
        yield lambda: not dialog.busy
        yield from self._close_repair()

    def cancel(self) -> Steps:
        """Check, and do not wait for it."""
        self._open_repair()
        QTest.qWait(self._random.randint(0, _HURRY_MS))
        yield from self._close_repair()

    # Between the actions

    def calm_down(self) -> Steps:
        """Leave no editor, dialog or filter behind, and wait until all is saved."""
        self._view.commit_editor()
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        yield lambda: not any(one.isVisible() for one in self._window.findChildren(QDialog))
        self._window.filter_bar.clear()
        yield lambda: self._shows(self._folders[0])
        yield self._is_quiet

    def _is_quiet(self) -> bool:
        app = self._app
        waits = any(map(app.service.waits_for, (OpenStore, Look)))
        return not (app.check.busy or app.edits.busy or waits or app.service.pending_writes)

    def _shows(self, folder: Path) -> bool:
        return self._app.browsing.folder == folder and self._app.browsing.is_complete

    def _place(self) -> QPoint:
        """A point somewhere in the table."""
        area = self._view.viewport().rect()
        across = self._random.randrange(max(1, area.width()))
        return QPoint(across, self._random.randrange(max(1, area.height())))

    def _editor(self) -> QLineEdit | None:
        found = self._view.viewport().findChildren(QLineEdit)
        return next((editor for editor in found if editor.isVisible()), None)

    def _type_title(self, editor: QLineEdit) -> Steps:
        self._number += 1
        for character in f"Soaked {self._number} {self._random.choice(('', 'é 重构', '<b>&amp;'))}":
            if self._editor() is not editor:
                return  # something else ended the edit, and with it what is typed
            type_character(editor, character)
            if self._random.random() < 0.2:
                yield at_once

    def _open_repair(self) -> RepairDialog:
        self._window.actions_.repair.trigger()
        found = [one for one in self._window.findChildren(RepairDialog) if one.isVisible()]
        return found[0]

    def _close_dialog(self) -> Steps:
        yield at_once
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        yield at_once

    def _close_repair(self) -> Steps:
        for dialog in self._window.findChildren(RepairDialog):  # it may be gone by now
            dialog.reject()
        yield lambda: not self._window.findChildren(RepairDialog)
