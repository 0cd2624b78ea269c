"""What the model of the table shows: pictures, and the exact signals it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from tests.gui.picture import Heard, assert_shows
from tests.gui.sessions.builders import MINUTE, a_row, many_rows, rows_of, titles

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Role = Qt.ItemDataRole
FALLING = Qt.SortOrder.DescendingOrder


# --- showing -------------------------------------------------------------------------------------


def test_it_shows_the_rows_in_the_order_of_the_store(model: SessionModel) -> None:
    model.show(rows_of("Beta Alpha Gamma"), {})
    assert_shows(
        model,
        """
        Beta
        Alpha
        Gamma
        """,
    )


def test_several_columns_make_a_row(model: SessionModel) -> None:
    model.show([a_row("s1", "Talk", pinned=True, message_count=3, project_id="p1")], {"p1": "Web"})
    assert_shows(model, "★  Talk  3  1 h ago    Web", *range(6))


def test_a_first_listing_is_one_rearrangement(model: SessionModel) -> None:
    heard = Heard(model)
    model.show(rows_of("Alpha Beta"), {})
    assert heard == ["layout"]


def test_an_equal_listing_is_not_heard(three: SessionModel) -> None:
    heard = Heard(three)
    three.show(rows_of("Alpha Beta Gamma"), {})
    assert heard == []


def test_a_changed_row_is_heard_alone(three: SessionModel) -> None:
    heard = Heard(three)
    alpha, beta, gamma = rows_of("Alpha Beta Gamma")
    three.show([alpha, a_row("beta", "Beta", age=beta.updated_at, message_count=9), gamma], {})
    assert heard == ["changed 1-1"]


def test_neighbours_that_changed_are_heard_together(three: SessionModel) -> None:
    heard = Heard(three)
    alpha, *_ = rows_of("Alpha Beta Gamma")
    three.show([alpha, a_row("beta", "B"), a_row("gamma", "C")], {})
    assert heard == ["changed 1-2"]


def test_many_changed_rows_are_one_rearrangement(model: SessionModel) -> None:
    model.show(many_rows(100), {})
    heard = Heard(model)
    model.show([a_row(row.session_id, "New") for row in many_rows(100)], {})
    assert heard == ["layout"]
    assert set(titles(model)) == {"New"}


def test_rows_that_come_go_and_move_are_one_rearrangement(three: SessionModel) -> None:
    heard = Heard(three)
    three.show(rows_of("New Gamma Alpha"), {})
    assert heard == ["layout"]
    assert titles(three) == ["New", "Gamma", "Alpha"]


def test_other_names_of_projects_are_shown(model: SessionModel) -> None:
    model.show([a_row("s1", project_id="p1")], {})
    model.show([a_row("s1", project_id="p1")], {"p1": "Web shop"})
    assert_shows(model, "Web shop", Column.PROJECT)


def test_it_can_be_emptied(three: SessionModel) -> None:
    three.show([], {})
    assert three.rowCount() == 0


def test_the_counts_are_told(qtbot: QtBot, model: SessionModel) -> None:
    told: list[tuple[int, int, int]] = []
    model.counts_changed.connect(lambda *counts: told.append(counts))
    model.show([*rows_of("Alpha Beta"), a_row("old", archived=True)], {})
    model.set_filter("beta")
    model.set_filter("BETA")
    model.update_row(a_row("old", archived=False))
    model.set_filter("")
    assert told == [(2, 3, 1), (1, 3, 1), (1, 3, 0), (3, 3, 0)]


def test_archived_sessions_are_shown_when_they_are_asked_for(model: SessionModel) -> None:
    model.show([a_row("s1", "Old", archived=True), a_row("s2", "New")], {})
    assert titles(model) == ["New"]
    model.set_show_archived(True)
    assert titles(model) == ["Old", "New"]


# --- one row -------------------------------------------------------------------------------------


def test_an_updated_row_is_heard_alone(three: SessionModel) -> None:
    heard = Heard(three)
    [_, beta, _] = rows_of("Alpha Beta Gamma")
    three.update_row(a_row("beta", "Changed", updated_at=beta.updated_at))
    assert heard == ["changed 1-1"]
    assert titles(three) == ["Alpha", "Changed", "Gamma"]


def test_a_row_that_got_newer_moves_up(three: SessionModel) -> None:
    three.update_row(a_row("gamma", "Gamma", age=0))
    assert titles(three) == ["Gamma", "Alpha", "Beta"]


def test_a_row_nobody_knew_is_put_in_its_place(three: SessionModel) -> None:
    three.update_row(a_row("new", "New", age=60 * MINUTE + 30))
    assert titles(three) == ["Alpha", "New", "Beta", "Gamma"]


def test_what_can_be_asked_of_a_session(three: SessionModel) -> None:
    three.set_filter("beta")
    assert three.session_id(three.index(0, 0)) == "beta"
    assert three.place_of("beta") == 0
    assert three.place_of("alpha") is None
    assert three.row("alpha") == rows_of("Alpha")[0]
    assert three.row("nobody") is None
