"""What people install: how large it is, how fast it starts above an empty window, what it takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.frozen import Twins, built
from tests.bench.results import AboveFloor, Result, Under
from tests.bench.timing import Spread, take_turns

GOALS = (AboveFloor(0.25),)
LARGEST_MB = 125
WORK = "start of the bundle to the first screenful"


def measure(bench: Bench) -> Iterator[Result]:
    """Weigh what was built, and start the bundle, its files in the system's memory and not."""
    twins = Twins()
    if not twins.are_there:
        print("“bundle” is left out: ./dev package bundle has not been run", file=sys.stderr)
        return
    for what, size in built().items():
        goals = (Under(LARGEST_MB),) if what == "bundle" else ()
        yield Result(f"size of the {what}", "–", Spread((size,)), goals, unit="MB")
    for store in bench.each("old", "real"):
        taken = take_turns(bench.rounds, {"ours": lambda _, f=store.folder: twins.memory(f)})  # type: ignore[misc]
        yield replace(bench.result(store, "memory of the bundle", (), taken), unit="MB")
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
