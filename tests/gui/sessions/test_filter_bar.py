"""The filter field and the switch for archived sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from gui.sessions.filter_bar import FilterBar
from tests.gui.sessions.hands import Key, compose, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar()
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


def field(bar: FilterBar) -> QLineEdit:
    return bar.findChild(QLineEdit)


def switch(bar: FilterBar) -> QCheckBox:
    return bar.findChild(QCheckBox)


def told(bar: FilterBar) -> list[str]:
    heard: list[str] = []
    bar.filter_changed.connect(heard.append)
    return heard


def test_every_key_stroke_is_told(bar: FilterBar) -> None:
    heard = told(bar)
    QTest.keyClicks(field(bar), "abc")
    assert heard == ["a", "ab", "abc"]
    assert bar.text() == "abc"


def test_what_is_being_composed_is_not_told(bar: FilterBar) -> None:
    heard = told(bar)
    compose(field(bar), preedit="chong")
    compose(field(bar), commit="重")
    assert heard == ["重"]


def test_it_is_cleared_from_outside(bar: FilterBar) -> None:
    QTest.keyClicks(field(bar), "abc")
    heard = told(bar)
    bar.clear()
    assert heard == [""]


def test_the_focus_comes_with_all_the_text_selected(qtbot: QtBot, bar: FilterBar) -> None:
    QTest.keyClicks(field(bar), "abc")
    switch(bar).setFocus()
    bar.focus_filter()
    qtbot.waitUntil(field(bar).hasFocus)
    assert field(bar).selectedText() == "abc"


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Return])
def test_down_and_enter_ask_for_the_list(qtbot: QtBot, bar: FilterBar, key: Key) -> None:
    with qtbot.waitSignal(bar.list_wanted):
        press(field(bar), key)


def test_the_switch_tells_that_archived_sessions_are_wanted(qtbot: QtBot, bar: FilterBar) -> None:
    bar.set_archived_count(12)
    with qtbot.waitSignal(bar.show_archived_changed) as signal:
        switch(bar).click()
    assert signal.args == [True]


def test_the_switch_can_be_turned_from_outside(bar: FilterBar) -> None:
    bar.set_show_archived(True)
    assert switch(bar).isChecked()


def test_the_switch_always_says_how_many_are_archived(bar: FilterBar) -> None:
    assert switch(bar).text() == "Show archived (0)"
    bar.set_archived_count(1234)
    assert switch(bar).text() == "Show archived (1,234)"


def test_without_archived_sessions_the_switch_has_nothing_to_do(bar: FilterBar) -> None:
    assert not switch(bar).isEnabled()
    bar.set_archived_count(1)
    assert switch(bar).isEnabled()


def test_the_field_has_a_name(bar: FilterBar) -> None:
    assert field(bar).accessibleName() == "Search sessions"
