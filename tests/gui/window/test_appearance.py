"""How the window looks is chosen in its menu View, and is the same after the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from gui.appearance import palettes
from gui.appearance.appearance import Appearance
from gui.appearance.colours import DARK, LIGHT
from gui.appearance.palettes import colours_of
from gui.main_window import MainWindow
from gui.sessions.columns import Column
from gui.window_state import WindowState
from tests.gui.window.conftest import Driver


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    font = QFont(qapp.font())
    yield
    palettes.use(LIGHT)
    qapp.setFont(font)


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


def row_height(driver: Driver) -> int:
    return driver.view.rowHeight(0)


def test_the_text_becomes_larger_by_keys(opened: Driver, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    opened.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == pytest.approx(1.1 * before)


def test_the_text_becomes_smaller_by_keys(opened: Driver, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    opened.press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == pytest.approx(0.9 * before)


def test_a_key_brings_the_usual_size_back(opened: Driver, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    choose(opened, "Text size", "175 %")
    opened.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSizeF() == before


def test_text_is_no_larger_than_twice_its_size(opened: Driver, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    for _ in range(9):
        choose(opened, "Text size", "Larger")
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)


def test_the_size_that_is_shown_is_ticked(opened: Driver) -> None:
    choose(opened, "Text size", "Larger")
    assert [text for text, ticked in entries(opened, "Text size").items() if ticked] == ["110 %"]


@pytest.mark.parametrize(
    "measure",
    [
        row_height,
        lambda driver: driver.view.columnWidth(Column.MODEL),
        lambda driver: driver.window.status.height(),
        lambda driver: driver.window.tools.iconSize().height(),
        lambda driver: driver.window.details.fontMetrics().height(),
        lambda driver: driver.window.filter_bar.sizeHint().width(),
    ],
    ids=["rows", "columns", "status bar", "icons", "details", "filter"],
)
def test_everything_grows_with_the_text(opened: Driver, measure: Callable[[Driver], int]) -> None:
    before = measure(opened)
    choose(opened, "Text size", "200 %")
    opened.qtbot.waitUntil(lambda: measure(opened) > 1.4 * before)


def test_a_headline_stays_larger_than_the_text(driver: Driver) -> None:
    driver.begin()
    choose(driver, "Text size", "200 %")
    headline, sentence, *_ = driver.window.list_area.nothing.findChildren(QLabel)
    assert headline.font().pointSizeF() > 1.2 * sentence.font().pointSizeF()


def test_compact_rows_are_lower(opened: Driver) -> None:
    before = row_height(opened)
    choose(opened, "Rows", "Compact")
    assert row_height(opened) < before


def test_the_next_window_has_rows_as_compact_as_the_last(
    opened: Driver, state: WindowState, qtbot: QtBot
) -> None:
    choose(opened, "Rows", "Compact")
    window = MainWindow(opened.app.model, state)
    window.may_close = True
    qtbot.addWidget(window)
    Appearance(state, window).add_to(window)
    assert window.view.verticalHeader().defaultSectionSize() == row_height(opened)


def test_the_next_start_has_text_as_large_as_the_last(
    opened: Driver, state: WindowState, qapp: QApplication
) -> None:
    usual = QFont(qapp.font())
    choose(opened, "Text size", "150 %")
    qapp.setFont(usual)
    Appearance(state)
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * usual.pointSizeF())
