"""A slow second click on a title, told apart from the first half of a double click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication


class SecondClick(QObject):
    """Waits as long as a double click may take; Qt's own wait goes on for a row that is gone."""

    meant = Signal(str)  # session id: it was a click of its own, and the session is still current

    def __init__(self, current_id: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._current_id = current_id
        self._session_id = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    def wait(self, session_id: str) -> None:
        """Take note of a second click on a session."""
        self._session_id = session_id
        self._timer.start(QApplication.doubleClickInterval())

    def forget(self) -> None:
        """It was something else."""
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        if self._current_id() == self._session_id:
            self.meant.emit(self._session_id)
