"""How well one colour stands out from another, as WCAG 2.2 reckons it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage


def contrast(one: QColor | str, other: QColor | str) -> float:
    """The ratio of two colours, from 1 for equal ones to 21 for black on white."""
    low, high = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


def best_contrast(image: QImage, ground: QColor | str) -> float:
    """How well the pixel of `image` stands out that stands out best from `ground`."""
    seen = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return max(contrast(QColor.fromRgb(pixel), ground) for pixel in seen)


def _luminance(colour: QColor) -> float:
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
