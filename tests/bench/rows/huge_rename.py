"""A rename of a session that has grown out of all proportion."""

from __future__ import annotations

import os
from collections.abc import Iterator

from core.store import SessionStore
from tests.bench import plain
from tests.bench.bench import Bench
from tests.bench.floors import write_durably
from tests.bench.results import Result, TimesFloor
from tests.bench.stores import BenchStore
from tests.bench.timing import Contestant, take_turns, timed

GOALS = (TimesFloor(2),)


def floor(store: BenchStore) -> None:
    """Read, write and flush its bytes."""
    data = store.path_of(store.ids[0]).read_bytes()
    write_durably(store.scratch / "session.json", data)


def measure(bench: Bench) -> Iterator[Result]:
    """Rename the largest session of a store that has few others."""
    for store in bench.each("huge"):
        contestants = _contestants(store, store.ids[0])
        found = take_turns(2 * bench.rounds, contestants, warm_up=("ours", "floor"))
        megabytes = store.path_of(store.ids[0]).stat().st_size / 1e6
        work = f"rename of a {megabytes:.0f} MB session"
        yield bench.result(store, work, GOALS, found, set_for=("huge",))


def _contestants(store: BenchStore, largest: str) -> dict[str, Contestant]:
    ours = SessionStore(store.folder)
    ours.list_sessions()

    def to_the_disk(_: int) -> None:
        os.sync()

    return {
        "ours": timed(lambda number: ours.rename(largest, f"No {number}"), to_the_disk),
        "floor": timed(lambda _: floor(store), to_the_disk),
        "plain": timed(
            lambda number: plain.rename(store.folder, largest, f"Plain {number}"), to_the_disk
        ),
    }
