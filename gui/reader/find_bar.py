"""The field that finds a text in the conversation, and how often it is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui.appearance.icons import icon
from gui.look import GAP, dim, plain_label
from gui.sessions.texts import number_text

_LEAST_WIDTH = 10  # average characters


class FindBar(QWidget):
    """Tells what is looked for; Enter goes on to the next place, with Shift to the one before."""

    text_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit(self)
        self._field.setAccessibleName(self.tr("Find in the conversation"))
        self._field.setPlaceholderText(self.tr("Find in the conversation"))
        self._field.textChanged.connect(self.text_changed)
        self._count: QLabel = plain_label("", self)
        self._count.setAccessibleName(self.tr("Where the text was found"))
        dim(self._count)
        self._buttons = {
            "up": self._button(self.tr("Previous place (Shift+F3)")),
            "down": self._button(self.tr("Next place (F3)")),
            "close": self._button(self.tr("Close (Esc)")),
        }
        self._buttons["up"].clicked.connect(self.previous_wanted)
        self._buttons["down"].clicked.connect(self.next_wanted)
        self._buttons["close"].clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        row.setSpacing(GAP // 2)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        for button in self._buttons.values():
            row.addWidget(button)
        self.setFocusProxy(self._field)
        self._fit()
        self.hide()

    def text(self) -> str:
        """Return what is looked for."""
        return self._field.text()

    def open_bar(self) -> None:
        """Show the field, with all that is in it selected."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def look_for(self, text: str) -> None:
        """Look for `text`, as if the user had typed it."""
        self.show()
        self._field.setText(text)

    @Slot()
    def close_bar(self) -> None:
        """Look for nothing any more."""
        if not self.isHidden():
            self.hide()
            self._field.clear()
            self.closed.emit()

    def show_count(self, current: int, total: int, *, is_done: bool) -> None:
        """Tell that the place `current` (from 1; 0: none yet) of `total` is shown."""
        more = "" if is_done else "…"
        if not self.text():
            words = ""
        elif not total:
            words = self.tr("not found") if is_done else more
        elif current:
            words = self.tr("{0} of {1}").format(number_text(current), number_text(total)) + more
        else:
            words = number_text(total) + more
        self._count.setText(words)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _fit(self) -> None:
        size = self.fontMetrics().height()
        for name, button in self._buttons.items():
            button.setIconSize(QSize(size, size))
            button.setIcon(icon(name, self.palette(), size, self.devicePixelRatioF()))
        self._field.setMinimumWidth(_LEAST_WIDTH * self.fontMetrics().averageCharWidth())

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
