"""From the start of the process to the first screenful, and to all rows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.bench import ALL, Bench
from tests.bench.process import Window, start_empty_window
from tests.bench.results import AboveFloor, Result
from tests.bench.stores import BenchStore
from tests.bench.timing import take_turns

GOALS = {"first": AboveFloor(0.25), "all": AboveFloor(0.6)}
WORK = {"first": "start to the first screenful", "all": "start to all rows"}


def measure(bench: Bench) -> Iterator[Result]:
    """Start the window on each store; the floor is an empty window of PySide6."""
    for store in bench.each(*ALL):
        starts = _Starts(store)
        found = take_turns(
            2 * bench.rounds,
            {"first": starts.first, "floor": lambda _: start_empty_window(), "all": starts.all},
            warm_up=("first", "floor"),
        )
        for name, goal in GOALS.items():
            yield bench.result(store, WORK[name], (goal,), found, ours=name)


class _Starts:
    """Starts of the window, each of which tells two moments."""

    def __init__(self, store: BenchStore) -> None:
        self._store = store
        self._all = 0.0

    def first(self, _: int) -> float:
        with Window(self._store.folder) as window:
            moments = window.moments()
        self._all = moments["all"]["at"]
        seconds: float = moments["first"]["at"]
        return seconds

    def all(self, _: int) -> float:
        """Return the moment of the start that `first` has just made."""
        return self._all
