"""The icon: every file shows the same drawing, in the size that its name says."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageReader
from pytestqt.qtbot import QtBot

import icon_files
import project
from gui.app_icon import SIZES, app_icon

SLACK = 3.0
"""So much may the mean of a colour differ: another release of Qt smooths edges otherwise."""


@pytest.fixture(scope="module")
def draw() -> Callable[[int], QImage]:
    """What draws the icon anew."""
    path = project.ROOT / "resources" / "make_icons.py"
    spec = importlib.util.spec_from_file_location("make_icons", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn: Callable[[int], QImage] = module.draw
    return drawn


def difference(one: QImage, other: QImage) -> float:
    """By how much the bytes of two pictures differ in the mean."""
    kind = QImage.Format.Format_ARGB32
    a, b = (bytes(image.convertToFormat(kind).constBits()) for image in (one, other))
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


@pytest.mark.parametrize("size", project.ICON_SIZES)
def test_each_picture_is_what_its_drawing_shows(
    qtbot: QtBot, draw: Callable[[int], QImage], size: int
) -> None:
    image = QImage(str(project.ICONS / f"session-browser-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert difference(image, draw(size)) < SLACK


def test_the_corners_let_the_ground_through() -> None:
    image = QImage(str(project.ICONS / "session-browser-256.png"))
    assert image.pixelColor(2, 2).alpha() == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_window_has_an_icon_of_each_size(qtbot: QtBot, size: int) -> None:
    drawn = QImage(str(project.ICONS / f"session-browser-{size}.png"))
    assert difference(app_icon().pixmap(size, size).toImage(), drawn) < SLACK


@pytest.mark.parametrize(
    ("kind", "make", "largest"), [("ico", icon_files.ico, 256), ("icns", icon_files.icns, 512)]
)
def test_the_files_for_other_systems_can_be_read(
    qtbot: QtBot, kind: str, make: Callable[[Path], bytes], largest: int
) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray(make(project.ICONS)))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    widths = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        widths.append(reader.read().width())
    assert max(widths) == largest


@pytest.mark.parametrize(
    ("system", "name"),
    [("win32", "session-browser.ico"), ("darwin", "session-browser.icns"), ("linux", None)],
)
def test_each_system_gets_the_file_it_knows(tmp_path: Path, system: str, name: str | None) -> None:
    path = icon_files.for_system(project.ICONS, tmp_path, system)
    assert (path and path.name) == name
