"""The second line of a result: what was said, with the words that were looked for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from gui.sessions.passages import ShownPassage
from gui.sessions.texts import reads_right_to_left

_MORE = "…"
_BEFORE = 0.3
"""So much of the room may stand before the first mark."""


def upper_line(area: QRect) -> QRect:
    """Return where in a row of two lines the first one is."""
    return QRect(area.left(), area.top() + 2, area.width(), area.height() // 2 - 1)


def lower_line(area: QRect) -> QRect:
    """Return where in a row of two lines the second one is."""
    top = upper_line(area).bottom() + 1
    return QRect(area.left(), top, area.width(), area.bottom() - 1 - top)


def draw_passage(
    painter: QPainter, area: QRect, passage: ShownPassage, font: QFont, quiet: QColor, loud: QColor
) -> None:
    """Write `passage` into `area`: quiet, and what is marked in bold and `loud`."""
    passage = fitted(passage, font, area.width())
    text = passage.text
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    is_turned = reads_right_to_left(text)
    direction = Qt.LayoutDirection
    option.setTextDirection(direction.RightToLeft if is_turned else direction.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats(_formats(text, passage.marks, loud))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(area)
    painter.setPen(quiet)
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
    painter.restore()


def fitted(passage: ShownPassage, font: QFont, width: int) -> ShownPassage:
    """Return what there is room for, cut at both ends so that the first mark can be seen."""
    metrics, (text, marks, *_) = QFontMetrics(font), passage
    first = marks[0][0] if marks else 0
    start = first
    while start > 0 and metrics.horizontalAdvance(text[start - 1 : first]) < width * _BEFORE:
        start -= 1
    if start > 0:
        start = text.find(" ", start, first) + 1 or start  # a whole word, if there is one
        shift = start - len(_MORE)
        text = _MORE + text[start:]
        marks = tuple((one - shift, stop - shift) for one, stop in marks)
    bold = QFont(font)
    bold.setBold(True)
    words = [text[one:stop] for one, stop in marks]
    wider = sum(QFontMetrics(bold).horizontalAdvance(word) for word in words)
    wider -= sum(map(metrics.horizontalAdvance, words))
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - wider)
    return ShownPassage(text, marks)


def _formats(
    text: str, marks: Iterable[tuple[int, int]], loud: QColor
) -> list[QTextLayout.FormatRange]:
    """Return the marks as Qt counts: in halves of what may be a pair."""
    shown = len(text) - text.endswith(_MORE)
    ranges = []
    for start, stop in marks:
        if start >= shown:
            break
        one = QTextLayout.FormatRange()
        one.start = units(text[:start])
        one.length = units(text[start : min(stop, shown)])
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setForeground(loud)
        one.format = style
        ranges.append(one)
    return ranges


def units(text: str) -> int:
    """Return how long `text` is for Qt."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
