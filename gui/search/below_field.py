"""What appears under the field over whatever is there: a hint, or what may be typed next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from gui.appearance.palettes import colours_of, line_colour
from gui.look import GAP, ElidedLabel
from gui.sessions.query_field import QueryField

_MOST_ROWS = 8


def place_below(part: QWidget, field: QueryField, position: int, size: QSize) -> None:
    """Show `part`, so large, under the letter at `position`, inside the window."""
    window = field.window()
    x = max(0, min(field.x_of(position) - GAP, field.width()))
    corner = field.mapTo(window, QPoint(x, field.height() + 2))
    width = min(size.width(), window.width() - GAP)
    part.setGeometry(
        max(GAP // 2, min(corner.x(), window.width() - width - GAP // 2)),
        corner.y(),
        width,
        min(size.height(), window.height() - corner.y()),
    )
    part.show()
    part.raise_()


class HintLine(ElidedLabel):
    """One sentence about a query, under the piece of it that is meant; never in the way of keys."""

    def __init__(self, field: QueryField, window: QWidget) -> None:
        super().__init__(window)
        self._field = field
        self.setAccessibleName(self.tr("Hint about the search"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(GAP, 0, GAP, 0)
        self.hide()

    def show_hint(self, sentence: str, start: int, stop: int) -> None:
        """Show a hint about the text from `start` to `stop`, and underline that."""
        is_new = sentence != self.text() or self.isHidden()
        self.setText(sentence)
        width = self.fontMetrics().horizontalAdvance(sentence) + 2 * GAP + 2
        place_below(self, self._field, start, QSize(width, self.fontMetrics().height() + GAP))
        self._field.show_doubt(start, stop)
        if is_new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def clear_hint(self) -> None:
        """Show nothing."""
        self.hide()
        self._field.show_doubt(0, 0)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours_of(self.palette()).warning))
        painter.setPen(line_colour(self.palette()))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        super().paintEvent(event)


class SuggestionList(QListWidget):
    """What may be typed next. The field keeps the focus and passes the keys on that are meant."""

    chosen = Signal(str)

    def __init__(self, field: QueryField, window: QWidget) -> None:
        super().__init__(window)
        self._field = field
        self.setAccessibleName(self.tr("Suggestions for the search"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(self._on_clicked)
        self.hide()

    def show_texts(self, texts: Sequence[str], position: int) -> None:
        """Offer `texts` under the letter at `position`; none of them is chosen yet."""
        self.clear()
        self.addItems(list(texts))
        self.setCurrentRow(-1)
        metrics = self.fontMetrics()
        width = max(map(metrics.horizontalAdvance, texts)) + 4 * GAP
        height = min(len(texts), _MOST_ROWS) * max(1, self.sizeHintForRow(0)) + 4
        place_below(self, self._field, position, QSize(width, height))

    def step(self, by: int) -> None:
        """Go to the next suggestion, or the one before."""
        row = self.currentRow() + by if self.currentRow() >= 0 else (0 if by > 0 else -1)
        self.setCurrentRow(row % self.count())
        said = QAccessibleAnnouncementEvent(self, self.current)
        QAccessible.updateAccessibility(said)

    @property
    def current(self) -> str:
        """The suggestion that was gone to, or nothing."""
        return self.currentItem().text() if self.currentRow() >= 0 else ""

    @property
    def first(self) -> str:
        """The suggestion that fits best."""
        return self.item(0).text()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.text())
