"""A check and a rebuild when the stamps say that nothing has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator

from core.store import SessionStore
from tests.bench.bench import ALL, Bench
from tests.bench.results import Result, TimesFloor
from tests.bench.stores import BenchStore
from tests.bench.timing import Contestant, take_turns, timed

GOALS = (TimesFloor(2),)


def floor(store: BenchStore) -> int:
    """Look at the stamp of every file."""
    newest = 0
    with os.scandir(store.folder) as entries:
        for entry in entries:
            newest = max(newest, entry.stat(follow_symlinks=False).st_mtime_ns)
    return newest


def measure(bench: Bench) -> Iterator[Result]:
    """Check and rebuild each store, whose files and index are at rest."""
    for store in bench.each(*ALL):
        contestants = _contestants(store)
        found = take_turns(2 * bench.rounds, contestants, warm_up=tuple(contestants))
        for name in ("check", "rebuild"):
            work = f"{name}, stamps say unchanged"
            yield bench.result(store, work, GOALS, found, ours=name)


def _contestants(store: BenchStore) -> dict[str, Contestant]:
    def checked(_: int) -> None:
        if SessionStore(store.folder).check().findings:
            raise RuntimeError("a check finds something in a store without a fault")

    def rebuilt(_: int) -> None:
        if SessionStore(store.folder).rebuild_index(read_all=False).state != "nothing to do":
            raise RuntimeError("a rebuild finds something to do in a store without a fault")

    return {
        "check": timed(checked),
        "floor": timed(lambda _: floor(store)),
        "rebuild": timed(rebuilt),
    }
