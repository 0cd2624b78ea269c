"""One key stroke in the filter: worked out, and on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.bench.bench import CROWDS, Bench
from tests.bench.process import Window
from tests.bench.results import Result, Under
from tests.bench.timing import Contestant, take_turns

WORDS = ("postgres mig", "docker 7", "e")
"""Rare and common ones; the first letter of each is in nearly every title."""

KEYS = 2 * len("".join(WORDS))
GOALS = {"arrange": Under(16), "type": Under(33)}
WORK = {"arrange": "filter and order", "type": "filter, painted"}
ORDERS = {False: "as the store lists", True: "sorted by title"}


def measure(bench: Bench) -> Iterator[Result]:
    """Type words and take them back, letter by letter; the slowest key stroke of a round counts."""
    for store in bench.each(*CROWDS):
        with Window(store.folder) as window:
            window.moments()
            window.do("rest")
            for by_title, order in ORDERS.items():
                found = take_turns(bench.rounds, _contestants(window, by_title=by_title))
                for name, goal in GOALS.items():
                    work = f"{WORK[name]}, {order}, slowest of {KEYS} keys"
                    result = bench.result(store, work, (goal,), found, ours=name, set_for=CROWDS)
                    yield replace(result, unit="ms")


def _contestants(window: Window, *, by_title: bool) -> dict[str, Contestant]:
    def slowest(what: str) -> float:
        took: list[float] = window.do(what, words=WORDS, by_title=by_title)
        return max(took)

    return {"arrange": lambda _: slowest("arrange"), "type": lambda _: slowest("type")}
