"""One rename, durable in the session's file and in the index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from random import Random
from threading import Event

from core.store import SessionStore
from tests.bench import plain
from tests.bench.bench import ALL, CROWDS, Bench
from tests.bench.floors import write_durably
from tests.bench.results import Result, TimesFaster, TimesFloor
from tests.bench.stores import REST_SECONDS, BenchStore
from tests.bench.timing import take_turns, timed

GOALS = (TimesFloor(2), TimesFaster(25))


@dataclass(frozen=True)
class Case:
    """When a rename comes: the first after a listing, a later one, at once after another."""

    words: str
    is_first: bool
    is_rested: bool


CASES = (
    Case("rename, durable, first after a listing", is_first=True, is_rested=True),
    Case("rename, durable, a later one", is_first=False, is_rested=True),
    # The stamp of the index is then too young to prove that nobody else has written it.
    Case("rename, durable, right after another", is_first=False, is_rested=False),
)


def floor(store: BenchStore, session: bytes, index: bytes) -> None:
    """Write and flush the bytes of the session's file, then those of the index."""
    write_durably(store.scratch / "session.json", session)
    write_durably(store.scratch / "index.json", index)


def measure(bench: Bench) -> Iterator[Result]:
    """Rename sessions by a store that has listed the folder, as the window has."""
    for store in bench.each(*ALL):
        # With so few rows all three are the same.
        for case in CASES if store.name in CROWDS else CASES[1:2]:
            yield _measured(bench, store, case)


def _measured(bench: Bench, store: BenchStore, case: Case) -> Result:
    ours = SessionStore(store.folder)
    ids = cycle(Random(case.words).sample(store.ids[1:], min(50, len(store.ids) - 1)))
    session = store.path_of(store.ids[-1]).read_bytes()
    index = store.index.read_bytes()

    def settle(_: int) -> None:
        """See what others wrote, as the window does every 2 s, before the next one types."""
        if ours.moved():
            ours.list_sessions()
        if not case.is_first:
            ours.rename(next(ids), "Renamed before that")
        pause()

    def pause() -> None:
        os.sync()
        if case.is_rested:
            Event().wait(REST_SECONDS)

    found = take_turns(
        bench.rounds,
        {
            "ours": timed(lambda number: ours.rename(next(ids), f"Renamed {number}"), settle),
            "floor": timed(lambda _: floor(store, session, index), lambda _: pause()),
            "plain": timed(
                lambda number: plain.rename(store.folder, next(ids), f"Renamed plainly {number}"),
                lambda _: os.sync(),
            ),
        },
        warm_up=("ours", "floor"),
    )
    return bench.result(store, case.words, GOALS, found)
