"""The program in one look or the other, as it was before once a test is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.appearance import palettes
from gui.appearance.colours import DARK, LIGHT, Colours


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Colours]:
    """Each look in turn, in use."""
    style, font = qapp.style().name(), QFont(qapp.font())
    qapp.setStyle("Fusion")
    palettes.use(request.param)
    yield request.param
    palettes.use(LIGHT)
    qapp.setStyle(style)
    qapp.setFont(font)
