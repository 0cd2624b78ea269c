"""What the filter finds, and how rows are sorted, case by case."""

from __future__ import annotations

import pytest

from core.values import SessionRow
from gui.sessions.arrangement import SLICE, Arrangement, place_in_store_order
from gui.sessions.columns import Column, SortOrder
from tests.gui.sessions.builders import a_row, ids, many_rows

PROJECTS = {"p1": "Web shop", "p2": "École"}


def arranged(rows: list[SessionRow]) -> Arrangement:
    arrangement = Arrangement()
    arrangement.take(rows, PROJECTS)
    return arrangement


def shown(arrangement: Arrangement) -> list[str]:
    return [arrangement.rows[slot].session_id for slot in arrangement.order()]


def found(text: str, *rows: SessionRow) -> list[str]:
    arrangement = arranged(list(rows))
    arrangement.set_filter(text)
    return shown(arrangement)


@pytest.mark.parametrize(
    "row",
    [
        a_row("nginx"),
        a_row("s1", "Why Nginx is slow"),
        a_row("s1", model="nginx-7b"),
        a_row("s1", workspace="/srv/NGINX/conf"),
    ],
    ids=["id", "title", "model", "workspace"],
)
def test_a_word_is_found_in_any_field_in_any_case(row: SessionRow) -> None:
    assert found("nGiNx", row) == [row.session_id]


def test_a_word_is_found_in_the_name_of_the_project() -> None:
    assert found("shop", a_row("s1", project_id="p1"), a_row("s2", project_id="p2")) == ["s1"]


def test_a_project_without_a_name_is_found_by_its_id() -> None:
    assert found("p9", a_row("s1", project_id="p9"), a_row("s2")) == ["s1"]


def test_typing_on_narrows_what_was_found_and_a_change_is_not_overlooked() -> None:
    arrangement = arranged([a_row("s1", "Alpha"), a_row("s2", "Beta")])
    arrangement.set_filter("al")
    assert shown(arrangement) == ["s1"]
    arrangement.change(1, a_row("s2", "Also"))
    arrangement.set_filter("al s")
    assert shown(arrangement) == ["s1", "s2"]


@pytest.mark.parametrize("text", ["al", "lp", "a", "be", ""])
def test_a_filter_that_is_less_strict_finds_more_again(text: str) -> None:
    arrangement = arranged([a_row("s1", "Alpha beta"), a_row("s2", "Also"), a_row("s3", "Beta")])
    arrangement.set_filter("al be")
    assert shown(arrangement) == ["s1"]
    arrangement.set_filter(text)
    assert shown(arrangement) == [
        row.session_id for row in arrangement.rows if text in row.title.lower()
    ]


def test_a_new_listing_is_searched_anew() -> None:
    arrangement = arranged([a_row("s1", "Alpha"), a_row("s2", "Beta")])
    arrangement.set_filter("al")
    assert shown(arrangement) == ["s1"]
    arrangement.take([a_row("s3", "Gamma"), a_row("s4", "Also")], PROJECTS)
    assert shown(arrangement) == ["s4"]


def test_every_word_has_to_be_found_each_in_any_field() -> None:
    both, one = a_row("s1", "Slow proxy", model="gpt-5"), a_row("s2", "Slow proxy", model="opus")
    assert found("gpt slow", both, one) == ["s1"]


def test_words_are_found_without_their_accents_and_the_other_way_round() -> None:
    assert found("CAFE", a_row("s1", "Le café"), a_row("s2", "Tea")) == ["s1"]
    assert found("cafe\u0301", a_row("s1", "Cafe"), a_row("s2", "Tea")) == ["s1"]


def test_a_full_width_word_finds_the_usual_one() -> None:
    assert found("ｎｇｉｎｘ", a_row("s1", "Nginx 502"), a_row("s2", "Tea")) == ["s1"]


def test_no_word_is_found_across_two_fields() -> None:
    assert found("endbegin", a_row("beginning", "The end")) == []


def test_archived_rows_are_hidden_until_they_are_asked_for() -> None:
    arrangement = arranged([a_row("s1", archived=True), a_row("s2")])
    assert shown(arrangement) == ["s2"]
    arrangement.set_shows_archived(True)
    assert shown(arrangement) == ["s1", "s2"]


