"""What every row gets to work with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.results import Goal, Result
from tests.bench.stores import BenchStore, Stores
from tests.bench.timing import Spread

CROWDS = ("old", "new")
"""The stores of 100,000 sessions, one for each generation of rows."""

ALL = (*CROWDS, "real")


@dataclass(frozen=True)
class Bench:
    """The stores, and how often everything is measured."""

    stores: Stores
    rounds: int

    def each(self, *names: str) -> Iterator[BenchStore]:
        """Give the stores of these names, one after the other, at rest and with warm stamps."""
        for name in names:
            store = self.stores[name]
            store.warm_stamps()
            yield store

    def result(
        self,
        store: BenchStore,
        work: str,
        goals: Sequence[Goal],
        found: Mapping[str, Spread],
        *,
        ours: str = "ours",
        set_for: Sequence[str] = ("old",),
    ) -> Result:
        """Make the line of `work` on `store` of what was found, `plain` and `floor` among it.

        `ours` names what is ours of it; the goals are set for the stores named in `set_for`.
        """
        return Result(
            work,
            store.shape.name,
            found[ours],
            goals,
            plain=found.get("plain"),
            floor=found.get("floor"),
            is_set=store.name in set_for,
        )


Measure = Callable[[Bench], Iterator[Result]]
"""Measures one piece of work on the stores it is about."""
