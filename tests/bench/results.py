"""What a row says: what was measured, what the goal was, and whether it was met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub, truediv
from typing import Protocol

from tests.bench.timing import Spread, pairs


class Goal(Protocol):
    """What a measurement is held against."""

    @property
    def words(self) -> str: ...

    def is_met_by(self, result: Result) -> bool: ...


@dataclass(frozen=True)
class Result:
    """One line of the table. All of it is in `unit`; `floor` and `plain` where there are such."""

    work: str
    store: str
    ours: Spread
    goals: Sequence[Goal] = ()
    plain: Spread | None = None
    floor: Spread | None = None
    unit: str = "s"
    note: str = ""
    is_set: bool = True
    """False where the goals are set for another store, and this one is measured beside it."""

    @property
    def over_floor(self) -> float | None:
        """How many times what the floor takes, as the median of the rounds."""
        return None if self.floor is None else pairs(self.ours, self.floor, truediv)

    @property
    def above_floor(self) -> float | None:
        """By how much more than the floor takes, as the median of the rounds."""
        return None if self.floor is None else pairs(self.ours, self.floor, sub)

    @property
    def under_plain(self) -> float | None:
        """How many times as long the plain implementation takes, as the median of the rounds."""
        return None if self.plain is None else pairs(self.plain, self.ours, truediv)

    @property
    def is_met(self) -> bool:
        """True if every goal is met."""
        return all(goal.is_met_by(self) for goal in self.goals)


@dataclass(frozen=True)
class TimesFloor:
    """At most so many times what the floor takes."""

    times: float

    @property
    def words(self) -> str:
        return f"≤ {self.times:g} × floor"

    def is_met_by(self, result: Result) -> bool:
        return result.over_floor is not None and result.over_floor <= self.times


@dataclass(frozen=True)
class TimesFaster:
    """At least so many times faster than the plain implementation."""

    times: float

    @property
    def words(self) -> str:
        return f"plain ≥ {self.times:g} × ours"

    def is_met_by(self, result: Result) -> bool:
        return result.under_plain is not None and result.under_plain >= self.times


@dataclass(frozen=True)
class AboveFloor:
    """At most so much more than the floor takes."""

    most: float

    @property
    def words(self) -> str:
        return f"≤ floor + {self.most:g}"

    def is_met_by(self, result: Result) -> bool:
        return result.above_floor is not None and result.above_floor <= self.most


@dataclass(frozen=True)
class Under:
    """Less than a limit."""

    limit: float

    @property
    def words(self) -> str:
        return f"< {self.limit:g}"

    def is_met_by(self, result: Result) -> bool:
        return result.ours.median < self.limit
