"""Rates, forecasts and times: the arithmetic behind the progress page, and its words."""

from __future__ import annotations

import pytest

from gui.repair.pace import Pace, duration, figures, rate, rest, rest_text, speed_text
from tests.gui.repair.builders import some_progress


def test_a_rate_is_what_was_done_in_a_second() -> None:
    assert rate([(10.0, 0), (11.0, 700), (12.0, 1000)]) == 500.0


@pytest.mark.parametrize(
    "samples",
    [[], [(1.0, 5)], [(1.0, 5), (1.1, 50)], [(1.0, 5), (9.0, 5)]],
    ids=["nothing", "one look", "a moment", "no step done"],
)
def test_no_rate_is_told_before_it_is_known(samples: list[tuple[float, int]]) -> None:
    assert rate(samples) is None


def test_the_rest_is_what_is_left_at_that_rate() -> None:
    assert rest(1000, 4000, 500.0) == 6.0


@pytest.mark.parametrize(("done", "total", "speed"), [(1, 2, None), (0, 0, 5.0), (9, 5, 5.0)])
def test_no_rest_is_told_that_is_not_known(done: int, total: int, speed: float | None) -> None:
    assert rest(done, total, speed) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0 ms"),
        (0.0123, "12 ms"),
        (0.0996, "0.1 s"),
        (0.42, "0.4 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (65.0, "1 min 05 s"),
        (3599.6, "1 h 00 min"),
        (7800.0, "2 h 10 min"),
    ],
)
def test_a_time_span_has_the_unit_that_fits(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("speed", "text"),
    [(3.44, "3.4 per second"), (9.96, "10 per second"), (8200.4, "8,200 per second")],
)
def test_a_rate_has_as_many_digits_as_it_is_worth(speed: float, text: str) -> None:
    assert speed_text(speed) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "about 1 s left"),
        (7.4, "about 7 s left"),
        (13.0, "about 15 s left"),
        (63.0, "about 1 min 05 s left"),
    ],
)
def test_a_forecast_is_as_rough_as_it_is_known(seconds: float, text: str) -> None:
    assert rest_text(seconds, last_step=True) == text


def test_a_forecast_before_the_last_step_says_what_it_is_for() -> None:
    assert rest_text(8.0, last_step=False) == "about 8 s left in this step"


def test_the_figures_stand_in_one_line() -> None:
    line = figures(some_progress(1200, 4310, step=4, steps=4), 1.5, 820.0)
    assert line == "1,200 of 4,310 · 820 per second · 1.5 s elapsed · about 4 s left"


def test_figures_that_are_not_known_are_left_out() -> None:
    assert figures(some_progress(0, 0), 3.0, None) == "3.0 s elapsed"


def seen(*looks: tuple[float, int, int]) -> Pace:
    """A pace that saw, at each moment, so much done of the step."""
    pace = Pace()
    for now, step, done in looks:
        pace.see(now, some_progress(done, step=step))
    return pace


def test_a_new_step_begins_a_new_rate() -> None:
    assert seen((0.0, 1, 0), (9.0, 1, 900), (9.1, 2, 0), (10.1, 2, 50)).speed == 50.0


def test_a_slow_start_does_not_spoil_the_rate_for_ever() -> None:
    pace = seen((0.0, 1, 0), (20.0, 1, 1), (21.0, 1, 101), (26.0, 1, 601))
    assert pace.speed == 100.0


def test_a_rate_outlives_a_standstill() -> None:
    assert seen((0.0, 1, 0), (30.0, 1, 300)).speed == 10.0
