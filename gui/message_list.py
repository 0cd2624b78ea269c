"""Everything the program said, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.look import grown
from gui.messages import MessageBar


class MessageList(QDialog):
    """Everything the program said since its start, to be read again and copied."""

    def __init__(self, bar: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setWindowTitle(self.tr("Messages"))
        self.resize(grown(self, 640), grown(self, 320))
        self._lines = QPlainTextEdit()
        self._lines.setReadOnly(True)
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
