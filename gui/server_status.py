"""Which way edits go: asked of the store now and then, told in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.store.requests import FindServer, ServerFound
from gui.core_words import translated
from gui.worker import StoreService

ASK_MS = 10_000
"""How often the store is asked; it looks in a thread of its own and answers at once."""

SOON_MS = 500
"""How long the first look of a folder may take before it is asked for again."""


class ServerStatus(QObject):
    """Asks while a folder is open, and tells what is new.

    That edits go to the files is not worth a word: it is what anybody expects.
    """

    words_changed = Signal(str)  # nothing while there is no server

    def __init__(self, service: StoreService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)
        service.server_found.connect(self._on_server_found)

    @Slot()
    def begin(self) -> None:
        """A folder has been opened: ask from now on, and say nothing of the one before."""
        self._words = ""
        self._timer.start(SOON_MS)
        self.ask()

    @Slot()
    def stop(self) -> None:
        """Ask no more: the window is closing."""
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        """Ask the store, unless an answer is still on its way."""
        if not self._service.waits_for(FindServer):
            self._service.submit(FindServer())

    @Slot(object)
    def _on_server_found(self, answer: ServerFound) -> None:
        if answer.words and self._timer.interval() != ASK_MS:
            self._timer.setInterval(ASK_MS)
        words = translated(answer.words) if answer.server else ""
        if words != self._words:
            self._words = words
            self.words_changed.emit(words)
