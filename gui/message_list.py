"""Everything the program said, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.look import draw_ring, grown
from gui.messages import MessageBar


class MessageList(QDialog):
    """Everything the program said since its start, to be read again and copied."""

    def __init__(self, bar: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setWindowTitle(self.tr("Messages"))
        self.resize(grown(self, 640), grown(self, 320))
        self._lines = _Lines()
        self._lines.setAccessibleName(self.tr("Messages, oldest first"))
        self._lines.setPlaceholderText(self.tr("Nothing has been said since the program started."))
        box = QDialogButtonBox()
        box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        copy = box.addButton(self.tr("&Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_wanted)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._lines)
        column.addWidget(box)
        bar.kept_changed.connect(self._on_kept_changed)
        self._on_kept_changed()

    @Slot()
    def _on_kept_changed(self) -> None:
        self._lines.setPlainText("\n".join(message.line for message in self._bar.kept))

    @Slot()
    def _on_copy_wanted(self) -> None:
        QGuiApplication.clipboard().setText(self._lines.toPlainText())


class _Lines(QPlainTextEdit):
    """Shows by a ring that it has the focus: there is no caret in what cannot be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_ring(self.viewport())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
