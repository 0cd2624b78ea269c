"""A full rebuild: every file read again, the index written, the old one backed up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from core.store import SessionStore
from tests.bench import plain
from tests.bench.bench import ALL, Bench
from tests.bench.floors import session_names
from tests.bench.results import Result, TimesFaster, TimesFloor
from tests.bench.stores import BenchStore
from tests.bench.timing import take_turns, timed

WORK = "full rebuild, every file read"
GOALS = (TimesFloor(2), TimesFaster(2.5))


def floor(store: BenchStore) -> int:
    """Open, fstat, read and close every file, in one thread."""
    count = 0
    for name in session_names(store.folder):
        descriptor = os.open(f"{store.folder}/{name}", os.O_RDONLY)
        size = os.fstat(descriptor).st_size
        count += len(os.read(descriptor, size))
        os.close(descriptor)
    return count


def measure(bench: Bench) -> Iterator[Result]:
    """Rebuild each store, whose index has one wrong title, so that there is something to write."""
    for store in bench.each(*ALL):
        yield _measured(bench, store, f"{WORK}, stamps warm", lambda _: None)
    store = bench.stores["old"]
    yield _measured(bench, store, f"{WORK}, stamps cold", lambda _: store.forget_stamps())


def _measured(bench: Bench, store: BenchStore, work: str, prepare: Callable[[int], None]) -> Result:
    right = store.index.read_bytes()
    wrong = _with_a_wrong_title(right)

    def spoil(number: int) -> None:
        prepare(number)
        store.put_index(wrong)
        os.sync()

    def check() -> None:
        if store.index.read_bytes() != right:
            raise RuntimeError(f"{work}: the rebuilt index is not the one that was there")

    found = take_turns(
        bench.rounds,
        {
            "ours": timed(lambda _: SessionStore(store.folder).rebuild_index(), spoil),
            "floor": timed(lambda _: floor(store), lambda _: check()),
            "plain": timed(lambda _: plain.rebuild(store.folder, store.shape.generation), spoil),
        },
        warm_up=("floor",),
    )
    check()
    return bench.result(store, work, GOALS, found)


def _with_a_wrong_title(index: bytes) -> bytes:
    """Return the index with something before the first letter of its first title."""
    return index.replace(b'"title": "', b'"title": "~', 1)
