"""The field for a query: it can tell where its letters stand, and underline a piece of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.appearance.palettes import colours_of

_WAVE = 2


class QueryField(QLineEdit):
    """Underlines what is doubtful in a query, as a word that is misspelt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubt = (0, 0)

    def show_doubt(self, start: int, stop: int) -> None:
        """Underline the text from `start` to `stop`; nothing if that is nothing."""
        if (start, stop) != self._doubt:
            self._doubt = (start, stop)
            self.update()

    def x_of(self, position: int) -> int:
        """Return where in the field the letter at `position` begins; outside if it is not seen."""
        metrics, text = self.fontMetrics(), self.text()
        cursor = self.cursorRect().center().x()
        before = metrics.horizontalAdvance(text[: self.cursorPosition()])
        return cursor + metrics.horizontalAdvance(text[:position]) - before

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        start, stop = self._doubt
        stop = min(stop, len(self.text()))
        if start >= stop:
            return
        left, right = max(2, self.x_of(start)), min(self.width() - 2, self.x_of(stop))
        base = (self.height() + self.fontMetrics().height()) // 2 - 1
        steps = range(left, right, _WAVE)
        wave = [QPointF(x, base - _WAVE * (n % 2)) for n, x in enumerate(steps)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours_of(self.palette()).bad), 1.2))
        painter.drawPolyline(QPolygonF(wave))
        painter.end()
