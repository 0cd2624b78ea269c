"""Order and filter of the model, and what follows its session when rows move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from gui.sessions.arrangement import SLICE
from gui.sessions.cells import ID_ROLE
from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from tests.gui.picture import Heard
from tests.gui.sessions.builders import a_row, many_rows, rows_of, title_index, titles

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Role = Qt.ItemDataRole
FALLING = Qt.SortOrder.DescendingOrder


# --- order ---------------------------------------------------------------------------------------


def test_it_sorts_by_a_column_and_returns_to_the_order_of_the_store(three: SessionModel) -> None:
    three.sort(Column.TITLE, FALLING)
    assert titles(three) == ["Gamma", "Beta", "Alpha"]
    three.sort(-1)
    assert titles(three) == ["Alpha", "Beta", "Gamma"]


def test_a_filter_that_changes_nothing_is_not_heard(three: SessionModel) -> None:
    heard = Heard(three)
    three.set_filter("a")
    assert heard == []


def test_a_filter_is_one_rearrangement(three: SessionModel) -> None:
    heard = Heard(three)
    three.set_filter("et")
    assert heard == ["layout"]
    assert titles(three) == ["Beta"]


@pytest.mark.parametrize("count", [1, 40], ids=["few", "many"])
def test_what_qt_holds_on_to_follows_its_session(model: SessionModel, count: int) -> None:
    rows = rows_of("Gamma Alpha Beta") + many_rows(count)
    model.show(rows, {})
    held = [QPersistentModelIndex(model.index(n, Column.TITLE)) for n in range(len(rows))]
    model.sort(Column.TITLE)
    model.show(rows[1:], {})
    assert [index.data(ID_ROLE) for index in held] == [None, *(r.session_id for r in rows[1:])]


def test_a_row_that_is_filtered_out_lets_go_and_others_stay(three: SessionModel) -> None:
    held = [title_index(three, session_id) for session_id in ("alpha", "beta", "gamma")]
    three.set_filter("beta")
    assert [index.isValid() for index in held] == [False, True, False]
    assert held[1].row() == 0


def test_a_renamed_session_moves_in_a_list_sorted_by_title(three: SessionModel) -> None:
    three.sort(Column.TITLE)
    heard = Heard(three)
    three.show_unsaved("alpha", "Zulu")
    assert titles(three) == ["Beta", "Gamma", "Zulu"]
    assert heard == ["changed 0-0", "layout"]


def test_a_renamed_session_leaves_a_filter_it_does_not_pass_any_more(model: SessionModel) -> None:
    model.show([a_row("s1", "Beta"), a_row("s2", "Beta too")], {})
    model.set_filter("beta")
    model.show_unsaved("s1", "Other")
    assert titles(model) == ["Beta too"]


def test_a_renamed_session_enters_a_filter_it_passes_now(model: SessionModel) -> None:
    model.show([a_row("s1", "Beta"), a_row("s2", "Beta too")], {})
    model.set_filter("too")
    model.show_unsaved("s1", "Me too")
    assert titles(model) == ["Me too", "Beta too"]


def test_rows_are_told_to_move_before_and_after(three: SessionModel) -> None:
    told: list[object] = []
    three.rearranging.connect(lambda reason: told.append((reason.name, titles(three))))
    three.rearranged.connect(lambda: told.append(titles(three)))
    three.set_filter("beta")
    assert told == [("FILTERED", ["Alpha", "Beta", "Gamma"]), ["Beta"]]


# --- long lists ----------------------------------------------------------------------------------


@pytest.fixture
def long(qtbot: QtBot) -> SessionModel:
    """A list so long, and sorted by title, that it is arranged slice by slice.

    Without the model tester, which looks at each of its rows several times.
    """
    model = SessionModel()
    model.sort(Column.TITLE)
    with qtbot.waitSignal(model.rearranged):
        model.show(many_rows(SLICE + 5), {})
    return model


def test_a_long_listing_is_shown_whole_once_it_is_arranged(long: SessionModel) -> None:
    assert titles(long) == sorted(titles(long))
    assert long.rowCount() == SLICE + 5


def test_until_a_long_listing_is_arranged_the_old_one_stays(
    qtbot: QtBot, long: SessionModel
) -> None:
    new = [a_row("new", "A new one", age=-1), *many_rows(SLICE + 5)]
    with qtbot.waitSignal(long.rearranged):
        long.show(new, {})
        assert long.rowCount() == SLICE + 5
    assert titles(long)[0] == "A new one"


def test_a_title_edited_meanwhile_is_not_lost(qtbot: QtBot, long: SessionModel) -> None:
    long.show(many_rows(SLICE + 4), {})
    long.show_unsaved("id000003", "A new title")
    assert titles(long)[0] == "A new title"
    assert long.rowCount() == SLICE + 4


def test_of_two_listings_that_come_quickly_the_later_one_is_shown(
    qtbot: QtBot, long: SessionModel
) -> None:
    with qtbot.waitSignal(long.rearranged):
        long.show(many_rows(SLICE + 3), {})
        long.show(many_rows(SLICE + 5), {})
    assert long.rowCount() == SLICE + 5


def test_an_edit_that_ends_meanwhile_does_not_bring_the_old_rows_back(
    qtbot: QtBot, long: SessionModel
) -> None:
    long.hold("id000003")
    long.show(many_rows(SLICE + 3), {})
    long.release()
    assert long.rowCount() == SLICE + 3


def test_a_session_that_is_gone_meanwhile_leaves_with_its_edit_and_new_ones_stay(
    qtbot: QtBot, long: SessionModel
) -> None:
    long.hold("id000003")
    left = [row for row in many_rows(SLICE + 5) if row.session_id != "id000003"]
    long.show([a_row("new", age=-1), *left], {})
    long.release()
    assert long.row("id000003") is None
    assert long.row("new") is not None
