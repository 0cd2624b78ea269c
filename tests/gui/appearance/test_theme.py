"""Light, dark, or as the system tells: chosen in the menu, followed at run time, remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.appearance import palettes
from gui.appearance.colours import DARK, LIGHT
from gui.appearance.palettes import colours_of
from gui.appearance.theme import Theme, ThemeSwitch


@pytest.fixture
def system(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """A switch that follows the system."""
    yield ThemeSwitch(qapp.styleHints(), Theme.SYSTEM)
    palettes.use(LIGHT)


def tell(scheme: Qt.ColorScheme) -> None:
    """Tell what the system tells when the user changes its look."""
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


def test_a_system_that_tells_nothing_is_light(system: ThemeSwitch, qapp: QApplication) -> None:
    assert colours_of(qapp.palette()) is LIGHT


def test_the_window_becomes_dark_with_the_system(system: ThemeSwitch, qapp: QApplication) -> None:
    tell(Qt.ColorScheme.Dark)
    assert colours_of(qapp.palette()) is DARK


def test_the_window_becomes_light_again(system: ThemeSwitch, qapp: QApplication) -> None:
    tell(Qt.ColorScheme.Dark)
    tell(Qt.ColorScheme.Light)
    assert colours_of(qapp.palette()) is LIGHT


def test_a_theme_that_was_chosen_stays(system: ThemeSwitch, qapp: QApplication) -> None:
    system.choose(Theme.LIGHT)
    tell(Qt.ColorScheme.Dark)
    assert colours_of(qapp.palette()) is LIGHT


def test_what_the_system_told_meanwhile_is_known(system: ThemeSwitch, qapp: QApplication) -> None:
    system.choose(Theme.LIGHT)
    tell(Qt.ColorScheme.Dark)
    system.choose(Theme.SYSTEM)
    assert colours_of(qapp.palette()) is DARK
