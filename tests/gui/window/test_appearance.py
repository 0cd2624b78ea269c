"""How the window looks is chosen in its menu View, and is the same after the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from gui.appearance import palettes
from gui.appearance.appearance import Appearance
from gui.appearance.colours import DARK, LIGHT
from gui.appearance.palettes import colours_of
from gui.window_state import WindowState
from tests.gui.window.conftest import Driver


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    palettes.use(LIGHT)


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


def entries(driver: Driver, name: str) -> dict[str, bool]:
    """The entries of a menu below View by their words, and whether they are ticked."""
    return {a.text().replace("&", ""): a.isChecked() for a in menu(driver, name).actions()}


def menu(driver: Driver, name: str) -> QMenu:
    found = driver.window.findChildren(QMenu)
    return next(m for m in found if m.title().replace("&", "") == name)


def choose(driver: Driver, name: str, text: str) -> None:
    """Choose an entry of a menu below View."""
    found = menu(driver, name).actions()
    next(a for a in found if a.text().replace("&", "") == text).trigger()


def wait_until_dark(driver: Driver) -> None:
    """Qt tells its widgets of a new palette in the next turn of the event loop."""
    driver.qtbot.waitUntil(lambda: colours_of(driver.window.palette()) is DARK)


def test_the_theme_of_the_system_is_the_first_choice(opened: Driver) -> None:
    assert entries(opened, "Appearance") == {"As the system": True, "Light": False, "Dark": False}


def test_dark_is_shown_as_soon_as_it_is_chosen(opened: Driver) -> None:
    choose(opened, "Appearance", "Dark")
    wait_until_dark(opened)


def test_only_what_was_chosen_is_ticked(opened: Driver) -> None:
    choose(opened, "Appearance", "Dark")
    assert entries(opened, "Appearance") == {"As the system": False, "Light": False, "Dark": True}


def test_secondary_text_of_the_details_is_written_in_the_new_colour(opened: Driver) -> None:
    choose(opened, "Appearance", "Dark")
    wait_until_dark(opened)
    found = opened.window.details.document().find("Messages")
    assert found.charFormat().foreground().color().name() == DARK.quiet


def test_the_next_start_is_as_dark_as_the_last(opened: Driver, state: WindowState) -> None:
    choose(opened, "Appearance", "Dark")
    palettes.use(LIGHT)
    Appearance(state)
    assert colours_of(QApplication.palette()) is DARK


def test_settings_that_make_no_sense_are_the_default(qapp: QApplication, tmp_path: Path) -> None:
    settings = tmp_path / "window.ini"
    settings.write_text("[General]\ntheme=purple\n")
    Appearance(WindowState(settings))
    assert colours_of(qapp.palette()) is LIGHT
