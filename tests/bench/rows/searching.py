"""Search: building its catalogue, the size of that, a key stroke, and a session that changed."""

from __future__ import annotations

import json
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter, perf_counter_ns

from core.disk.folder import list_names
from core.locations import OwnPlaces
from core.search.builder import build, path_in
from core.search.said import said_in
from core.search.search import Search
from core.store import SessionStore
from core.store.child import ChildWork
from core.store.requests import BuildCatalogue, CatalogueBuilt
from tests.bench.bench import Bench
from tests.bench.results import Result, TimesFaster, TimesFloor, Under
from tests.bench.speech import Speech
from tests.bench.stores import BenchStore
from tests.bench.timing import Spread, take_turns, timed

SIZES = {"speech": 50.0, "much speech": 120.0}
"""How many milliseconds a key stroke may take, for 19 of 20."""

KEYS = 200
SHOWN = 50
SECONDS_TO_FIND = 3.0
HALF, SHARE = 0.5, 0.6
FEW = 3


def measure(bench: Bench) -> Iterator[Result]:
    """Build, weigh, type and change, on either store."""
    for store in bench.each(*SIZES):
        texts = _texts_of(store)
        yield _building(bench, store, texts)
        yield _size(store, texts)
        with closing(_opened(store)) as search:
            yield _typing(bench, store, search)
            yield _changing(bench, store, search)


def _texts_of(store: BenchStore) -> list[str]:
    """Return every text that can be found."""
    names = sorted(list_names(store.folder).sessions)
    said = (said_in(store.path_of(name)).said.words for name in names)
    return [text for words in said for pair in words for text in pair if text]


def _catalogue(store: BenchStore) -> Path:
    return path_in(OwnPlaces.of(store.folder))


def _megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def _building(bench: Bench, store: BenchStore, texts: list[str]) -> Result:
    def ours(_: int) -> None:
        _catalogue(store).unlink(missing_ok=True)
        build(store.folder, OwnPlaces.of(store.folder))

    found = take_turns(
        min(FEW, bench.rounds),
        {"ours": timed(ours), "plain": timed(lambda _: plain(store.scratch / "plain", texts))},
    )
    size = _megabytes(texts)
    ours_rate, plain_rate = (size / found[name].median for name in ("ours", "plain"))
    plain_size = (store.scratch / "plain").stat().st_size / 1e6 / size
    note = (
        f"{size:.0f} MB of text in {len(texts):,} messages, ours {ours_rate:.1f} MB/s from the "
        f"files, plain {plain_rate:.1f} MB/s from memory, which takes {plain_size:.2f} of the text"
    )
    goals = (TimesFaster(HALF),)
    result = bench.result(store, "building the search catalogue", goals, found, set_for=SIZES)
    return replace(result, note=note)


def plain(path: Path, texts: list[str]) -> None:
    """Insert the same texts into FTS5 as it comes, without a copy of them, in one transaction."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("pragma synchronous = off")
        database.execute("create virtual table words using fts5(text, content='')")
        database.executemany("insert into words(rowid, text) values (?, ?)", enumerate(texts))


def _size(store: BenchStore, texts: list[str]) -> Result:
    """Weigh the catalogue; as floor, the text itself."""
    size = Spread((_catalogue(store).stat().st_size / 1e6,))
    goals = (TimesFloor(SHARE),)
    text = Spread((_megabytes(texts),))
    return Result("size of the search catalogue", store.shape.name, size, goals, None, text, "MB")


def _opened(store: BenchStore) -> Search:
    search = Search(store.folder)
    listed = SessionStore(store.folder)
    search.take(listed.list_sessions(sizes=True), listed.projects())
    search.search("warm")
    return search


def queries(random: Random) -> Iterator[str]:
    """Give what people type: beginnings of three letters and more, one word and two, phrases."""
    speech = Speech(random)
    while True:
        one, two, three = speech.some(3)
        rare = random.choice(speech.words)
        yield f"{random.choice((one, rare))}xyz"[: random.choice((3, 3, 4, 5))]
        yield rare
        yield one
        yield f"{one} {rare[:4]}"
        yield f'"{one} {two}"'
        yield f"{one} {two} -{three}"
        yield f"title:{random.choice(('nginx', 'deploy', 'review'))} {one}"
        yield f"model:gpt role:user {two}"


def _typing(bench: Bench, store: BenchStore, search: Search) -> Result:
    def ours(number: int) -> float:
        given = queries(Random(f"queries {number}"))
        taken = sorted(_key_stroke(search, next(given)) for _ in range(KEYS))
        middles.append(statistics.median(taken))
        slowest.append(taken[-1])
        return taken[int(0.95 * KEYS)]

    middles: list[float] = []
    slowest: list[float] = []
    spread = take_turns(bench.rounds, {"ours": ours})["ours"]
    note = (
        f"95 of 100 of {KEYS} queries a round, best {SHOWN} with passages; median "
        f"{statistics.median(middles):.1f}, slowest {max(slowest):.0f}"
    )
    goals = (Under(SIZES[store.name]),)
    work = f"search: key stroke to {SHOWN} passages"
    return Result(work, store.shape.name, spread, goals, unit="ms", note=note)


def _key_stroke(search: Search, query: str) -> float:
    """Search as the window does at a key stroke; tell how many milliseconds that takes."""
    started = perf_counter()
    answer = search.search(query, typing=True)
    shown = [result.session_id for result in answer.results[:SHOWN]]
    for _ in search.passages(answer, shown):
        pass
    return 1000 * (perf_counter() - started)


def _changing(bench: Bench, store: BenchStore, search: Search) -> Result:
    """Let a server save a session, and wait until a word of that is found."""

    def ours(number: int) -> float:
        path = store.path_of(store.ids[number])
        word = f"justsaid{number}x{perf_counter_ns()}"
        before = path.read_bytes()
        session = json.loads(before)
        session["messages"].append({"role": "user", "content": word})
        started = perf_counter()
        path.write_text(json.dumps(session, ensure_ascii=False, indent=2), encoding="utf-8")
        *_, last = ChildWork(BuildCatalogue(str(store.folder))).messages()
        if not isinstance(last, CatalogueBuilt) or not search.search(word).results:
            raise RuntimeError("what was just said is not found")
        seconds = perf_counter() - started
        path.write_bytes(before)
        return seconds

    spread = take_turns(bench.rounds, {"ours": ours})["ours"]
    goals = (Under(SECONDS_TO_FIND),)
    return Result("search: a changed session is found", store.shape.name, spread, goals)
