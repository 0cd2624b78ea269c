"""One family of icons: drawn by the same rules, in the colours of the palette, each with a use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.appearance.action_icons import OTHERS, TOOLS
from gui.appearance.colours import DARK, Colours
from gui.appearance.icons import FOLDER, Sign, icon, image
from gui.appearance.palettes import palette_of
from tests.house.tree import ROOT

DRAWINGS = sorted(FOLDER.glob("*.svg"))
RULES = (
    'viewBox="0 0 24 24"', 'fill="none"', 'stroke="currentColor"', 'stroke-width="1.75"',
    'stroke-linecap="round"', 'stroke-linejoin="round"',
)  # fmt: skip

each = pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)


def seen(picture: QImage) -> set[str]:
    """The colours of the pixels that are there."""
    every = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    opaque = [picture.pixelColor(*at) for at in every if picture.pixelColor(*at).alpha() == 255]
    return {colour.name() for colour in opaque}


@each
def test_a_drawing_keeps_to_the_rules_of_the_family(drawing: Path) -> None:
    text = drawing.read_text(encoding="utf-8")
    assert [rule for rule in RULES if rule not in text] == []


@each
def test_a_drawing_names_no_colour_of_its_own(drawing: Path) -> None:
    text = drawing.read_text(encoding="utf-8")
    assert re.findall(r'#[0-9a-f]{3,6}|(?:fill|stroke)="(?!none|currentColor)[^"]*"', text) == []


@each
def test_a_drawing_is_painted_in_one_colour(qapp: QApplication, drawing: Path) -> None:
    assert seen(image(drawing.stem, "#336699", 48)) == {"#336699"}


@each
def test_a_drawing_is_used(drawing: Path) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "gui").rglob("*.py"))
    assert f'"{drawing.stem}"' in sources


@pytest.mark.parametrize("name", [*TOOLS.values(), *OTHERS.values()])
def test_the_icon_of_an_action_is_there(name: str) -> None:
    assert (FOLDER / f"{name}.svg").is_file()


def test_an_icon_has_as_many_pixels_as_the_screen(qapp: QApplication) -> None:
    made = icon("folder", palette_of(DARK), 16, 2.5)
    assert made.pixmap(QSize(16, 16), 2.5).size() == QSize(40, 40)


def test_an_icon_has_the_colour_of_text(qapp: QApplication) -> None:
    made = icon("folder", palette_of(DARK), 16, 3)
    assert seen(made.pixmap(QSize(16, 16), 3).toImage()) == {DARK.text}


def test_the_icon_of_what_is_disabled_is_paler(qapp: QApplication) -> None:
    made = icon("folder", palette_of(DARK), 16, 3)
    picture = made.pixmap(QSize(16, 16), 3, QIcon.Mode.Disabled).toImage()
    assert seen(picture) == {DARK.off}


def test_a_sign_grows_with_the_text(qtbot: QtBot) -> None:
    sign = Sign("warning")
    qtbot.addWidget(sign)
    font, before = sign.font(), sign.width()
    font.setPointSizeF(2 * font.pointSizeF())
    sign.setFont(font)
    assert sign.width() > 1.5 * before


def test_a_sign_stands_out_in_either_look(qtbot: QtBot, colours: Colours) -> None:
    sign = Sign("warning")
    qtbot.addWidget(sign)
    picture = sign.grab().toImage()
    every = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert QColor(colours.text) in [picture.pixelColor(*at) for at in every]
