"""In the status bar: how far an export is, a way to stop it, and for a moment what has become."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.look import GAP, ElidedLabel, dim, link_button
from gui.status import LATE_MS

FLASH_MS = 4_000
"""How long a word of success stays: it is about what the user has done just now."""


class ExportProgress(QWidget):
    """Hidden until an export takes long. While it is shown, Esc stops the export."""

    stop_wanted = Signal()

    def __init__(self, escape: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._escape, self._text = escape, ""
        self._label = ElidedLabel(self)
        self._label.setAccessibleName(self.tr("Export"))
        dim(self._label)
        self._cancel = link_button(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the export"))
        self._cancel.setToolTip(self.tr("Cancel the export (Esc)"))
        self._cancel.clicked.connect(self.stop_wanted)
        self._stop = QAction(self)
        self._stop.setShortcut("Esc")
        self._stop.triggered.connect(self.stop_wanted)
        self._stop.setEnabled(False)  # two actions with one key: neither would hear it
        self.addAction(self._stop)
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._on_late)
        self._over = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._over.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self._label)
        row.addWidget(self._cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; nothing while it is hidden."""
        return self._label.text() if self.isVisible() else ""

    def show_work(self, text: str) -> None:
        """Say how far the export is, if it still is after a moment."""
        self._text = text
        if self._stop.isEnabled():
            self._label.setText(text)
        elif not self._late.isActive():
            self._late.start()

    def end(self) -> None:
        """Say nothing more of any work."""
        self._late.stop()
        self._set_stoppable(stoppable=False)
        self.setVisible(self._over.isActive())

    def say(self, text: str) -> None:
        """Say for a moment what has become of the work."""
        self._over.start()
        self.end()
        self._label.setText(text)

    @Slot()
    def _on_late(self) -> None:
        self._over.stop()
        self._label.setText(self._text)
        self._set_stoppable(stoppable=True)
        self.show()

    def _set_stoppable(self, *, stoppable: bool) -> None:
        self._cancel.setVisible(stoppable)
        self._stop.setEnabled(stoppable)
        self._escape.setEnabled(not stoppable)
