"""The page where one of several stores is chosen: what it shows, and that keys are enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.store.requests import StoreCounted
from gui.first_start.store_choice import StoreChoice

ONE, TWO, THREE = Path("/a/sessions"), Path("/b/<b>bold</b>/sessions"), Path("/c/sessions")
YEAR_2020 = 1_590_000_000.0
YEAR_2022 = 1_650_000_000.0


@pytest.fixture
def choice(qtbot: QtBot) -> StoreChoice:
    choice = StoreChoice()
    qtbot.addWidget(choice)
    choice.resize(900, 600)
    choice.show()
    choice.show_folders([ONE, TWO, THREE])
    return choice


def rows(choice: StoreChoice) -> list[tuple[str, ...]]:
    items = [choice.stores.topLevelItem(row) for row in range(3)]
    return [tuple(item.text(column) for column in range(3)) for item in items if item]


def current(choice: StoreChoice) -> str:
    return choice.stores.currentItem().text(0)


def button(choice: StoreChoice, text: str) -> QPushButton:
    found = choice.findChildren(QPushButton)
    return next(one for one in found if one.text().replace("&", "") == text)


def test_each_folder_is_there_before_it_is_counted(choice: StoreChoice) -> None:
    assert rows(choice) == [(str(one), "…", "…") for one in (ONE, TWO, THREE)]


def test_a_count_and_the_last_use_are_filled_in(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(TWO, 431, YEAR_2022))
    assert rows(choice)[1] == (str(TWO), "431", "15 Apr 2022")


def test_a_folder_without_sessions_was_never_used(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(ONE, 0, 0.0))
    assert rows(choice)[0] == (str(ONE), "0", "–")


def test_a_folder_that_cannot_be_read_says_so(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(ONE, None, 0.0))
    assert rows(choice)[0] == (str(ONE), "–", "cannot be read")


def test_what_is_counted_too_late_is_no_matter(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(Path("/gone"), 1, 1.0))
    assert len(rows(choice)) == 3


def test_the_store_used_last_is_proposed(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(ONE, 1, YEAR_2020))
    choice.on_counted(StoreCounted(THREE, 1, YEAR_2022))
    choice.on_counted(StoreCounted(TWO, 1, YEAR_2020))
    assert current(choice) == str(THREE)


def test_where_the_user_went_stays_current(qtbot: QtBot, choice: StoreChoice) -> None:
    qtbot.keyClick(choice.stores, Qt.Key.Key_Down)
    choice.on_counted(StoreCounted(THREE, 1, YEAR_2022))
    assert current(choice) == str(TWO)


def test_enter_opens_the_current_one(qtbot: QtBot, choice: StoreChoice) -> None:
    qtbot.keyClick(choice.stores, Qt.Key.Key_Down)
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(choice.stores, Qt.Key.Key_Return)
    assert told.args == [TWO]


def test_the_button_opens_the_current_one(qtbot: QtBot, choice: StoreChoice) -> None:
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.mouseClick(button(choice, "Open"), Qt.MouseButton.LeftButton)
    assert told.args == [ONE]


@pytest.mark.parametrize(
    ("text", "wish"), [("Choose a folder…", "choose_wanted"), ("Open the sample", "sample_wanted")]
)
def test_there_are_other_ways(qtbot: QtBot, choice: StoreChoice, text: str, wish: str) -> None:
    button(choice, text).setFocus()
    with qtbot.waitSignal(getattr(choice, wish)):
        qtbot.keyClick(button(choice, text), Qt.Key.Key_Return)


def test_tab_leads_from_the_list_to_the_buttons(qtbot: QtBot, choice: StoreChoice) -> None:
    choice.activateWindow()
    choice.stores.setFocus()
    qtbot.keyClick(choice.stores, Qt.Key.Key_Tab)
    assert choice.focusWidget() is button(choice, "Open")


def test_it_says_what_is_never_done(choice: StoreChoice) -> None:
    texts = [label.text() for label in choice.findChildren(QLabel)]
    assert any("never deletes a session" in text for text in texts)


def test_a_row_is_read_aloud_as_a_sentence(choice: StoreChoice) -> None:
    choice.on_counted(StoreCounted(ONE, 431, YEAR_2022))
    role = Qt.ItemDataRole.AccessibleTextRole
    said = choice.stores.topLevelItem(0).data(0, role)
    assert said.startswith("/a/sessions, 431 sessions, last used 15 April 2022")


def test_page_and_list_have_a_name(choice: StoreChoice) -> None:
    names = [
        QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        for one in (choice, choice.stores)
    ]
    assert names == ["Several session stores were found", "Session stores"]


def test_markup_in_a_path_is_shown_as_it_is(choice: StoreChoice) -> None:
    tip = choice.stores.topLevelItem(1).toolTip(0)
    assert "&lt;b&gt;bold&lt;/b&gt;" in tip


def test_many_stores_can_be_scrolled_and_do_not_push_the_buttons_away(
    qtbot: QtBot, choice: StoreChoice
) -> None:
    choice.show_folders([Path(f"/{n}/sessions") for n in range(40)])
    qtbot.wait(10)
    bottom = button(choice, "Open").mapTo(choice, button(choice, "Open").rect().bottomLeft())
    assert bottom.y() < choice.height()


def test_larger_text_makes_higher_rows(choice: StoreChoice) -> None:
    before = choice.stores.visualItemRect(choice.stores.topLevelItem(0)).height()
    font = choice.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    choice.setFont(font)
    after = choice.stores.visualItemRect(choice.stores.topLevelItem(0)).height()
    assert after > 1.5 * before
