"""Titles that are edited and not saved yet, as the model shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from tests.gui.picture import Heard
from tests.gui.sessions.builders import DAY, a_row, rows_of, title_index, titles

if TYPE_CHECKING:
    pass

Role = Qt.ItemDataRole
FALLING = Qt.SortOrder.DescendingOrder


# --- titles that are not saved -------------------------------------------------------------------


def test_an_unsaved_title_is_shown_at_once(three: SessionModel) -> None:
    heard = Heard(three)
    three.show_unsaved("beta", "New")
    assert heard == ["changed 1-1"]
    assert titles(three) == ["Alpha", "New", "Gamma"]
    assert title_index(three, "beta").data(Role.FontRole).italic()


def test_a_dropped_title_gives_way_to_the_one_in_the_store(three: SessionModel) -> None:
    three.show_unsaved("beta", "New")
    three.drop_unsaved("beta", "New")
    assert titles(three) == ["Alpha", "Beta", "Gamma"]
    assert title_index(three, "beta").data(Role.FontRole) is None


def test_of_two_unsaved_titles_the_later_one_stays(three: SessionModel) -> None:
    three.show_unsaved("beta", "First")
    three.show_unsaved("beta", "Second")
    three.drop_unsaved("beta", "First")
    assert titles(three) == ["Alpha", "Second", "Gamma"]


def test_an_unsaved_title_survives_a_listing(three: SessionModel) -> None:
    three.show_unsaved("beta", "New")
    three.show(rows_of("Gamma Beta"), {})
    assert titles(three) == ["Gamma", "New"]


def test_under_an_unsaved_title_the_store_is_kept_up_to_date(three: SessionModel) -> None:
    three.show_unsaved("beta", "Second")
    [_, beta, _] = rows_of("Alpha Beta Gamma")
    three.update_row(a_row("beta", "First", updated_at=beta.updated_at))
    assert titles(three) == ["Alpha", "Second", "Gamma"]
    three.drop_unsaved("beta", "Second")
    assert titles(three) == ["Alpha", "First", "Gamma"]


def test_an_unsaved_title_of_a_session_that_is_not_listed_yet_is_shown_later(
    model: SessionModel,
) -> None:
    model.show_unsaved("beta", "New")
    model.show(rows_of("Alpha Beta"), {})
    assert titles(model) == ["Alpha", "New"]


def test_a_session_that_left_and_came_back_is_shown_as_the_store_has_it_now(
    three: SessionModel,
) -> None:
    three.show_unsaved("beta", "New")
    three.show(rows_of("Alpha"), {})
    three.drop_unsaved("beta", "New")
    three.show([*rows_of("Alpha"), a_row("beta", "Changed", age=DAY)], {})
    three.update_row(a_row("gamma", "Gamma", age=0))
    assert titles(three) == ["Gamma", "Alpha", "Changed"]


def test_the_title_that_is_saved_stays_without_its_mark(three: SessionModel) -> None:
    heard = Heard(three)
    [_, beta, _] = rows_of("Alpha Beta Gamma")
    three.show_unsaved("beta", "New")
    three.update_row(a_row("beta", "New", updated_at=beta.updated_at))
    three.drop_unsaved("beta", "New")
    assert titles(three) == ["Alpha", "New", "Gamma"]
    assert heard == ["changed 1-1"] * 3


# --- editing -------------------------------------------------------------------------------------


def wishes(model: SessionModel) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    model.rename_wanted.connect(lambda session_id, title: heard.append((session_id, title)))
    return heard


def test_an_edit_asks_for_a_clean_title_and_changes_nothing(three: SessionModel) -> None:
    wanted = wishes(three)
    assert three.setData(three.index(1, Column.TITLE), "  two\nlines ")
    assert wanted == [("beta", "two lines")]
    assert titles(three) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("text", ["", " \n", "Beta", " Beta ", "\u202a"])
def test_a_blank_or_equal_title_asks_for_nothing(three: SessionModel, text: str) -> None:
    wanted = wishes(three)
    assert not three.setData(three.index(1, Column.TITLE), text)
    assert wanted == []


def test_a_title_too_long_that_is_left_as_it_was_is_not_cut(model: SessionModel) -> None:
    model.show([a_row("s1", "x" * 93)], {})
    wanted = wishes(model)
    assert not model.setData(model.index(0, Column.TITLE), "x" * 93)
    assert wanted == []


def test_only_titles_can_be_edited(three: SessionModel) -> None:
    flags = [three.index(0, column).flags() for column in Column]
    editable = [bool(flag & Qt.ItemFlag.ItemIsEditable) for flag in flags]
    assert editable == [column is Column.TITLE for column in Column]


def test_the_title_of_an_unreadable_session_cannot_be_edited(model: SessionModel) -> None:
    model.show([a_row("s1", problem="empty")], {})
    wanted = wishes(model)
    assert not model.index(0, Column.TITLE).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, Column.TITLE), "New")
    assert wanted == []


def test_another_role_edits_nothing(three: SessionModel) -> None:
    assert not three.setData(three.index(0, Column.TITLE), "New", Role.DisplayRole)


# --- while a title is edited ---------------------------------------------------------------------


def test_a_held_session_is_not_sorted_away(three: SessionModel) -> None:
    three.sort(Column.TITLE)
    three.hold("alpha")
    three.show_unsaved("alpha", "Zulu")
    assert titles(three) == ["Zulu", "Beta", "Gamma"]
    three.release()
    assert titles(three) == ["Beta", "Gamma", "Zulu"]


def test_a_held_session_keeps_its_place_in_a_listing(three: SessionModel) -> None:
    three.hold("beta")
    three.show(rows_of("Beta New Alpha Gamma"), {})
    assert titles(three) == ["New", "Beta", "Alpha", "Gamma"]
    three.release()
    assert titles(three) == ["Beta", "New", "Alpha", "Gamma"]


def test_a_held_session_is_not_filtered_out(three: SessionModel) -> None:
    three.hold("beta")
    three.set_filter("gamma")
    assert titles(three) == ["Gamma", "Beta"]
    three.release()
    assert titles(three) == ["Gamma"]


def test_a_held_session_that_is_listed_no_longer_stays_until_it_is_released(
    three: SessionModel,
) -> None:
    three.hold("beta")
    three.show(rows_of("Alpha Gamma"), {})
    assert titles(three) == ["Alpha", "Beta", "Gamma"]
    three.release()
    assert titles(three) == ["Alpha", "Gamma"]


def test_a_held_session_that_comes_back_stays(three: SessionModel) -> None:
    three.hold("beta")
    three.show(rows_of("Alpha Gamma"), {})
    three.show(rows_of("Alpha Beta Gamma"), {})
    three.release()
    assert titles(three) == ["Alpha", "Beta", "Gamma"]


def test_a_row_added_beside_a_held_one_that_is_gone_does_not_bring_it_back(
    three: SessionModel,
) -> None:
    three.hold("beta")
    three.show(rows_of("Alpha Gamma"), {})
    three.update_row(a_row("new", "New", age=0))
    three.release()
    assert titles(three) == ["New", "Alpha", "Gamma"]


def test_a_hidden_session_is_shown_while_it_is_held(three: SessionModel) -> None:
    three.set_filter("alpha")
    three.hold("gamma")
    assert titles(three) == ["Alpha", "Gamma"]
    three.release()
    assert titles(three) == ["Alpha"]


def test_a_session_nobody_knows_is_not_held(three: SessionModel) -> None:
    three.hold("nobody")
    assert three.held == ""
