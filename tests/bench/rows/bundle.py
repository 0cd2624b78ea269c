"""From the start of the bundled program to the first screenful, above an empty window bundled."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.frozen import Twins
from tests.bench.results import AboveFloor, Result
from tests.bench.timing import take_turns

GOALS = (AboveFloor(0.25),)
WORK = "start of the bundle to the first screenful"


def measure(bench: Bench) -> Iterator[Result]:
    """Start the bundle on each store, its files in the system's memory and not."""
    twins = Twins()
    if not twins.are_there:
        print("“bundle” is left out: ./dev package bundle has not been run", file=sys.stderr)
        return
    for store in bench.each("old", "real"):
        found = take_turns(
            2 * bench.rounds,
            {
                "warm": lambda _, folder=store.folder: twins.first_screenful(folder),  # type: ignore[misc]
                "floor": lambda _: twins.empty(),
            },
            warm_up=("warm", "floor"),
        )
        yield bench.result(store, WORK, GOALS, found, ours="warm")
        found = take_turns(
            bench.rounds,
            {
                "cold": lambda _, folder=store.folder: _cold(twins, folder),  # type: ignore[misc]
                "floor": lambda _: _cold(twins, None),
            },
        )
        yield bench.result(store, f"{WORK}, files forgotten", (), found, ours="cold")


def _cold(twins: Twins, folder: Path | None) -> float:
    twins.forget_pages()
    return twins.empty() if folder is None else twins.first_screenful(folder)
