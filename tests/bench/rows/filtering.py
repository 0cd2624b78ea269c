"""One key stroke in the filter: worked out, and on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench.bench import CROWDS, Bench
from tests.bench.process import Window
from tests.bench.results import Result, Under
from tests.bench.timing import Spread, take_turns

WORDS = ("postgres mig", "docker 7", "e")
"""Rare and common ones; the first letter of each is in nearly every title."""

KEYS = 2 * len("".join(WORDS))
GOALS = {"arrange": Under(16), "type": Under(33)}
WORK = {"arrange": "filter and order", "type": "filter, painted"}
ORDERS = {False: "as the store lists", True: "sorted by title"}


def measure(bench: Bench) -> Iterator[Result]:
    """Type words and take them back, letter by letter; what counts is the slowest of the keys."""
    for store in bench.each(*CROWDS):
        with Window(store.folder) as window:
            window.moments()
            window.do("rest")
            for by_title, order in ORDERS.items():
                keys = {name: _Keys(window, name, by_title=by_title) for name in GOALS}
                take_turns(bench.rounds, {name: one.press for name, one in keys.items()})
                found = {name: one.slowest for name, one in keys.items()}
                for name, goal in GOALS.items():
                    work = f"{WORK[name]}, {order}, slowest of {KEYS} keys"
                    result = bench.result(store, work, (goal,), found, ours=name, set_for=CROWDS)
                    yield replace(result, unit="ms")


class _Keys:
    """Presses all keys, round after round, and tells of the one that takes longest."""

    def __init__(self, window: Window, what: str, *, by_title: bool) -> None:
        self._window, self._what, self._by_title = window, what, by_title
        self._rounds: list[list[float]] = []

    def press(self, _: int) -> float:
        took: list[float] = self._window.do(self._what, words=WORDS, by_title=self._by_title)
        self._rounds.append(took)
        return max(took)

    @property
    def slowest(self) -> Spread:
        """What the key took, round by round, whose median is the highest."""
        keys = [Spread(values) for values in zip(*self._rounds, strict=True)]
        return max(keys, key=lambda key: key.median)
