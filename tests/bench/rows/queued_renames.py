"""A thousand renames at once: as one batch, and as the window sends them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from core.errors import StoreError
from core.store import SessionStore
from core.store.requests import Rename
from tests.bench.bench import CROWDS, Bench
from tests.bench.floors import write_durably
from tests.bench.process import Window
from tests.bench.results import Result, TimesFloor
from tests.bench.stores import BenchStore
from tests.bench.timing import Contestant, take_turns, timed

MANY = 1_000
GOALS = (TimesFloor(2),)


def floor(store: BenchStore, session: bytes) -> None:
    """Write, flush and replace as many files."""
    for number in range(MANY):
        write_durably(store.scratch / f"{number}.json", session)


def measure(bench: Bench) -> Iterator[Result]:
    """Rename many sessions that lie anywhere in the index."""
    for store in bench.each(*CROWDS):
        with Window(store.folder) as window:
            window.moments()
            renames = _Renames(store, window)
            contestants = renames.contestants()
            found = take_turns(bench.rounds, contestants, warm_up=("batch", "floor"))
        yield bench.result(store, f"{MANY:,} renames in a batch", GOALS, found, ours="batch")
        work = f"{MANY:,} renames sent by the window"
        result = bench.result(store, work, GOALS, found, ours="window")
        yield replace(result, note=f"the index was written {max(renames.writes)} times")


class _Renames:
    """Renames sessions of one store, by the store itself or by the window."""

    def __init__(self, store: BenchStore, window: Window) -> None:
        self.writes: list[int] = []
        self._store, self._window = store, window
        self._ours = SessionStore(store.folder)
        self._random = Random("queued")
        self._ids: list[str] = []

    def contestants(self) -> dict[str, Contestant]:
        session = self._store.path_of(self._store.ids[-1]).read_bytes()
        return {
            "batch": timed(self.in_a_batch, self.settle),
            "floor": timed(lambda _: floor(self._store, session), self.settle),
            "window": self.in_the_window,
        }

    def settle(self, _: int) -> None:
        """Choose the next sessions, and let everybody see what was written before."""
        os.sync()
        self._window.do("rest")
        if self._ours.moved():
            self._ours.list_sessions()
        self._ids = self._random.choices(self._store.ids, k=MANY)

    def in_a_batch(self, number: int) -> None:
        wanted = [Rename(one, f"Queued {number} {at}") for at, one in enumerate(self._ids)]
        if any(isinstance(answer, StoreError) for answer in self._ours.edit_titles(wanted)):
            raise RuntimeError("a rename of the batch failed")

    def in_the_window(self, number: int) -> float:
        self.settle(number)
        answer = self._window.do("rename", ids=self._ids, title=f"Windowed {number}")
        self.writes.append(answer["writes"])
        seconds: float = answer["seconds"]
        return seconds
