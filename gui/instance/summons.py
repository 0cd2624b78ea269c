"""What a later start of the program does to the window that is there."""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from gui.browsing import Browsing
from gui.instance.call import Call
from gui.main_window import MainWindow
from gui.messages import Choice, Message
from gui.wish import Wish

log = logging.getLogger("instance")

_NEVER_RAISE = ("offscreen", "minimal", "wayland")  # Qt would warn: they raise what is activated
_TOKEN = "XDG_ACTIVATION_TOKEN"


class Summons(QObject):
    """Brings the window to the front and opens what the later start was given."""

    def __init__(self, window: MainWindow, browsing: Browsing) -> None:
        super().__init__(window)
        self._window, self._browsing = window, browsing
        self._wish = Wish.LIST
        browsing.folder_changed.connect(self._on_folder_changed)
        browsing.not_opened.connect(self._on_not_opened)

    @Slot(object)
    def on_called(self, call: Call) -> None:
        """Do what `call` asks for; a folder that is open already is left as it is."""
        log.info("called by a second start")
        self._come_to_front(call.token)
        folder, wish = call.path, call.wish
        if folder is None or self._browsing.is_asked_for(folder):
            self._do(wish)
        elif self._dialogs():
            self._offer(folder)
        else:
            self._wish = wish
            self._window.folder_wanted.emit(folder)

    @Slot()
    def _on_folder_changed(self) -> None:
        if not self._browsing.is_opening:
            wish, self._wish = self._wish, Wish.LIST
            self._do(wish)

    @Slot()
    def _on_not_opened(self) -> None:
        self._wish = Wish.LIST

    def _do(self, wish: Wish) -> None:
        """Do what is wished for, unless the user is busy with something that has to end first."""
        actions = self._window.actions_
        if wish is not Wish.LIST and self._window.is_usable and not self._dialogs():
            (actions.repair if wish is Wish.REPAIR else actions.open).trigger()

    def _come_to_front(self, token: str) -> None:
        window = self._window
        if token:
            os.environ[_TOKEN] = token  # where Qt looks for it: without, Wayland lets nobody up
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        for widget in (window, *self._dialogs()):
            if QGuiApplication.platformName() not in _NEVER_RAISE:
                widget.raise_()
            widget.activateWindow()
        os.environ.pop(_TOKEN, None)

    def _dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

    def _offer(self, folder: Path) -> None:
        """Ask later: what the dialog is about belongs to the folder that is open."""
        sentence = self.tr("{folder} was to be opened while a dialog was open.")
        act = partial(self._window.folder_wanted.emit, folder)
        text = sentence.format(folder=folder)
        choice = Choice(self.tr("&Open it"), act)
        self._window.messages.say(Message(text, key=text, choices=(choice,)))
