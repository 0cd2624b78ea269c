"""The table stays steady: selection, current row and what is in sight follow their sessions."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import pytest

from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from tests.gui.sessions.builders import a_row, many_rows, rows_of, title_index
from tests.gui.sessions.hands import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.sessions.session_view import SessionView


def select(view: SessionView, model: SessionModel, *session_ids: str) -> None:
    """Select several sessions; the first one is current."""
    view.select(session_ids[0])
    chosen = view.selectionModel()
    for session_id in session_ids[1:]:
        index = model.index(title_index(model, session_id).row(), 0)
        chosen.select(index, chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)


def told(view: SessionView) -> list[str]:
    heard: list[str] = []
    view.current_changed.connect(heard.append)
    return heard


def top_of(view: SessionView, model: SessionModel, session_id: str) -> int:
    """How far below the upper edge the row of the session stands."""
    settle()
    return view.visualRect(model.index(title_index(model, session_id).row(), 1)).top()


@pytest.fixture
def long(view: SessionView, model: SessionModel) -> SessionModel:
    """A list of 300 that is scrolled to the middle of row 100; row 103 is current."""
    model.show(many_rows(300), {})
    view.select("id000103")
    height = view.rowHeight(0)
    view.verticalScrollBar().setValue(100 * height + height // 2)
    return model


# --- current row and selection -------------------------------------------------------------------


def test_the_first_row_is_current_and_selected_at_first(
    view: SessionView, model: SessionModel
) -> None:
    heard = told(view)
    model.show(rows_of("Alpha Beta"), {})
    assert view.current_id() == "alpha"
    assert view.selected_ids() == ["alpha"]
    assert heard == ["alpha"]


def test_a_selected_session_is_told(view: SessionView, three: SessionModel) -> None:
    heard = told(view)
    view.select("gamma")
    assert view.current_id() == "gamma"
    assert heard == ["gamma"]


def test_a_session_that_moves_is_not_told_again(view: SessionView, three: SessionModel) -> None:
    view.select("gamma")
    heard = told(view)
    three.show(rows_of("Gamma Alpha Beta"), {})
    assert view.current_id() == "gamma"
    assert heard == []


def test_another_cell_of_the_same_session_is_not_told(
    view: SessionView, three: SessionModel
) -> None:
    heard = told(view)
    view.setCurrentIndex(three.index(0, Column.MODEL))
    assert heard == []


@pytest.mark.parametrize("names", ["Gamma New Beta Alpha", "Beta Gamma"])
def test_the_selection_follows_its_sessions_through_a_listing(
    view: SessionView, three: SessionModel, names: str
) -> None:
    select(view, three, "gamma", "beta")
    three.show(rows_of(names), {})
    assert sorted(view.selected_ids()) == ["beta", "gamma"]
    assert view.current_id() == "gamma"


def test_selected_sessions_are_told_from_top_to_bottom(
    view: SessionView, three: SessionModel
) -> None:
    select(view, three, "gamma", "alpha")
    assert view.selected_ids() == ["alpha", "gamma"]


def test_all_that_was_selected_and_passes_the_filter_stays_selected(
    view: SessionView, three: SessionModel
) -> None:
    view.selectAll()
    three.set_filter("et")
    assert view.selected_ids() == ["beta"]


def test_after_a_filter_only_what_passed_it_is_selected(
    view: SessionView, three: SessionModel
) -> None:
    three.set_filter("ta")
    view.selectAll()
    three.set_filter("")
    assert view.selected_ids() == ["beta"]


def test_a_new_session_is_not_selected_because_all_others_are(
    view: SessionView, three: SessionModel
) -> None:
    view.selectAll()
    three.show(rows_of("Alpha New Beta Gamma"), {})
    assert view.selected_ids() == ["alpha", "beta", "gamma"]


def test_what_hears_of_selections_hears_of_one_that_shrank(
    qtbot: QtBot, view: SessionView, three: SessionModel
) -> None:
    view.selectAll()
    with qtbot.waitSignal(view.selectionModel().selectionChanged):
        three.set_filter("et")


@pytest.mark.parametrize(
    ("names", "nearest"),
    [("A B D E", "d"), ("A B E", "b"), ("A E", "e"), ("A", "a")],
)
def test_if_the_current_row_leaves_the_nearest_becomes_current(
    view: SessionView, model: SessionModel, names: str, nearest: str
) -> None:
    model.show(rows_of("A B C D E"), {})
    view.select("c")
    heard = told(view)
    model.show(rows_of(names), {})
    assert view.current_id() == nearest
    assert view.selected_ids() == [nearest]
    assert heard == [nearest]


def test_the_nearest_row_is_not_selected_while_others_are(
    view: SessionView, three: SessionModel
) -> None:
    select(view, three, "beta", "gamma")
    three.show(rows_of("Alpha Gamma"), {})
    assert view.selected_ids() == ["gamma"]


def test_the_nearest_row_is_not_selected_if_nothing_was(
    view: SessionView, three: SessionModel
) -> None:
    view.select("beta")
    view.clearSelection()
    three.show(rows_of("Alpha Gamma"), {})
    assert view.selected_ids() == []
    assert view.current_id() == "gamma"


def test_if_all_rows_leave_none_is_current(view: SessionView, three: SessionModel) -> None:
    heard = told(view)
    three.set_filter("nothing")
    assert view.current_id() == ""
    assert heard == [""]


def test_the_session_that_was_current_is_so_again_when_it_comes_back(
    view: SessionView, three: SessionModel
) -> None:
    view.select("gamma")
    three.set_filter("nothing")
    three.set_filter("")
    assert view.current_id() == "gamma"


def test_a_session_that_is_not_shown_is_not_selected(
    view: SessionView, three: SessionModel
) -> None:
    view.select("nobody")
    assert view.current_id() == "alpha"


# --- what is in sight ----------------------------------------------------------------------------


def test_rows_that_come_and_go_above_do_not_move_what_is_in_sight(
    view: SessionView, long: SessionModel
) -> None:
    before = top_of(view, long, "id000101")
    long.show([a_row("new1", age=-2), a_row("new2", age=-1), *many_rows(300)[1:]], {})
    assert top_of(view, long, "id000101") == before


def test_if_the_topmost_row_leaves_the_next_one_keeps_its_place(
    view: SessionView, long: SessionModel
) -> None:
    before = top_of(view, long, "id000101")
    long.show([row for row in many_rows(300) if row.session_id != "id000100"], {})
    assert top_of(view, long, "id000101") == before


def test_at_the_top_a_new_session_comes_into_sight(view: SessionView, long: SessionModel) -> None:
    view.verticalScrollBar().setValue(0)
    long.show([a_row("new", age=-1), *many_rows(300)], {})
    assert top_of(view, long, "new") == 0


def test_a_filter_leaves_the_current_row_where_it_is_in_sight(
    view: SessionView, long: SessionModel
) -> None:
    long.set_filter("id0001")
    assert view.current_id() == "id000103"
    before = top_of(view, long, "id000103")
    long.set_filter("")
    assert top_of(view, long, "id000103") == before


def test_a_filter_shows_its_first_hits_if_the_current_row_is_out_of_sight(
    view: SessionView, long: SessionModel
) -> None:
    long.show(many_rows(299), {})  # while it is still in sight
    view.verticalScrollBar().setValue(250 * view.rowHeight(0))
    long.set_filter("id0001")
    assert view.verticalScrollBar().value() == 0


def test_sorting_at_the_top_shows_the_top(view: SessionView, long: SessionModel) -> None:
    view.verticalScrollBar().setValue(0)
    view.select("id000003")
    view.sortByColumn(Column.TITLE, view.horizontalHeader().sortIndicatorOrder())
    assert view.verticalScrollBar().value() == 0
    assert view.current_id() == "id000003"


def test_sorting_elsewhere_keeps_the_current_row_in_sight(
    view: SessionView, long: SessionModel
) -> None:
    before = top_of(view, long, "id000103")
    view.sortByColumn(Column.TITLE, view.horizontalHeader().sortIndicatorOrder())
    assert top_of(view, long, "id000103") == before


def test_rows_that_are_shown_no_more_are_held_by_nobody(
    view: SessionView, model: SessionModel
) -> None:
    model.show(many_rows(300), {})
    before = weakref.ref(model.shown)
    model.show(many_rows(200), {})
    assert before() is None
