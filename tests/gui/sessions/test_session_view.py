"""The table answers the keyboard, ages its times, and draws what a row has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from core.values import SessionRow
from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from gui.sessions.session_view import SessionView
from tests.gui.sessions.builders import NOW, a_row, many_rows, rows_of, title_index
from tests.gui.sessions.hands import Key, press, settle, spot

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


# --- keys ----------------------------------------------------------------------------------------


def test_typing_goes_to_the_title_that_begins_so(view: SessionView, three: SessionModel) -> None:
    three.show(rows_of("Alpha Beta Bravo Gamma"), {})
    QTest.keyClicks(view, "br")
    assert view.current_id() == "bravo"


def test_home_and_end_go_to_the_first_and_the_last_session(
    view: SessionView, three: SessionModel
) -> None:
    press(view, Key.Key_End)
    assert view.current_id() == "gamma"
    press(view, Key.Key_Home)
    assert view.current_id() == "alpha"


def test_tab_leaves_the_table(view: SessionView, three: SessionModel) -> None:
    press(view, Key.Key_Tab)
    assert view.current_id() == "alpha"
    assert view.currentIndex().column() == title_index(three, "alpha").column()


# --- times grow older ----------------------------------------------------------------------------


class Painted(QObject):
    """Which parts of a widget were painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_every_minute_only_the_times_in_sight_are_painted_anew(
    view: SessionView, three: SessionModel
) -> None:
    settle()
    painted = Painted(view.viewport())
    [minute] = view.findChildren(QTimer, "minute")
    minute.timeout.emit()
    settle()
    left, width = view.columnViewportPosition(Column.UPDATED), view.columnWidth(Column.UPDATED)
    assert [(area.left(), area.width()) for area in painted.areas] == [(left, width)]
    assert minute.interval() == 60_000


def test_a_hidden_table_does_not_watch_the_clock(view: SessionView) -> None:
    [minute] = view.findChildren(QTimer, "minute")
    assert minute.isActive()
    view.hide()
    assert not minute.isActive()


def test_a_time_that_grew_older_says_so(qtbot: QtBot) -> None:
    clock = [NOW]
    model = SessionModel(now=lambda: clock[0])
    model.show([a_row("s1", age=0)], {})
    clock[0] += 180
    assert model.index(0, Column.UPDATED).data() == "3 min ago"


def test_a_row_is_as_high_as_its_font_needs(view: SessionView, three: SessionModel) -> None:
    before = view.rowHeight(0)
    font = view.font()
    font.setPointSize(font.pointSize() * 2)
    view.setFont(font)
    settle()
    assert view.rowHeight(0) >= view.fontMetrics().height()
    assert view.rowHeight(0) > before
    assert spot(view, three, "beta").y() > view.rowHeight(0)


def test_a_selection_of_everything_does_not_ask_for_every_cell(qtbot: QtBot) -> None:
    asked: list[int] = []

    class Counted(SessionModel):
        def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
            asked.append(index.row())
            return super().flags(index)

    model, view = Counted(), SessionView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.show(many_rows(2_000), {})
    with qtbot.waitExposed(view):
        view.show()
    view.selectAll()
    settle()
    assert len(view.selected_ids()) == 2_000
    assert len(asked) < 2_000


# --- drawing -------------------------------------------------------------------------------------

LONG = "A title that is much too long for the column in which it stands " * 3


def drawn(view: SessionView, model: SessionModel, row: SessionRow, column: Column) -> QImage:
    """How the cell of `row` looks where it is the only one, and not selected."""
    model.show([row], {})
    model.set_show_archived(True)
    view.clearSelection()
    settle()
    return view.viewport().grab(view.visualRect(model.index(0, column))).toImage()


def hover(view: SessionView, model: SessionModel, column: Column) -> str:
    """The tooltip over a cell of the first row."""
    QToolTip.hideText()
    place = view.visualRect(model.index(0, column)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text() if QToolTip.isVisible() else ""


@pytest.mark.parametrize("title", ["Short", LONG], ids=["short", "long"])
@pytest.mark.parametrize("field", ["archived", "snapshot"])
def test_a_state_is_seen_beside_its_title(
    view: SessionView, model: SessionModel, title: str, field: str
) -> None:
    plain = drawn(view, model, a_row("s1", title), Column.TITLE)
    marked = drawn(view, model, a_row("s1", title, **{field: True}), Column.TITLE)
    assert plain != marked


def test_a_mark_leaves_the_row_its_ground(view: SessionView, model: SessionModel) -> None:
    plain = drawn(view, model, a_row("s1", "Short"), Column.TITLE)
    marked = drawn(view, model, a_row("s1", "Short", archived=True), Column.TITLE)
    corner = (plain.width() - 2, 2)
    assert marked.pixelColor(*corner) == plain.pixelColor(*corner)


def test_an_unsaved_title_is_seen(view: SessionView, model: SessionModel) -> None:
    plain = drawn(view, model, a_row("s1", "Title"), Column.TITLE)
    model.show_unsaved("s1", "Title")
    assert drawn(view, model, a_row("s1", "Title"), Column.TITLE) != plain


@pytest.mark.parametrize("field", ["model", "workspace"])
def test_of_a_long_path_the_end_is_seen(view: SessionView, model: SessionModel, field: str) -> None:
    column = Column[field.upper()]
    view.setColumnHidden(column, False)
    one = drawn(view, model, a_row("s1", **{field: "path/" * 20 + "one"}), column)
    other = drawn(view, model, a_row("s1", **{field: "path/" * 20 + "two"}), column)
    assert one != other


def test_a_title_that_runs_to_the_left_starts_where_the_others_do(
    view: SessionView, model: SessionModel
) -> None:
    titles = (drawn(view, model, a_row("s1", title), Column.TITLE) for title in ("abc", "عنوان"))
    to_the_right, to_the_left = (i.copy(i.width() // 2, 0, i.width(), i.height()) for i in titles)
    assert to_the_right == to_the_left


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("column", [Column.TITLE, Column.MODEL])
def test_a_tooltip_gives_what_is_cut_off(
    view: SessionView, model: SessionModel, column: Column
) -> None:
    model.show([a_row("s1", LONG, model=LONG)], {})
    assert LONG in hover(view, model, column)


@pytest.mark.parametrize("column", [Column.TITLE, Column.MODEL, Column.MESSAGES])
def test_no_tooltip_repeats_what_is_seen_in_full(
    view: SessionView, model: SessionModel, column: Column
) -> None:
    model.show([a_row("s1", "Short", model="opus")], {})
    assert hover(view, model, column) == ""


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_tooltip_says_more_than_the_cell_where_there_is_more(
    view: SessionView, model: SessionModel
) -> None:
    model.show([a_row("s1", "Short", listed=False)], {})
    assert "No row in the index" in hover(view, model, Column.TITLE)
    assert hover(view, model, Column.UPDATED).count(":") >= 3
