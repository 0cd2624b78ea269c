"""Conversations of any length in the reader: to be seen, scrolled, found in, and left again."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice

from tests.bench.bench import Bench
from tests.bench.process import Window
from tests.bench.results import Goal, Result, Under
from tests.bench.stores import BenchStore
from tests.bench.tales import COMMON, RARE
from tests.bench.timing import Contestant, Spread, take_turns

CONVERSATIONS = (
    *("200 messages", "20,000 messages"),
    *("50 MB of chat", "50 MB with long code", "50 MB of tools"),
)
"""What the sessions of the store are, in its order; a tiny one follows."""

WORK: dict[str, tuple[str, str, Sequence[Goal]]] = {
    "content": ("select to first content painted", "ms", (Under(150),)),
    "gap": ("gap while it loads", "ms", (Under(50),)),
    "drag": ("dragged anywhere: a frame", "ms", (Under(16),)),
    "drag95": ("dragged anywhere: a frame, 95 of 100", "ms", (Under(33),)),
    "there": ("dragged anywhere: until all in sight is there", "ms", ()),
    "wheel": ("wheel: a frame", "ms", (Under(16),)),
    "wheel95": ("wheel: a frame, 95 of 100", "ms", (Under(33),)),
    "rare": ("find a rare word: the first place is shown", "ms", ()),
    "rare all": ("find a rare word: all are counted", "ms", ()),
    "common": ("find a common word: the first place is shown", "ms", ()),
    "common all": ("find a common word: all are counted", "ms", ()),
    "find gap": ("gap while it is found in", "ms", (Under(50),)),
    "memory": ("memory added by reading it, at most", "MB", (Under(150),)),
    "left": ("memory that is kept when it is left", "MB", ()),
}
DRAGS, TURNS = 40, 80
CALM_SECONDS = 5.0
MANY = 20


def measure(bench: Bench) -> Iterator[Result]:
    """Read each conversation in turn, as often as everything is measured; then many at a stretch.

    Finding begins 120 ms after the last key: that is in its times.
    """
    (store,) = bench.each("read")
    with Window(store.folder) as window:
        window.moments()
        readers = [_Reader(store, window, number) for number in range(len(CONVERSATIONS))]
        readers[0].leave(CALM_SECONDS)
        turns = zip(CONVERSATIONS, readers, strict=True)
        contestants: dict[str, Contestant] = {name: one.read for name, one in turns}
        take_turns(bench.rounds, contestants, warm_up=CONVERSATIONS[:1])
        for name, reader in zip(CONVERSATIONS, readers, strict=True):
            yield from reader.results(name)
    yield _many(bench, store)


class _Reader:
    """Reads one conversation, again and again."""

    def __init__(self, store: BenchStore, window: Window, number: int) -> None:
        self._window = window
        self._id, self._tiny = store.ids[number], store.ids[-1]
        self._found: dict[str, list[float]] = {name: [] for name in WORK}

    def read(self, number: int) -> float:
        """Do all that a user does with a conversation, once; a round below 0 is not kept."""
        window = self._window
        before = window.memory().resident
        window.forget_peak()
        found = window.do("read", session_id=self._id)
        found |= self._scrolled(number) | self._looked_for()
        found["memory"] = window.memory().peak - before
        self.leave(0.0)
        found["left"] = window.memory().resident - before
        for name in WORK if number >= 0 else ():
            self._found[name].append(found[name])
        content: float = found["content"]
        return content / 1000

    def leave(self, seconds: float) -> None:
        """Select another session, and wait until nothing goes on."""
        self._window.do("read", session_id=self._tiny)
        self._window.do("rest", seconds=seconds)

    def results(self, name: str) -> Iterator[Result]:
        """Give the lines of the table."""
        for key, (work, unit, goals) in WORK.items():
            yield Result(work, name, Spread(tuple(self._found[key])), goals, unit=unit)

    def _scrolled(self, number: int) -> dict[str, float]:
        seed = max(0, number)
        dragged = self._window.do("drag", times=DRAGS, seed=seed)
        turned = self._window.do("wheel", times=TURNS, seed=seed)
        return {
            "drag": statistics.median(dragged["frames"]),
            "drag95": _nearly_all(dragged["frames"]),
            "there": statistics.median(dragged["content"]),
            "wheel": statistics.median(turned["frames"]),
            "wheel95": _nearly_all(turned["frames"]),
        }

    def _looked_for(self) -> dict[str, float]:
        rare, common = (self._window.do("find", text=text) for text in (RARE, COMMON))
        return {
            "rare": rare["first"],
            "rare all": rare["complete"],
            "common": common["first"],
            "common all": common["complete"],
            "find gap": max(rare["gap"], common["gap"]),
        }


def _nearly_all(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _many(bench: Bench, store: BenchStore) -> Result:
    """Read the largest conversations one after the other, and see what stays when all are left."""
    largest = store.ids[2 : len(CONVERSATIONS)]

    def read(_: int) -> float:
        with Window(store.folder) as window:
            window.moments()
            reader = _Reader(store, window, 0)
            reader.leave(CALM_SECONDS)
            before = window.memory().resident
            window.forget_peak()
            for session_id in islice(cycle(largest), MANY):
                window.do("read", session_id=session_id)
            most.append(window.memory().peak - before)
            reader.leave(1.0)
            return window.memory().resident - before

    most = list[float]()
    found = take_turns(bench.rounds, {"ours": read})
    work = f"memory that is kept when {MANY} of 50 MB were read"
    result = bench.result(store, work, (Under(150),), found, set_for=("read",))
    note = f"at most {statistics.median(most):.0f} MB more while they were read"
    return replace(result, unit="MB", note=note)
