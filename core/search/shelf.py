"""What the catalogue knows of each session, in memory, and asking it for words.

Belongs to one thread; `interrupt` alone may be called from any.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from core.search import catalogue
from core.search.catalogue import FIRST_BLOCK, PER_BLOCK, ROWS_PER_BLOCK
from core.search.needles import Needle
from core.search.said_values import Flags
from core.search.shelving import NUMBERS

NOBODY = 0
"""The number of no session: its blocks have been given up."""

_BLOCK_SHIFT = ROWS_PER_BLOCK.bit_length() - 1
# In one text: 50,000 rows, one by one, take twice as long.
_NEWEST = (
    "select group_concat(rowid) from "
    "(select rowid from words where words match ? order by rowid desc limit ?)"
)
_SINCE = "select number, id, blocks, flags, cost, source, size, gone from files where version > ?"


_decode_rows = msgspec.json.Decoder(list[int]).decode


class Shelf:
    """The catalogue at `path`, opened to be read; raises `catalogue.Damaged`, `sqlite3.Error`."""

    def __init__(self, path: Path, store: str) -> None:
        self._path = path
        self._database = catalogue.connect(path)
        try:
            catalogue.check_usable(self._database, path, store)
            self._inode = path.stat().st_ino
        except BaseException:
            self._database.close()
            raise
        self._version = 0
        self._low = FIRST_BLOCK
        self._owners = array(NUMBERS)
        self._places = array(NUMBERS)
        self._speakers: dict[int, str] = {}
        self._data_version = -1
        self.numbers: dict[str, int] = {}
        """The number of each session, by id."""
        self.blocks: dict[int, Sequence[int]] = {}
        self.flags: dict[int, int] = {}
        self.costs: dict[int, float] = {}
        self.sources: dict[int, str] = {}
        self.sizes: dict[int, int] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def interrupt(self) -> None:
        """Break off whatever the catalogue is being asked, from any thread."""
        with suppress(sqlite3.ProgrammingError):  # just closed
            self._database.interrupt()

    @property
    def is_current(self) -> bool:
        """False if another catalogue has taken the place of this one."""
        try:
            return self._path.stat().st_ino == self._inode
        except OSError:
            return False

    @property
    def version(self) -> int:
        """Rises whenever something was put in."""
        return self._version

    def refresh(self) -> bool:
        """Take in what was put into the catalogue since the last time; tell if anything was."""
        (moved,) = self._database.execute("pragma data_version").fetchone()
        if moved == self._data_version:
            return False
        self._database.execute("begin")
        try:
            version = catalogue.note(self._database, "version") or 0
            low = catalogue.note(self._database, "low") or FIRST_BLOCK
            high = catalogue.note(self._database, "high") or FIRST_BLOCK
            if not all(isinstance(one, int) for one in (version, low, high)):
                raise catalogue.Damaged
            changed = self._database.execute(_SINCE, (self._version,)).fetchall()
            self._make_room(int(low), int(high))
            for row in changed:
                self._take(*row)
        except (IndexError, TypeError, ValueError, OverflowError) as error:  # spoilt numbers
            raise catalogue.Damaged from error
        finally:
            self._database.execute("commit")
        self._version, self._data_version = int(version), moved
        return bool(changed)

    def _make_room(self, low: int, high: int) -> None:
        if not 0 < low <= self._low or high - low > 2**28:
            raise catalogue.Damaged
        more = self._low - low
        missing = high - low - more - len(self._owners)
        for name in ("_owners", "_places"):
            held: array[int] = getattr(self, name)
            front = array(NUMBERS, bytes(more * held.itemsize))
            back = array(NUMBERS, bytes(max(missing, 0) * held.itemsize))
            setattr(self, name, front + held + back if more else held + back)
        self._low = low

    def _take(
        self,
        number: int,
        session_id: str,
        packed: bytes,
        flags: int,
        cost: float | None,
        source: str,
        size: int,
        gone: int,
    ) -> None:
        owners, places, low = self._owners, self._places, self._low
        for block in self.blocks.get(number, ()):
            owners[block - low] = NOBODY
        self._speakers.pop(number, None)
        if gone:
            for held in (self.blocks, self.flags, self.costs, self.sources, self.sizes):
                held.pop(number, None)
            self.numbers.pop(session_id, None)
            return
        blocks = array(NUMBERS, packed)
        for place, block in enumerate(blocks):
            owners[block - low] = number
            places[block - low] = place
        self.numbers[session_id] = number
        self.blocks[number] = blocks
        self.flags[number], self.sizes[number] = int(flags), size
        self.sources[number] = source
        if cost is not None:
            self.costs[number] = float(cost)
        else:
            self.costs.pop(number, None)

    def has(self, number: int, flag: Flags) -> bool:
        """Tell whether there is something of this kind in a session."""
        return bool(self.flags.get(number, 0) & flag)

    def rows_with(self, needles: Iterable[Needle], limit: int) -> list[int]:
        """Return the newest rows that have all the needles, at most `limit`, newest first."""
        question = " AND ".join(needle.match for needle in needles)
        (found,) = self._database.execute(_NEWEST, (question, limit)).fetchone()
        return _decode_rows(f"[{found or ''}]")

    def rows_of(self, number: int, needle: Needle) -> list[int]:
        """Return the rows of one session that have the needle."""
        rows: list[int] = []
        for first, last in _stretches(self.blocks.get(number, ())):
            found = self._database.execute(
                "select rowid from words where words match ? and rowid >= ? and rowid < ?",
                (needle.match, first * ROWS_PER_BLOCK, (last + 1) * ROWS_PER_BLOCK),
            )
            rows += chain.from_iterable(found)
        return rows

    def owners_of(self, rows: Iterable[int]) -> list[int]:
        """Return the number of the session of each row; `NOBODY` for rows that were given up."""
        owners, low = self._owners, self._low
        return [owners[(row >> _BLOCK_SHIFT) - low] for row in rows]

    def by_block(self, values: Sequence[int]) -> array[int]:
        """Return the value of the owner of each block, given the values of owners by number."""
        return array("q", map(values.__getitem__, self._owners))

    def of_blocks(self, rows: Iterable[int], values: Sequence[int]) -> list[int]:
        """Return for each row what `by_block` has for its block."""
        low = self._low
        return [values[(row >> _BLOCK_SHIFT) - low] for row in rows]

    def message_of(self, row: int) -> int:
        """Return the number of the message in its session that a row belongs to."""
        place = self._places[(row >> _BLOCK_SHIFT) - self._low]
        return place * PER_BLOCK + (row & (ROWS_PER_BLOCK - 1)) // 2

    def speakers_of(self, number: int) -> str:
        """Return who speaks in each message of a session, in letters."""
        if not self._speakers:
            for one, letters in self._database.execute("select number, speakers from files"):
                self._speakers[one] = letters
        if number not in self._speakers:
            query = "select speakers from files where number = ?"
            found = self._database.execute(query, (number,)).fetchone()
            self._speakers[number] = found[0] if found else ""
        return self._speakers[number]


def _stretches(blocks: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of blocks without a gap."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        if found and block == found[-1][1] + 1:
            found[-1] = (found[-1][0], block)
        else:
            found.append((block, block))
    return found
