"""The few measures and colours that the parts of the window share, all made from the palette."""

from __future__ import annotations

import html

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

GAP = 8
"""Every distance between two things is this, its half, or a multiple of it."""

RING = 2
"""How wide the line is that is drawn around what has the focus."""

_DIMMED = 0.68  # of the way from the ground to the text: 5.3:1 for black on white
_LINE = 0.16


def between(ground: QColor, figure: QColor, part: float) -> QColor:
    """Return the colour that lies `part` of the way from `ground` to `figure`."""
    mixed = (
        round(a + (b - a) * part)
        for a, b in zip(ground.getRgb()[:3], figure.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*mixed)


def dimmed(palette: QPalette) -> QColor:
    """Return the colour of secondary text: quieter, and still at least 4.5:1."""
    return between(palette.window().color(), palette.windowText().color(), _DIMMED)


def line_colour(palette: QPalette) -> QColor:
    """Return the colour of a hairline."""
    return between(palette.window().color(), palette.windowText().color(), _LINE)


class Hairline(QWidget):
    """A line one pixel thin, lying or standing, instead of a frame."""

    def __init__(
        self, parent: QWidget | None = None, orientation: Qt.Orientation = Qt.Orientation.Horizontal
    ) -> None:
        super().__init__(parent)
        lying = orientation == Qt.Orientation.Horizontal
        (self.setFixedHeight if lying else self.setFixedWidth)(1)
        grows, stays = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((grows, stays) if lying else (stays, grows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), line_colour(self.palette()))
        painter.end()


class HairlineSplitter(QSplitter):
    """A splitter whose handle is a hairline in a margin wide enough to be grabbed."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(GAP - 1)

    def createHandle(self) -> QSplitterHandle:
        return _HairlineHandle(self.orientation(), self)


class _HairlineHandle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        line = QRect(0, 0, self.width(), self.height())
        if self.orientation() == Qt.Orientation.Horizontal:
            line.setWidth(1)
        else:
            line.setHeight(1)
        painter.fillRect(line, line_colour(self.palette()))
        painter.end()


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that takes nothing for markup: titles and paths come from files."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class ElidedLabel(QLabel):
    """A label in one line that gives way: what finds no room is cut, and told by the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setToolTip(html.escape(self.text()) if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def dim(label: QLabel) -> None:
    """Show `label` as secondary text."""
    palette = label.palette()
    quiet = dimmed(palette)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, quiet)
    label.setPalette(palette)


class _LinkButton(QPushButton):
    """Shows by a ring that it has the focus: the style shows nothing on a flat button."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().highlight().color(), RING))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()


def link_button(text: str) -> QPushButton:
    """Return a button that stands in a line of text like a link."""
    button = _LinkButton(text)
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    palette = button.palette()
    palette.setColor(QPalette.ColorRole.ButtonText, palette.link().color())
    button.setPalette(palette)
    font = button.font()
    font.setUnderline(True)
    button.setFont(font)
    return button
