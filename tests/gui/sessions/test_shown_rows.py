"""Places of sessions, and the runs they make."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gui.sessions.shown_rows import ShownRows, changed_slots, runs
from tests.gui.sessions.builders import many_rows


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([0], [(0, 0)]),
        ([3, 1, 2], [(1, 3)]),
        ([0, 1, 5, 7, 8], [(0, 1), (5, 5), (7, 8)]),
    ],
)
def test_neighbours_make_a_run(places: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(runs(places)) == expected


@pytest.mark.parametrize("with_map", [False, True], ids=["by search", "by map"])
@pytest.mark.parametrize("count", [1, 20], ids=["few", "many"])
def test_sessions_are_found_by_their_ids(count: int, with_map: bool) -> None:
    rows = many_rows(count + 2)
    shown = ShownRows(rows, list(range(count, -1, -1)))  # all but the last, from bottom to top
    if with_map:
        shown.make_map()
    ids = [row.session_id for row in rows]
    assert shown.places_of([*ids, "nobody"]) == {ids[n]: count - n for n in range(count + 1)}


def test_rows_of_other_sessions_are_no_changes() -> None:
    rows = many_rows(5)
    assert changed_slots(rows, rows[:4]) is None
    assert changed_slots(rows, [*rows[:3], rows[4], rows[3]]) is None


def test_equal_rows_are_no_changes_be_they_the_same_objects_or_not() -> None:
    rows = many_rows(5)
    assert changed_slots(rows, [rows[0], *map(replace, rows[1:])]) == []


def test_a_row_that_says_something_else_is_a_change() -> None:
    rows = many_rows(5)
    assert changed_slots(rows, [*rows[:3], replace(rows[3], title="Another"), rows[4]]) == [3]


@pytest.mark.parametrize("searches", [1, 50])
def test_who_asks_often_gets_the_same_answer(searches: int) -> None:
    shown = ShownRows(many_rows(5), [4, 2, 0])
    for _ in range(searches):
        found = [shown.place_of(id_) for id_ in ("id000002", "id000003", "nobody")]
        assert found == [1, None, None]


@pytest.mark.parametrize("listed_anew", [False, True], ids=["the same rows", "other rows"])
@pytest.mark.parametrize(
    ("later", "expected"),
    [([4, 3, 1, 0], 1), ([4, 0], 0), ([2], 0), ([], None)],
    ids=["of two the lower", "the nearer", "itself", "none"],
)
def test_the_nearest_row_is_found(
    later: list[int], expected: int | None, listed_anew: bool
) -> None:
    rows = many_rows(5)
    shown = ShownRows(rows, [0, 1, 2, 3, 4])
    after = ShownRows(list(rows) if listed_anew else rows, later)
    assert shown.nearest(2, after) == expected
