"""Draws the PNGs of the program's icon from its SVGs: `python resources/make_icons.py`.

The large drawing loses itself below 48 pixels, so a second one stands on a grid of 16.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent / "icons" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL = 32
"""Up to this size the small drawing is used."""


def drawing_for(size: int) -> Path:
    """Return the SVG that a PNG of `size` pixels is made from."""
    return FOLDER / ("session-browser-small.svg" if size <= SMALL else "session-browser.svg")


def draw(size: int) -> QImage:
    """Return the icon in `size` by `size` pixels. Needs a `QGuiApplication`."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing_for(size))).render(painter)
    painter.end()
    return image


def main() -> None:
    """Write every size beside the drawings."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for size in SIZES:
        draw(size).save(str(FOLDER / f"session-browser-{size}.png"))
    application.quit()


if __name__ == "__main__":
    main()
