"""The icons of the program, in the colours of the palette, at the resolution of the screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

import resources

FOLDER = Path(resources.__file__).with_name("icons")

_Group = QPalette.ColorGroup


def image(name: str, colour: str, pixels: int) -> QImage:
    """Return the icon `name` in one colour, as a square of so many pixels."""
    return _drawn(name, colour, pixels)


def icon(name: str, palette: QPalette, size: int, ratio: float) -> QIcon:
    """Return the icon `name` as text is coloured in `palette`, also for what is disabled.

    It is `size` units wide on a screen with `ratio` pixels to the unit.
    """
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, _Group.Active),
        (QIcon.Mode.Disabled, _Group.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText).name()
        pixmap = QPixmap.fromImage(image(name, colour, round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap, mode)
    return made


class Sign(QWidget):
    """An icon that stands beside words; it grows with them, and says nothing by itself."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, lines: float = 1.2, quiet: bool = False
    ) -> None:
        super().__init__(parent)
        self._name, self._lines = name, lines
        roles = QPalette.ColorRole
        self.setForegroundRole(roles.PlaceholderText if quiet else roles.WindowText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grow()

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def _grow(self) -> None:
        side = round(self.fontMetrics().height() * self._lines)
        self.setFixedSize(side, side)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        pixels = round(self.width() * self.devicePixelRatioF())
        colour = self.palette().color(self.foregroundRole()).name()
        painter = QPainter(self)
        painter.drawImage(
            QRect(0, 0, self.width(), self.height()), image(self._name, colour, pixels)
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, pixels: int) -> QImage:
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer()  # loaded in a second step: together the binding takes 6 ms
    renderer.load(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)  # not 0, which costs the binding 20 ms
    painter = QPainter(made)
    renderer.render(painter)
    painter.end()
    return made
