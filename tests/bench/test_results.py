"""The table says what was measured, and holds the goals against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.results import AboveFloor, Goal, Result, TimesFaster, TimesFloor, Under
from tests.bench.table import page_of, table_of
from tests.bench.timing import Spread, take_turns

RESULT = Result(
    "list all",
    "100,000 old",
    ours=Spread((2.0, 3.0, 40.0)),
    floor=Spread((1.0, 1.0, 10.0)),
    plain=Spread((10.0, 30.0, 60.0)),
)


def with_goal(goal: Goal, *, is_set: bool = True) -> Result:
    return Result(
        RESULT.work, RESULT.store, RESULT.ours, [goal], RESULT.plain, RESULT.floor, is_set=is_set
    )


@pytest.mark.parametrize(
    ("goal", "is_met"),
    [
        (TimesFloor(3), True),  # 2, 3 and 4 times the floor, round by round
        (TimesFloor(2.9), False),
        (TimesFaster(5), True),  # 5, 10 and 1.5 times as fast
        (TimesFaster(5.1), False),
        (AboveFloor(2), True),  # 1, 2 and 30 more
        (AboveFloor(1.9), False),
        (Under(3.1), True),
        (Under(3), False),
    ],
)
def test_a_goal_is_held_against_the_median_of_the_rounds(goal: Goal, is_met: bool) -> None:
    assert with_goal(goal).is_met is is_met


def test_one_missed_goal_of_two_is_a_miss() -> None:
    both = Result("", "", RESULT.ours, [Under(100), Under(1)])
    assert not both.is_met


def test_the_contestants_take_turns() -> None:
    calls: list[tuple[str, int]] = []

    def contestant(name: str, number: int) -> float:
        calls.append((name, number))
        return float(number)

    take_turns(2, {"a": lambda n: contestant("a", n), "b": lambda n: contestant("b", n)})
    assert calls == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]


def test_a_warm_up_is_not_counted() -> None:
    found = take_turns(3, {"a": float}, warm_up=("a",))
    assert found["a"].values == (0.0, 1.0, 2.0)


def test_a_line_gives_the_median_between_the_least_and_the_most() -> None:
    assert "3.00 s (2.00–40.0) | 30.0 s (10.0–60.0) | 1.00 s (1.00–10.0)" in table_of([RESULT])


def test_times_that_are_short_are_told_in_milliseconds() -> None:
    short = Result("", "", Spread((0.01, 0.02, 0.03)))
    assert "20.0 ms (10.0–30.0)" in table_of([short])


def test_every_line_of_the_table_is_as_long_as_the_others() -> None:
    lines = table_of([RESULT, with_goal(TimesFloor(2))]).splitlines()
    assert len({len(line) for line in lines}) == 1


def test_a_goal_that_is_set_for_another_store_does_not_count(tmp_path: Path) -> None:
    results = [with_goal(Under(100)), with_goal(Under(1), is_set=False)]
    assert "1 of 1 goals are met." in page_of(results, tmp_path, 0.0)
