"""Timing that drift cannot bias: contestants take turns, and each round is a pair of its own."""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

Contestant = Callable[[int], float]
"""Does its work once, in the round of that number, and returns what it took: seconds mostly."""


@dataclass(frozen=True)
class Spread:
    """What was measured, one value for each round."""

    values: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def most(self) -> float:
        return max(self.values)


def timed(
    work: Callable[[int], object], before: Callable[[int], object] | None = None
) -> Contestant:
    """Return a contestant that times `work`; `before` prepares each round and is not timed."""

    def run(number: int) -> float:
        if before is not None:
            before(number)
        gc.collect()
        started = perf_counter()
        kept = work(number)  # until after the clock stopped: freeing it is not the work
        seconds = perf_counter() - started
        del kept
        return seconds

    return run


def take_turns(
    rounds: int, contestants: Mapping[str, Contestant], *, warm_up: tuple[str, ...] = ()
) -> dict[str, Spread]:
    """Let the contestants take turns, A B C A B C, for as many `rounds`.

    Those named in `warm_up` do their work once before that, for nothing.
    """
    for name in warm_up:
        contestants[name](-1)
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, run in contestants.items():
            found[name].append(run(number))
            show(f"round {number + 1} of {rounds}: {name} {found[name][-1]:.4g}")
    show("")
    return {name: Spread(tuple(values)) for name, values in found.items()}


def pairs(first: Spread, second: Spread, compare: Callable[[float, float], float]) -> float:
    """Return the median of what `compare` says of the two values of each round."""
    return statistics.median(map(compare, first.values, second.values))


def show(text: str) -> None:
    """Show on the last line of a terminal what is going on; nothing where there is none."""
    if sys.stderr.isatty():
        print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
