"""Putting what was said into the catalogue: new messages beside those that are there already."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from core.search.catalogue import FIRST_BLOCK, PER_BLOCK, ROWS_PER_BLOCK, note, put_note
from core.search.folding import spelt
from core.search.said_values import Said
from core.values import NOBODY, Watch

NUMBERS = "I"
"""How blocks and check sums are kept: four bytes each, as this machine writes them."""

_Row = tuple[int, str]
_FEW_ROWS = 500


class Entry(NamedTuple):
    """One session file as it was read."""

    id: str
    stamp: bytes
    size: int
    said: Said

    @property
    def letters(self) -> int:
        """How much there is to put into the catalogue."""
        return sum(len(words.spoken) + len(words.done) for words in self.said.words)


class _Old(NamedTuple):
    """What the catalogue has of a session."""

    number: int
    blocks: Sequence[int]
    sums: Sequence[int]
    messages: int


class _Plan(NamedTuple):
    """Which blocks of a session stay, and of the last of them, how many messages are there."""

    entry: Entry
    kept: list[int]
    filled: int
    sums: list[int]


class Shelver:
    """Puts sessions into the catalogue, inside one transaction of the caller's."""

    def __init__(self, database: sqlite3.Connection, watch: Watch = NOBODY) -> None:
        """Work in `database`; `watch` may stop it (`Cancelled`), and then it has to be undone."""
        self._database, self._watch = database, watch
        self._dead = 0
        self._version = _number(note(database, "version"), 0) + 1

    def put(self, entries: Sequence[Entry], *, going_down: bool) -> None:
        """Put in what is new in `entries`, newest first; what was cut off or changed goes."""
        plans = [self._plan(entry) for entry in reversed(entries)]
        needed = sum(_block_count(plan.entry) - len(plan.kept) for plan in plans)
        block = self._allot(needed, going_down=going_down)
        rows: list[_Row] = []
        for plan in plans:
            count = _block_count(plan.entry) - len(plan.kept)
            blocks = [*plan.kept, *range(block, block + count)]
            block += count
            rows += _rows_of(plan, blocks)
            self._keep(plan, blocks)
        rows.sort()  # FTS5 writes what it has whenever a number is less than the one before
        self._database.executemany(
            "insert into words(rowid, text) values (?, ?)", self._asking(rows)
        )
        self._count(needed)

    def _asking(self, rows: Sequence[_Row]) -> Iterator[_Row]:
        """Give the rows, and ask now and then whether to stop: together they take a while."""
        for at in range(0, len(rows), _FEW_ROWS):
            self._watch.check_cancel()
            yield from rows[at : at + _FEW_ROWS]

    def forget(self, names: Iterable[str]) -> None:
        """Let sessions be gone."""
        for name in names:
            old = self._old(name)
            self._dead += len(old.blocks) if old else 0
            self._database.execute(
                "update files set gone = 1, stamp = x'', blocks = x'', sums = x'', speakers = '', "
                "version = ? where id = ?",
                (self._version, name),
            )
        self._count(0)

    def _plan(self, entry: Entry) -> _Plan:
        sums = [_sum_of(entry.said, at) for at in range(0, len(entry.said.words), PER_BLOCK)]
        old = self._old(entry.id)
        if old is None:
            return _Plan(entry, [], 0, sums)
        kept, filled = _still_there(old, entry.said)
        self._dead += len(old.blocks) - len(kept)
        return _Plan(entry, kept, filled, sums)

    def _old(self, name: str) -> _Old | None:
        found = self._database.execute(
            "select number, blocks, sums, length(speakers) from files where id = ?", (name,)
        ).fetchone()
        if found is None:
            return None
        number, blocks, sums, messages = found
        return _Old(number, array(NUMBERS, blocks), array(NUMBERS, sums), messages)

    def _allot(self, count: int, *, going_down: bool) -> int:
        """Return the first of `count` new blocks."""
        if going_down:
            low = _number(note(self._database, "low"), FIRST_BLOCK) - count
            put_note(self._database, "low", low)
            return low
        high = _number(note(self._database, "high"), FIRST_BLOCK)
        put_note(self._database, "high", high + count)
        return high

    def _keep(self, plan: _Plan, blocks: list[int]) -> None:
        entry, said = plan.entry, plan.entry.said
        self._database.execute(
            "insert into files(id, stamp, size, blocks, sums, speakers, flags, cost, source, "
            "version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set "
            "stamp = excluded.stamp, size = excluded.size, blocks = excluded.blocks, "
            "sums = excluded.sums, speakers = excluded.speakers, flags = excluded.flags, "
            "cost = excluded.cost, source = excluded.source, version = excluded.version, gone = 0",
            (
                *(entry.id, entry.stamp, entry.size, array(NUMBERS, blocks).tobytes()),
                *(array(NUMBERS, plan.sums).tobytes(), said.speakers, int(said.flags)),
                *(said.cost, said.source, self._version),
            ),
        )

    def _count(self, added: int) -> None:
        dead, alive = (_number(note(self._database, key), 0) for key in ("dead", "alive"))
        put_note(self._database, "dead", dead + self._dead)
        put_note(self._database, "alive", alive + added - self._dead)
        put_note(self._database, "version", self._version)


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _block_count(entry: Entry) -> int:
    return -(-len(entry.said.words) // PER_BLOCK)


def _sum_of(said: Said, start: int, stop: int | None = None) -> int:
    """Return the check sum of the messages of one block, or of the first of them."""
    end = start + PER_BLOCK if stop is None else stop
    text = "\0".join([said.speakers[start:end], *(p for w in said.words[start:end] for p in w)])
    return crc32(text.encode("utf-8", "surrogatepass"))


def _still_there(old: _Old, said: Said) -> tuple[list[int], int]:
    """Return the blocks of a session that stay, and how much of the last one is filled."""
    kept: list[int] = []
    for place, (block, was) in enumerate(zip(old.blocks, old.sums, strict=False)):
        start = place * PER_BLOCK
        stop = min(start + PER_BLOCK, old.messages)
        if stop > len(said.words) or was != _sum_of(said, start, stop):
            break
        kept.append(block)
    if not kept:
        return [], 0
    return kept, min(len(kept) * PER_BLOCK, old.messages)


def _rows_of(plan: _Plan, blocks: Sequence[int]) -> Iterator[_Row]:
    words = plan.entry.said.words
    for number in range(plan.filled, len(words)):
        place, rest = divmod(number, PER_BLOCK)
        row = blocks[place] * ROWS_PER_BLOCK + 2 * rest
        spoken, done = words[number]
        if spoken:
            yield row, spelt(spoken)
        if done:
            yield row + 1, spelt(done)
