"""The one question about losing something that was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

MAX_NAMED = 10


class LosingQuestion(QMessageBox):
    """Asks whether to quit although `titles` would be lost. Staying is the default, and Esc."""

    lose_wanted = Signal()
    stay_wanted = Signal()

    def __init__(
        self, text: str, titles: list[str], *, lose: str, stay: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(parent.windowTitle())
        quoted = self.tr("“{title}”")
        named = [quoted.format(title=title) for title in titles[:MAX_NAMED]]
        if len(titles) > MAX_NAMED:
            named.append(self.tr("and %Ln more", "", len(titles) - MAX_NAMED))
        self.setText("\n".join([text, *named]))
        self._lose = self.addButton(lose, QMessageBox.ButtonRole.DestructiveRole)
        staying = self.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(staying)
        self.setEscapeButton(staying)
        self.buttonClicked.connect(self._on_button_clicked)

    @Slot(QAbstractButton)
    def _on_button_clicked(self, button: QAbstractButton) -> None:
        (self.lose_wanted if button is self._lose else self.stay_wanted).emit()
