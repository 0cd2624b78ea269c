"""The heights of a conversation, against plain sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from gui.reader.column import TOP, Column, Place

Step = Callable[[int, int], tuple[int, int] | None]
HEIGHTS = st.lists(st.integers(0, 50), min_size=1, max_size=40)
CHANGES = st.lists(
    st.tuples(st.integers(0, 39), st.lists(st.integers(0, 30), min_size=1, max_size=5)), max_size=12
)


def changed(heights: list[int], changes: list[tuple[int, list[int]]]) -> tuple[Column, list[int]]:
    """A column with `changes`, and the heights that it should have."""
    column, plain = Column(heights), list(heights)
    for message, sections in changes:
        message %= len(plain)
        column.set_sections(message, sections)
        plain[message] = sum(sections)
    return column, plain


@given(HEIGHTS, CHANGES)
def test_tops_are_the_sums_of_what_lies_above(
    heights: list[int], changes: list[tuple[int, list[int]]]
) -> None:
    column, plain = changed(heights, changes)

    tops = [0, *accumulate(plain)]

    assert [column.top(message) for message in range(len(plain))] == tops[:-1]
    assert column.total == tops[-1]


@given(HEIGHTS, CHANGES, st.integers(0, 3000))
def test_a_place_is_found_where_it_is_said_to_be(
    heights: list[int], changes: list[tuple[int, list[int]]], y: int
) -> None:
    column, _ = changed(heights, changes)

    if column.total:
        inside = y % column.total
        place = column.place_at(inside)
        assert column.y_of(place) == inside
        assert 0 <= place.offset < column.sections(place.message)[place.section]


def test_nobody_moves_when_a_message_above_turns_out_to_be_higher() -> None:
    column = Column([100, 100, 100])
    place = column.place_at(250)

    column.set_sections(0, [300, 300])

    assert place == Place(2, 0, 50)
    assert column.y_of(place) == 750


def test_a_section_that_is_measured_counts_in_its_message() -> None:
    column = Column([10])
    column.set_sections(0, [10, 10])

    column.set_section(0, 1, 25)

    assert (column.height(0), column.total) == (35, 35)


def test_what_lies_outside_is_the_nearest_place_inside() -> None:
    column = Column([10, 20])

    assert column.place_at(-5) == TOP
    assert column.place_at(1_000) == Place(1, 0, 19)


def test_a_message_whose_sections_are_forgotten_keeps_its_height() -> None:
    column = Column([10, 20])
    column.set_sections(0, [30, 40])

    column.forget_sections(0)

    assert column.sections(0) == (70,)
    assert column.top(1) == 70


def test_an_empty_conversation_has_but_one_place() -> None:
    assert Column().place_at(5) == TOP
    assert Column().y_of(TOP) == 0


@given(HEIGHTS, CHANGES)
def test_after_and_before_go_through_every_section_that_has_a_height(
    heights: list[int], changes: list[tuple[int, list[int]]]
) -> None:
    column, plain = changed(heights, changes)
    wanted = [
        (message, section)
        for message, height in enumerate(plain)
        if height
        for section in range(len(column.sections(message)))
    ]
    first = wanted[0] if wanted else None
    down = list(walked(column.after, first))
    assert down == wanted
    assert list(walked(column.before, wanted[-1] if wanted else None)) == wanted[::-1]


def walked(step: Step, key: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    while key is not None:
        yield key
        key = step(*key)
