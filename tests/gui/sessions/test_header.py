"""The header: columns are sorted by, moved, hidden, stretched and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gui.sessions.columns import COLUMNS, Column
from gui.sessions.session_view import SessionView
from tests.gui.sessions.builders import a_row, titles
from tests.gui.sessions.hands import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.sessions.session_model import SessionModel


@pytest.fixture(autouse=True)
def _three_sessions(model: SessionModel) -> None:
    counts = {"Beta": 7, "Alpha": 9, "Gamma": 8}
    model.show([a_row(t.lower(), t, message_count=n) for t, n in counts.items()], {})


def visible(view: SessionView) -> list[Column]:
    """The columns that are shown, from left to right."""
    header = view.horizontalHeader()
    columns = [Column(header.logicalIndex(place)) for place in range(header.count())]
    return [column for column in columns if not header.isSectionHidden(column)]


def click(view: SessionView, column: Column) -> None:
    header = view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def drag(view: SessionView, start: QPoint, end: QPoint) -> None:
    viewport, left = view.horizontalHeader().viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(viewport, start + (end - start) * step / 4)
        settle()
    QTest.mouseRelease(viewport, left, pos=end)
    settle()


def choose(view: SessionView, *path: str) -> None:
    """Choose an entry of the menu of columns, as a user would see it at this moment."""
    menu = view.columns_menu()
    menu.aboutToShow.emit()
    for text in path:
        [action] = [a for a in menu.actions() if a.text().replace("&", "") == text]
        if action.menu() is None:
            action.trigger()
        else:
            menu = action.menu()
    settle()


def free_width(view: SessionView) -> int:
    """The width that no column takes; less than nothing if they need more than there is."""
    return view.viewport().width() - sum(view.columnWidth(c) for c in visible(view))


# --- sorting -------------------------------------------------------------------------------------


def test_the_order_of_the_store_comes_first(view: SessionView, model: SessionModel) -> None:
    assert titles(model) == ["Beta", "Alpha", "Gamma"]
    assert view.horizontalHeader().sortIndicatorSection() == -1


def test_three_clicks_sort_sort_the_other_way_and_return(
    view: SessionView, model: SessionModel
) -> None:
    seen = []
    for _ in range(3):
        click(view, Column.TITLE)
        seen.append(titles(model))
    rising = ["Alpha", "Beta", "Gamma"]
    assert seen == [rising, rising[::-1], ["Beta", "Alpha", "Gamma"]]


def test_the_first_click_on_a_number_shows_the_largest_on_top(
    view: SessionView, model: SessionModel
) -> None:
    click(view, Column.MESSAGES)
    assert titles(model) == ["Alpha", "Gamma", "Beta"]


# --- the menu ------------------------------------------------------------------------------------


def test_at_first_the_declared_columns_are_shown(view: SessionView) -> None:
    assert visible(view) == [column for column, spec in COLUMNS.items() if spec.shown]


def test_the_menu_shows_and_hides_a_column(view: SessionView) -> None:
    choose(view, "Size")
    assert Column.SIZE in visible(view)
    assert view.columnWidth(Column.SIZE) > view.fontMetrics().horizontalAdvance("100.0 MB")
    choose(view, "Size")
    assert Column.SIZE not in visible(view)


def test_the_title_cannot_be_hidden(view: SessionView) -> None:
    menu = view.columns_menu()
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions() if a.isCheckable() and not a.isEnabled()] == ["Title"]


def test_the_menu_sorts_as_a_first_click_would(view: SessionView, model: SessionModel) -> None:
    choose(view, "Sort by", "Messages")
    assert titles(model) == ["Alpha", "Gamma", "Beta"]
    choose(view, "Sort by", "Reverse")
    assert titles(model) == ["Beta", "Gamma", "Alpha"]


def test_the_menu_returns_to_the_order_of_the_store(view: SessionView, model: SessionModel) -> None:
    choose(view, "Sort by", "Title")
    choose(view, "Sort by", "Pinned, then newest")
    assert titles(model) == ["Beta", "Alpha", "Gamma"]


def test_the_menu_moves_a_column_to_the_left(view: SessionView) -> None:
    choose(view, "Move to the left", "Updated")
    assert visible(view)[:4] == [Column.PIN, Column.TITLE, Column.UPDATED, Column.MESSAGES]


def test_the_menu_resets_the_columns(view: SessionView) -> None:
    before = view.columnWidth(Column.MODEL)
    choose(view, "Move to the left", "Updated")
    choose(view, "Model")
    view.setColumnWidth(Column.MESSAGES, 150)
    choose(view, "Reset columns")
    assert visible(view) == [column for column, spec in COLUMNS.items() if spec.shown]
    assert view.columnWidth(Column.MODEL) == before


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_on_the_header_opens_the_menu(qtbot: QtBot, view: SessionView) -> None:
    header = view.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(20, 8))
    [menu] = [m for m in header.findChildren(QMenu) if m.isVisible()]
    assert "Size" in [action.text() for action in menu.actions()]
    menu.close()


# --- widths --------------------------------------------------------------------------------------


def test_the_title_takes_the_room_that_is_left(view: SessionView) -> None:
    assert free_width(view) == 0
    view.resize(900, 400)
    settle()
    assert free_width(view) == 0


def test_a_column_that_is_hidden_leaves_its_room_to_the_title(view: SessionView) -> None:
    before, gained = view.columnWidth(Column.TITLE), view.columnWidth(Column.MODEL)
    choose(view, "Model")
    assert view.columnWidth(Column.TITLE) == before + gained


def test_a_narrow_table_leaves_some_words_of_the_title(view: SessionView) -> None:
    view.resize(200, 400)
    settle()
    assert view.columnWidth(Column.TITLE) >= 28 * view.fontMetrics().averageCharWidth()
    assert free_width(view) < 0


def test_the_edge_between_title_and_neighbour_can_be_dragged(view: SessionView) -> None:
    header = view.horizontalHeader()
    title, messages = view.columnWidth(Column.TITLE), view.columnWidth(Column.MESSAGES)
    edge = header.sectionViewportPosition(Column.MESSAGES)
    drag(view, QPoint(edge - 1, 8), QPoint(edge - 41, 8))
    assert view.columnWidth(Column.TITLE) == title - 40
    assert view.columnWidth(Column.MESSAGES) == messages + 40


def test_the_edge_of_another_column_takes_from_the_title(view: SessionView) -> None:
    header = view.horizontalHeader()
    title, messages = view.columnWidth(Column.TITLE), view.columnWidth(Column.MESSAGES)
    edge = header.sectionViewportPosition(Column.UPDATED)
    drag(view, QPoint(edge - 1, 8), QPoint(edge + 19, 8))
    assert view.columnWidth(Column.MESSAGES) == messages + 20
    assert view.columnWidth(Column.TITLE) == title - 20


# --- from one start to the next ------------------------------------------------------------------


def test_widths_order_visibility_and_sorting_are_remembered(
    qtbot: QtBot, view: SessionView, model: SessionModel
) -> None:
    choose(view, "Size")
    choose(view, "Move to the left", "Updated")
    choose(view, "Sort by", "Messages")
    view.setColumnWidth(Column.MODEL, 77)
    other = SessionView()
    qtbot.addWidget(other)
    other.setModel(model)
    model.sort(-1)
    assert other.restore_header(view.save_header())
    assert visible(other) == visible(view)
    assert other.columnWidth(Column.MODEL) == 77
    assert titles(model) == ["Alpha", "Gamma", "Beta"]


def test_after_the_restart_a_third_click_still_returns(
    view: SessionView, model: SessionModel
) -> None:
    choose(view, "Sort by", "Title")
    view.restore_header(view.save_header())
    click(view, Column.TITLE)
    click(view, Column.TITLE)
    assert titles(model) == ["Beta", "Alpha", "Gamma"]


@pytest.mark.parametrize("state", [b"", b"nonsense", b"session columns 1\nnonsense"])
def test_a_state_that_is_not_ours_changes_nothing(view: SessionView, state: bytes) -> None:
    before = view.save_header()
    assert not view.restore_header(QByteArray(state))
    assert view.save_header() == before


def test_a_state_that_hides_the_title_shows_it(view: SessionView) -> None:
    view.setColumnHidden(Column.TITLE, True)
    view.restore_header(view.save_header())
    assert Column.TITLE in visible(view)
    assert free_width(view) == 0