@pytest.mark.parametrize("descending", [False, True])
def test_rows_that_are_equal_in_the_column_stay_in_the_order_of_the_store(
    descending: bool,
) -> None:
    arrangement = arranged([a_row(f"s{n}", "Same") for n in range(5)])
    arrangement.set_sort_order(SortOrder(Column.TITLE, descending))
    assert shown(arrangement) == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("slot", [0, 2, 4])
def test_a_row_that_becomes_equal_to_others_stands_among_them_as_in_the_store(
    slot: int, descending: bool
) -> None:
    arrangement = arranged([a_row(f"s{n}", "Same" if n != slot else "Other") for n in range(5)])
    arrangement.set_sort_order(SortOrder(Column.TITLE, descending))
    arrangement.order()
    arrangement.change(slot, a_row(f"s{slot}", "Same"))
    assert shown(arrangement) == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", [Column.SIZE, Column.MODEL])
def test_blanks_stand_last_in_either_direction(column: Column, descending: bool) -> None:
    arrangement = arranged([a_row("blank"), a_row("filled", size=0, model="gpt")])
    arrangement.set_sort_order(SortOrder(column, descending))
    assert shown(arrangement) == ["filled", "blank"]


@pytest.mark.parametrize("by", [SortOrder(Column.TITLE, False), SortOrder(Column.TITLE, True)])
def test_what_is_sorted_slice_by_slice_is_sorted_as_a_whole(by: SortOrder) -> None:
    rows = many_rows(SLICE * 2 + 7)
    arrangement = arranged(rows)
    arrangement.set_sort_order(by)
    while arrangement.prepare():
        pass
    assert shown(arrangement) == ids(sorted(rows, key=lambda r: r.title, reverse=by.descending))


def test_a_long_sort_is_dear_until_it_is_prepared() -> None:
    arrangement = arranged(many_rows(SLICE + 1))
    arrangement.set_sort_order(SortOrder(Column.TITLE, False))
    assert arrangement.is_dear
    while arrangement.prepare():
        pass
    assert not arrangement.is_dear


def test_a_long_list_in_the_order_of_the_store_is_not_dear() -> None:
    assert not arranged(many_rows(SLICE + 1)).is_dear


def test_an_order_that_was_given_away_does_not_change_any_more() -> None:
    arrangement = arranged([a_row("s0", "A"), a_row("s1", "B")])
    arrangement.set_sort_order(SortOrder(Column.TITLE, False))
    given_away = arrangement.order()
    arrangement.change(0, a_row("s0", "C"))
    assert given_away == [0, 1]


def test_a_row_asked_for_besides_is_shown_at_its_place_though_the_filter_hides_it() -> None:
    arrangement = arranged([a_row("s0", "C x"), a_row("s1", "B"), a_row("s2", "A x")])
    arrangement.set_filter("x")
    arrangement.set_sort_order(SortOrder(Column.TITLE, False))
    assert arrangement.order(also=1) == [2, 1, 0]


def test_a_title_is_found_by_its_beginning_from_a_place_on() -> None:
    arrangement = arranged([a_row("s0", "Beta"), a_row("s1", "Alpha"), a_row("s2", "Best")])
    assert arrangement.find("BE", arrangement.order(), 1) == 2


def test_the_search_for_a_title_goes_round() -> None:
    arrangement = arranged([a_row("s0", "Beta"), a_row("s1", "Alpha"), a_row("s2", "Best")])
    assert arrangement.find("al", arrangement.order(), 2) == 1


def test_a_title_that_nobody_has_is_not_found() -> None:
    arrangement = arranged([a_row("s0", "Beta")])
    assert arrangement.find("x", arrangement.order(), 0) is None


def test_a_new_row_belongs_where_the_store_would_list_it() -> None:
    rows = [a_row("pinned", pinned=True, age=9), a_row("new", age=1), a_row("old", age=5)]
    assert place_in_store_order(a_row("x", age=3), rows) == 2
    assert place_in_store_order(a_row("x", age=3, pinned=True), rows) == 0
    assert place_in_store_order(a_row("x", age=7), rows) == 3
