"""What the catalogue knows of each session, in memory, and asking it for words.

Belongs to one thread; `interrupt` alone may be called from any.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path

import msgspec

from core.search import catalogue
from core.search.catalogue import FIRST_BLOCK, PER_BLOCK, ROWS_PER_BLOCK
from core.search.needles import Needle
from core.search.shelving import NUMBERS
from core.search.sources import OWN

NOBODY = 0
"""The number of no session: its blocks have been given up."""

_MOST_BLOCKS = 2**28
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
        """The number of each session, by id; numbers begin with 1."""
        self.flags = bytearray(1)
        """What there is in each session, by number."""
        self.sizes = array("q", [0])
        """How large each file was, by number."""
        self.costs: dict[int, float] = {}
        """What those sessions have cost of which that is known, by number."""
        self.sources: dict[int, str] = {}
        """Where those sessions come from that are none of the web UI's own, by number."""

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

    @contextmanager
    def reading(self) -> Iterator[bool]:
        """Hold the catalogue as it is now; nobody changes it meanwhile, so make it short.

        Gives whether something was put in since the last time.
        """
        self._database.execute("begin")
        try:
            yield self._refresh()
        finally:
            if self._database.in_transaction:  # some errors end it
                self._database.execute("commit")

    def _refresh(self) -> bool:
        (moved,) = self._database.execute("pragma data_version").fetchone()
        if moved == self._data_version:
            return False
        notes = [catalogue.note(self._database, key) for key in ("version", "low", "high")]
        version, low, high = (
            value if isinstance(value, int) else other
            for value, other in zip(notes, (0, FIRST_BLOCK, FIRST_BLOCK), strict=True)
        )
        since = (self._version,)
        changed = {
            number
            for (number,) in self._database.execute(
                "select number from files where version > ?", since
            )
        }
        try:
            self._make_room(low, high, max(changed, default=0))
            self._let_go(changed)
            for row in self._database.execute(_SINCE, since):
                self._take(*row)
        except (IndexError, TypeError, ValueError, OverflowError) as error:  # spoilt numbers
            raise catalogue.Damaged from error
        self._version, self._data_version = version, moved
        return bool(changed)

    def _make_room(self, low: int, high: int, number: int) -> None:
        if not 0 < low <= self._low or high - low > _MOST_BLOCKS or number > _MOST_BLOCKS:
            raise catalogue.Damaged
        more = self._low - low
        missing = max(high - low - more - len(self._owners), 0)
        for name in ("_owners", "_places"):
            held: array[int] = getattr(self, name)
            front, back = (array(NUMBERS, bytes(n * held.itemsize)) for n in (more, missing))
            setattr(self, name, front + held + back)
        self._low = low
        new = number + 1 - len(self.flags)
        if new > 0:
            self.flags.extend(bytes(new))
            self.sizes.extend(repeat(0, new))

    def _let_go(self, numbers: Set[int]) -> None:
        """Give up the blocks of sessions that have changed."""
        known = numbers & set(self.numbers.values()) if self.numbers else ()
        if known:
            owners = self._owners
            self._owners = array(NUMBERS, [NOBODY if o in known else o for o in owners])

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
        self._speakers.pop(number, None)
        self.costs.pop(number, None)
        self.sources.pop(number, None)
        if gone:
            self.numbers.pop(session_id, None)
            return
        owners, places, low = self._owners, self._places, self._low
        for place, block in enumerate(array(NUMBERS, packed)):
            if block < low:
                raise catalogue.Damaged
            owners[block - low] = number
            places[block - low] = place
        self.numbers[session_id] = number
        self.flags[number], self.sizes[number] = flags, size
        if cost is not None:
            self.costs[number] = float(cost)
        if source != OWN:
            self.sources[number] = source

    def rows_with(self, needles: Iterable[Needle], limit: int) -> list[int]:
        """Return the newest rows that have all the needles, at most `limit`, newest first."""
        question = " AND ".join(needle.match for needle in needles)
        (found,) = self._database.execute(_NEWEST, (question, limit)).fetchone()
        return _decode_rows(f"[{found or ''}]")

    def rows_of(self, number: int, needle: Needle) -> list[int]:
        """Return the rows of one session that have the needle."""
        rows: list[int] = []
        packed = self._database.execute(
            "select blocks from files where number = ?", (number,)
        ).fetchone()
        for first, last in _stretches(array(NUMBERS, packed[0]) if packed else ()):
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
            self._speakers = dict(self._database.execute("select number, speakers from files"))
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
