"""The few measures and small widgets that the parts of the window share."""

from __future__ import annotations

import html

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from gui.appearance.palettes import colours_of, line_colour

GAP = 8
"""Every distance between two things is this, its half, or a multiple of it."""

_USUAL_LINE = 15
"""How high a line of text is on most screens, in pixels."""

NARROWEST = 560
"""The window is never less wide."""

RING = 2
"""How wide the line is that is drawn around what has the focus."""

_FOCUSED = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
QUIET = QPalette.ColorRole.PlaceholderText
"""The colour of secondary text; in our palettes it is made to be read."""


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


def grown(widget: QWidget, pixels: int) -> int:
    """Return a length that is `pixels` with text of the usual size, and grows with the text."""
    return round(pixels * widget.fontMetrics().height() / _USUAL_LINE)


def set_larger(label: QLabel, font: QFont, factor: float, *, bold: bool = False) -> None:
    """Show `label` in letters so much larger than those of `font`."""
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * factor)
    larger.setBold(bold)
    label.setFont(larger)


def with_room_for_lines(page: QWidget, least: QSize) -> QSize:
    """Return `least`, high enough for wrapped lines in the narrowest window there can be."""
    layout = page.layout()
    height = layout.minimumHeightForWidth(max(least.width(), NARROWEST)) if layout else 0
    return QSize(least.width(), max(least.height(), height))


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that takes nothing for markup: titles and paths come from files."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def plain_tip(text: str) -> str:
    """Return `text` so that a tooltip shows it word for word, and takes nothing for markup."""
    # As markup in any case: what only may be markup is shown with its escapes.
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>" if text else ""


def plain_title(text: str) -> str:
    """Return `text` as a window's title that shows it word for word: Qt has a use for [*]."""
    return text.replace("[*]", "[*][*]")


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
        self.setToolTip(plain_tip(self.text()) if text != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def dim(label: QLabel) -> None:
    """Show `label` as secondary text."""
    label.setForegroundRole(QUIET)


class WarningStrip(QWidget):
    """A widget on the ground of warnings; the sign and the words on it say the rest."""

    warns = True
    """Else it stands on plain ground; painted at the next occasion."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        painter = QPainter(self)
        ground = QColor(colours_of(colours).warning) if self.warns else colours.base().color()
        painter.fillRect(self.rect(), ground)
        painter.end()


def draw_ring(widget: QWidget) -> None:
    """Draw the line around `widget` that says it has the focus; called while it is painted."""
    painter = QPainter(widget)
    painter.setPen(QPen(widget.palette().accent().color(), RING))
    painter.drawRect(widget.rect().adjusted(1, 1, -1, -1))
    painter.end()


def draw_cell_ring(painter: QPainter, cell: QStyleOptionViewItem) -> None:
    """Show that a cell has the focus if no selection does: the style's own frame is too faint."""
    if cell.state & _FOCUSED == QStyle.StateFlag.State_HasFocus:
        painter.save()
        painter.setPen(QPen(cell.palette.accent().color(), RING))
        painter.drawRect(cell.rect.adjusted(1, 1, -1, -1))
        painter.restore()


class _LinkButton(QPushButton):
    """Shows by a ring that it has the focus: the style shows nothing on a flat button."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.link())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_ring(self)


def link_button(text: str) -> QPushButton:
    """Return a button that stands in a line of text like a link."""
    button = _LinkButton(text)
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    font = button.font()
    font.setUnderline(True)
    button.setFont(font)
    return button
