"""The largest gap of the window's event loop while something goes on and the table scrolls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.bench.bench import CROWDS, Bench
from tests.bench.process import Window
from tests.bench.results import Result, Under
from tests.bench.stores import BenchStore
from tests.bench.timing import take_turns

GOALS = (Under(50),)
MANY = 1_000
WORK = {
    "list": "gap while the list is read at the start",
    "check": "gap while every file is checked",
    "repair": f"gap while {MANY:,} rows are repaired, every file read",
    "rename": f"gap while {MANY:,} titles are saved",
    "catalogue": "gap while the catalogue is built and somebody types and scrolls",
}
CALM_SECONDS = 4.0
"""Long enough for the store to give back what it takes while it works."""


def measure(bench: Bench) -> Iterator[Result]:
    """Scroll while the window is busy; the floor is the gap of scrolling alone."""
    for store in bench.each(*CROWDS):
        gaps = _Gaps(store)
        with Window(store.folder) as window:
            gaps.window = window
            window.moments()
            window.do("pause catalogue", paused=True)
            window.do("rest")
            found = take_turns(
                bench.rounds,
                {
                    "floor": gaps.calm,
                    "list": gaps.list,
                    "check": gaps.check,
                    "repair": gaps.repair,
                    "rename": gaps.rename,
                    "catalogue": gaps.catalogue,
                },
            )
        for name, work in WORK.items():
            result = bench.result(store, work, GOALS, found, ours=name, set_for=CROWDS)
            yield replace(result, unit="ms")


class _Gaps:
    """Each of these returns the largest gap in milliseconds."""

    window: Window

    def __init__(self, store: BenchStore) -> None:
        self._store = store
        self._random = Random("gaps")

    def calm(self, _: int) -> float:
        return self._scrolled("nothing", seconds=CALM_SECONDS)

    def list(self, _: int) -> float:
        """From the first screenful on, in a window of its own."""
        with Window(self._store.folder, "--meter") as window:
            gap: float = window.moments()["all"]["gap"]
        return gap

    def check(self, _: int) -> float:
        self._store.forget_stamps()
        return self._scrolled("check", seconds=CALM_SECONDS)

    def repair(self, number: int) -> float:
        self._store.put_index(self._with_wrong_titles())
        self._store.rest()
        self.window.do("rest")
        return self._scrolled("repair")

    def rename(self, number: int) -> float:
        os.sync()
        ids = self._random.sample(self._store.ids, min(MANY, len(self._store.ids)))
        title = f"Scrolled {number}"
        gap: float = self.window.do("rename", ids=ids, title=title, scrolls=True)["gap"]
        return gap

    def catalogue(self, _: int) -> float:
        """The build goes on in each round where it was stopped in the one before."""
        told = self.window.do("type and scroll", seconds=CALM_SECONDS)
        if not told["was_building"] and len(self._store.ids) > MANY * 10:
            raise RuntimeError("the catalogue was built before the measurement was over")
        gap: float = told["gap"]
        return gap

    def _scrolled(self, work: str, **how: float) -> float:
        gap: float = self.window.do("scroll", work=work, **how)
        return gap

    def _with_wrong_titles(self) -> bytes:
        """Return the index with something before the first letter of many titles."""
        mark = b'"title": "'
        first, *rest = self._store.index.read_bytes().split(mark)
        every = max(1, len(rest) // MANY)
        wrong = [b"~" + part if n % every == 0 else part for n, part in enumerate(rest)]
        return mark.join([first, *wrong])
