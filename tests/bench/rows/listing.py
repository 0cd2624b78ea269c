"""All rows for the window: from the index, without ghosts, with the files that have no row."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from core.store import SessionStore
from tests.bench import plain
from tests.bench.bench import ALL, Bench
from tests.bench.floors import session_names
from tests.bench.results import Result, TimesFaster, TimesFloor
from tests.bench.stores import BenchStore
from tests.bench.timing import Contestant, take_turns, timed

GOALS = (TimesFloor(4), TimesFaster(2.5))
FEW = 5


def floor(store: BenchStore) -> int:
    """Read the bytes of the index and list the names."""
    return len(store.index.read_bytes()) + len(session_names(store.folder))


def measure(bench: Bench) -> Iterator[Result]:
    """List each store, in which a few rows are ghosts and a few files have no row."""
    for store in bench.each(*ALL):
        with _few_lost(store):
            _compare(store)
            found = take_turns(bench.rounds, _contestants(store), warm_up=("ours", "floor"))
        yield bench.result(store, "list all", GOALS, found)


def _contestants(store: BenchStore) -> dict[str, Contestant]:
    generation = store.shape.generation
    return {
        "ours": timed(lambda _: SessionStore(store.folder).list_sessions()),
        "floor": timed(lambda _: floor(store)),
        "plain": timed(lambda _: plain.list_sessions(store.folder, generation)),
    }


@contextmanager
def _few_lost(store: BenchStore) -> Iterator[None]:
    """Make ghosts of a few rows, by giving them ids that no file has; put the index back then."""
    right = store.index.read_bytes()
    spoilt = right
    for number, session_id in enumerate(store.ids[-FEW:]):
        lost = re.compile(rb'"session_id": "%b"' % session_id.encode())
        spoilt = lost.sub(b'"session_id": "ghost%07d"' % number, spoilt)
    store.put_index(spoilt)
    store.rest()
    yield
    store.put_index(right)
    os.sync()


def _compare(store: BenchStore) -> None:
    ours = [row.session_id for row in SessionStore(store.folder).list_sessions()]
    theirs = plain.list_sessions(store.folder, store.shape.generation)
    if ours != [row["session_id"] for row in theirs]:
        raise RuntimeError("the plain listing and ours are not the same")
