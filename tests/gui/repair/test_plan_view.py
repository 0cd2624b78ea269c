"""The table of a plan under real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gui.repair.plan_model import Column, PlanModel
from gui.repair.plan_view import INDENT, PlanView
from tests.gui.repair.builders import some_findings
from tests.gui.repair.driving import make_current, picture

Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> PlanView:
    """The plan of `some_findings` on the screen, the first heading current."""
    model = PlanModel()
    view = PlanView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    model.show(some_findings())
    view.resize(800, 500)
    view.show()
    make_current(view, 0)
    return view


def plan(view: PlanView) -> PlanModel:
    model = view.model()
    assert isinstance(model, PlanModel)
    return model


def first_cell(view: PlanView, row: int) -> QRect:
    return view.visualRect(plan(view).index(row, Column.WHAT))


def click(qtbot: QtBot, view: PlanView, place: QPoint) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def box_of(view: PlanView, row: int, indent: int) -> QPoint:
    """The middle of the tick box of a row whose text is set in by `indent`."""
    option = QStyleOptionViewItem()
    option.rect = first_cell(view, row).adjusted(indent, 0, 0, 0)
    option.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    option.widget = view
    element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    return view.style().subElementRect(element, option, view).center()


def marks(view: PlanView) -> str:
    """The ticks of all rows in one line, notes as dots."""
    lines = [line.strip() for line in picture(plan(view))]
    return "".join(line[1] if line.startswith("[") else "." for line in lines)


def test_everything_is_ticked_at_first(view: PlanView) -> None:
    assert marks(view) == "xxxxxxxx...."


def test_space_takes_the_tick_away(qtbot: QtBot, view: PlanView) -> None:
    make_current(view, 2)
    qtbot.keyClick(view, Key.Key_Space)
    assert marks(view) == "~x xxxxx...."


def test_space_ticks_again(qtbot: QtBot, view: PlanView) -> None:
    make_current(view, 2)
    qtbot.keyClick(view, Key.Key_Space)
    qtbot.keyClick(view, Key.Key_Space)
    assert marks(view) == "xxxxxxxx...."


def test_space_on_a_heading_is_for_all_below_it(qtbot: QtBot, view: PlanView) -> None:
    qtbot.keyClick(view, Key.Key_Space)
    assert marks(view) == "   xxxxx...."


def test_space_is_for_every_selected_row(qtbot: QtBot, view: PlanView) -> None:
    make_current(view, 2)
    for _ in range(4):
        qtbot.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Key.Key_Space)
    assert marks(view) == "~x      ...."


def test_space_without_a_selection_is_for_the_current_row(qtbot: QtBot, view: PlanView) -> None:
    make_current(view, 2)
    view.clearSelection()
    qtbot.keyClick(view, Key.Key_Space)
    assert marks(view) == "~x xxxxx...."


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Return, Key.Key_Enter])
def test_a_heading_is_folded_by_a_key(qtbot: QtBot, view: PlanView, key: Qt.Key) -> None:
    qtbot.keyClick(view, key)
    assert plan(view).rowCount() == 10


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Return])
def test_a_heading_is_unfolded_by_a_key(qtbot: QtBot, view: PlanView, key: Qt.Key) -> None:
    plan(view).set_expanded(0, expanded=False)
    qtbot.keyClick(view, key)
    assert plan(view).rowCount() == 12


def test_left_on_a_finding_leads_to_its_heading(qtbot: QtBot, view: PlanView) -> None:
    make_current(view, 7)
    qtbot.keyClick(view, Key.Key_Left)
    assert (view.currentIndex().row(), plan(view).rowCount()) == (5, 12)


def test_from_right_to_left_the_keys_are_swapped(qtbot: QtBot, view: PlanView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(view, Key.Key_Right)
    assert plan(view).rowCount() == 10


def test_the_arrow_folds(qtbot: QtBot, view: PlanView) -> None:
    click(qtbot, view, first_cell(view, 3).topLeft() + QPoint(INDENT // 2, 8))
    assert plan(view).rowCount() == 11


def test_from_right_to_left_the_arrow_stands_at_the_right(qtbot: QtBot, view: PlanView) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    click(qtbot, view, first_cell(view, 3).topRight() + QPoint(-INDENT // 2, 8))
    assert plan(view).rowCount() == 11


def test_a_click_beside_the_arrow_of_a_heading_only_selects_it(
    qtbot: QtBot, view: PlanView
) -> None:
    click(qtbot, view, first_cell(view, 3).center())
    assert (view.chosen_rows(), plan(view).rowCount()) == ([3], 12)


def test_a_double_click_on_a_heading_folds_it(qtbot: QtBot, view: PlanView) -> None:
    place = view.visualRect(plan(view).index(3, Column.CHANGE)).center()
    click(qtbot, view, place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert plan(view).rowCount() == 11


@pytest.mark.parametrize(
    ("row", "indent", "expected"),
    [(0, INDENT, "   xxxxx...."), (2, 2 * INDENT, "~x xxxxx....")],
    ids=["of a kind", "of a finding"],
)
def test_a_click_on_a_box_takes_its_tick(
    qtbot: QtBot, view: PlanView, row: int, indent: int, expected: str
) -> None:
    click(qtbot, view, box_of(view, row, indent))
    assert marks(view) == expected


def test_a_click_where_the_box_would_be_without_the_indent_ticks_nothing(
    qtbot: QtBot, view: PlanView
) -> None:
    click(qtbot, view, box_of(view, 2, 0))
    assert marks(view) == "xxxxxxxx...."


def test_tab_leaves_the_table(view: PlanView) -> None:
    assert not view.tabKeyNavigation()


def test_the_current_finding_is_told(view: PlanView) -> None:
    make_current(view, 2)
    assert view.current_finding() == some_findings()[1]


def test_a_heading_is_no_finding(view: PlanView) -> None:
    assert view.current_finding() is None


def test_the_words_of_a_heading_reach_over_the_column_of_files(view: PlanView) -> None:
    assert [view.columnSpan(row, Column.CHANGE) for row in range(4)] == [2, 1, 1, 2]


def test_the_wide_cells_follow_their_headings_when_a_kind_is_folded(view: PlanView) -> None:
    plan(view).set_expanded(0, expanded=False)
    assert [view.columnSpan(row, Column.CHANGE) for row in range(4)] == [2, 2, 1, 2]
