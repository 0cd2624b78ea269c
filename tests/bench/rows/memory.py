"""What the window takes with all rows shown, once nothing goes on any more."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.bench import ALL, CROWDS, Bench
from tests.bench.process import Memory, Window
from tests.bench.results import Result, Under
from tests.bench.stores import BenchStore
from tests.bench.timing import take_turns

REST_SECONDS = 5.0
"""Long enough for the store to give back what it takes while it works."""

LIMIT = 200
"""In MB, and for rows of the new generation once the size of the index on top."""


def measure(bench: Bench) -> Iterator[Result]:
    """Open each store, wait for the check and all idle work, and look at the process."""
    for store in bench.each(*ALL):
        takes = _Takes(store)
        found = take_turns(bench.rounds, {"ours": takes.resident})
        index = store.index.stat().st_size / 2**20
        limit = LIMIT + (index if store.name != "old" else 0)
        goals = (Under(round(limit)),)
        work = "memory, all rows shown"
        result = bench.result(store, work, goals, found, set_for=CROWDS)
        yield takes.noted(result)


class _Takes:
    """What windows took, one after the other."""

    def __init__(self, store: BenchStore) -> None:
        self._store = store
        self._taken: list[Memory] = []
        self._child = 0.0

    def resident(self, _: int) -> float:
        with Window(self._store.folder) as window:
            window.moments()
            self._child = max(self._child, window.do("rest", seconds=REST_SECONDS))
            self._taken.append(window.memory())
        return self._taken[-1].resident

    def noted(self, result: Result) -> Result:
        """Return the result in MB, with what else was seen."""
        share = statistics.median(one.proportional for one in self._taken)
        peak = statistics.median(one.peak for one in self._taken)
        note = (
            f"RSS once nothing goes on any more (PSS {share:.0f} MB); at most {peak:.0f} MB since"
            f" the start; the child process of the check had up to {self._child:.0f} MB"
        )
        return replace(result, unit="MB", note=note)
