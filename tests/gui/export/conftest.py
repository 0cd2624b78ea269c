"""The program on a real store, with real processes that export, and hands to use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app import App
from gui.export.save_dialog import SaveDialog
from gui.window_state import WindowState
from tests.builders import a_folder, a_session, some_messages

SECRET = "sk-abcdefghijklmnopqrst"
PATIENCE_MS = 20_000
"""For a process that has to start on a busy machine."""


class Hands:
    """A window, and who uses it by keys and menus."""

    def __init__(self, qtbot: QtBot, app: App, folder: Path) -> None:
        self.qtbot, self.app, self.window, self.folder = qtbot, app, app.window, folder
        self.actions = app.window.actions_

    def key(self, widget: QWidget, key: Qt.Key, modifier: str = "") -> None:
        """Press a key in `widget`; in a dialog, where its focus is."""
        if isinstance(widget, QDialog):
            widget = widget.focusWidget() or widget
        held = Qt.KeyboardModifier.NoModifier
        if modifier:
            held = getattr(Qt.KeyboardModifier, f"{modifier}Modifier")
        QTest.keyClick(widget, key, held)

    def dialog(self) -> SaveDialog:
        """The dialog that asks where to, once it is there and has the keys."""
        return self._wait_for(SaveDialog)  # type: ignore[return-value]

    def question(self) -> QMessageBox:
        return self._wait_for(QMessageBox)  # type: ignore[return-value]

    def _wait_for(self, kind: type[QDialog]) -> QDialog:
        self.qtbot.waitUntil(lambda: bool(self._shown(kind)), timeout=PATIENCE_MS)
        dialog = self._shown(kind)[0]
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.findChildren(QWidget))
        return dialog

    def _shown(self, kind: type[QDialog]) -> list[QDialog]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def ask(self) -> SaveDialog:
        """Open the dialog by its key."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.key(self.window.view, Qt.Key.Key_S, "Control")
        return self.dialog()

    def type(self, dialog: QDialog, text: str) -> None:
        """Type into what has the focus in a dialog."""
        widget = dialog.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def press(self, words: str) -> None:
        """Press a button of the message bar."""
        buttons = self.window.messages.buttons
        button = next(b for b in buttons if b.text().replace("&", "") == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def offered(self) -> list[str]:
        """The buttons of the message bar."""
        return [button.text().replace("&", "") for button in self.window.messages.buttons]

    def settle(self) -> None:
        """Wait until nothing is exported any more."""
        self.qtbot.waitUntil(lambda: not self.app.exporting.is_running, timeout=PATIENCE_MS)

    def select_all(self) -> None:
        self.key(self.window.view, Qt.Key.Key_A, "Control")


def pressed(dialog: QDialog, words: str) -> QPushButton:
    """A button of a dialog by its words."""
    found = dialog.findChildren(QPushButton)
    return next(button for button in found if button.text().replace("&", "") == words)


@pytest.fixture
def documents(home: Path) -> Path:
    """Where the user's documents are: what is offered at the first time."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    documents = Path(place)
    assert documents.is_relative_to(home)
    documents.mkdir(exist_ok=True)
    return documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of three conversations; the newest holds a secret."""
    said = [{"role": "user", "content": f"the key is {SECRET}"}, *some_messages(3)]
    newest = a_session("s3", title="Keys: a/b", messages=said, updated_at=1_777_000_300.0)
    others = [a_session(f"s{n}", title=f"Talk {n}", updated_at=1_777_000_000.0 + n) for n in (1, 2)]
    return a_folder(tmp_path / "sessions", newest, *others)


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def hands(qtbot: QtBot, folder: Path, state: WindowState, documents: Path) -> Iterator[Hands]:
    app = App(state)
    app.begin(folder)
    qtbot.waitUntil(lambda: app.browsing.is_complete)
    app.window.activateWindow()
    qtbot.waitUntil(lambda: not app.check.busy, timeout=PATIENCE_MS)
    yield Hands(qtbot, app, folder)
    for dialog in app.window.findChildren(QDialog):
        dialog.reject()
    app.window.close()
    qtbot.waitUntil(lambda: app.window.may_close, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not app.exporting.is_running, timeout=PATIENCE_MS)
    app.window.deleteLater()
