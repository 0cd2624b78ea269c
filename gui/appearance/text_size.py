"""How large the text is, in percent of what the system wants."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
USUAL = 100


class TextSize(QObject):
    """Sets the font of the program; rows, columns, icons and dialogs are measured by it."""

    changed = Signal(int)

    def __init__(self, percent: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._font = QFont(QApplication.font())
        self.percent = USUAL
        self.choose(percent)

    def choose(self, percent: int) -> None:
        """Show text in `percent` of its usual size, or in the nearest step there is."""
        nearest = min(STEPS, key=lambda step: abs(step - percent))
        if nearest != self.percent:
            self.percent = nearest
            font = QFont(self._font)
            font.setPointSizeF(self._font.pointSizeF() * nearest / USUAL)
            QApplication.setFont(font)
            self.changed.emit(nearest)

    @Slot()
    def enlarge(self) -> None:
        """Take the next larger step, if there is one."""
        self.choose(next((step for step in STEPS if step > self.percent), STEPS[-1]))

    @Slot()
    def reduce(self) -> None:
        """Take the next smaller step, if there is one."""
        self.choose(next((step for step in reversed(STEPS) if step < self.percent), STEPS[0]))

    @Slot()
    def reset(self) -> None:
        """Show text in the size the system wants."""
        self.choose(USUAL)
