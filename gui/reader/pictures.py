"""Pictures that are part of a conversation: decoded when they are shown, at a bounded size."""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPalette

MOST_BYTES = 32 * 1024 * 1024
"""A longer picture is not decoded."""

MOST_PIXELS = 64 * 1024 * 1024
"""Nor is one that says it has more: a few bytes can unfold to gigabytes."""

_FRAME = QSize(24, 18)
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/gif": b"gif", "image/webp": b"webp"}


def picture(source: str, room: QSize) -> QImage:
    """Return the picture in the data URI `source`, no larger than `room`; an empty one if none."""
    kind = source[5:100].partition(";")[0].lower()
    if kind not in _FORMATS or len(source) > MOST_BYTES:
        return QImage()
    try:
        raw = base64.b64decode(source[source.index(",") + 1 :], validate=True)
    except (binascii.Error, ValueError):
        return QImage()
    return _decoded(QByteArray(raw), _FORMATS[kind], room)


def no_picture(palette: QPalette) -> QImage:
    """Return what stands for a picture that cannot be shown: an empty frame."""
    image = QImage(_FRAME, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return image


def _decoded(data: QByteArray, kind: bytes, room: QSize) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
