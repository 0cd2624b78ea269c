"""Shows a report, and lets it be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.look import GAP, dim, plain_label


class ReportDialog(QDialog):
    """What went wrong inside the program; more of it is added, never a second dialog opened."""

    def __init__(self, headline: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report"))
        self.resize(640, 400)
        words = plain_label(headline)
        words.setWordWrap(True)
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(self.tr("Report"))
        promise = plain_label(
            self.tr("It holds no title, no message and no path of yours. Nothing is sent anywhere.")
        )
        promise.setWordWrap(True)
        dim(promise)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        for part in (words, self._report, promise, self._buttons()):
            column.addWidget(part)

    @property
    def text(self) -> str:
        """The report, as it can be copied."""
        return self._report.toPlainText()

    def add(self, what: str) -> None:
        """Add what went wrong meanwhile."""
        self._report.appendPlainText(what)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        copy = box.addButton(self.tr("&Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_wanted)
        box.rejected.connect(self.reject)
        close.setDefault(True)
        return box

    @Slot()
    def _on_copy_wanted(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
