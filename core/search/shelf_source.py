"""Words looked for in the catalogue."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import repeat
from time import monotonic

from core.search.finding import Hits
from core.search.listed import ListedRows
from core.search.needles import Needle
from core.search.shelf import NOBODY, Shelf

MOST_HITS = 50_000
"""Of a very common word so many of its newest messages are looked at."""

_PATIENCE = 0.02
"""For so many seconds older sessions are asked for a common word one by one."""

NOWHERE = -1


class ShelfSource:
    """Looks in the catalogue; the place of a session that is not listed is `NOWHERE`."""

    def __init__(self, shelf: Shelf, listed: ListedRows, most_hits: int = MOST_HITS) -> None:
        self._shelf, self._listed, self._most = shelf, listed, most_hits
        self._roles = ""
        self._until: float | None = None
        get, count = shelf.numbers.get, len(shelf.flags)
        self.numbers = array("q", (get(session_id, NOBODY) for session_id in listed.ids))
        """The number of the session at each place; `NOBODY` for one that was not read yet."""
        places = array("q", repeat(NOWHERE, count))
        for place, number in enumerate(self.numbers):
            places[number] = place
        places[NOBODY] = NOWHERE
        self._by_block = shelf.by_block(places)
        missing = (row for row, number in zip(listed.rows, self.numbers, strict=True) if not number)
        # What can never be read has nothing to be searched.
        self.searched = len(self.numbers) - sum(row.problem is None for row in missing)
        """How many of the listed sessions have been read into the catalogue."""

    def start(self, roles: str) -> None:
        """Begin with another query: only what those of these roles say counts (empty: all)."""
        self._roles, self._until = roles, None

    def hits(self, needle: Needle) -> Hits:
        """Return where the needle is; see `core.search.finding.Source`."""
        rows = self._shelf.rows_with([needle], self._most + 1)
        is_cut = len(rows) > self._most
        if is_cut:
            rows.pop()
        if self._roles:
            rows = self._of_roles(rows)
        counts = Counter(self._shelf.of_blocks(rows, self._by_block))
        counts.pop(NOWHERE, None)
        return Hits(counts, frozenset(rows), is_cut)

    def _of_roles(self, rows: list[int]) -> list[int]:
        """Return the rows where one of these speaks; what tools did is said by tools."""
        roles, shelf = self._roles, self._shelf
        with_tools = "t" in roles
        kept: list[int] = []
        for row, number in zip(rows, shelf.owners_of(rows), strict=True):
            if row & 1:
                if with_tools:
                    kept.append(row)
            elif number != NOBODY:
                message, speakers = shelf.message_of(row), shelf.speakers_of(number)
                if message < len(speakers) and speakers[message] in roles:
                    kept.append(row)
        return kept

    def is_at(self, needle: Needle, place: int) -> bool | None:
        """Tell whether the needle is in a session, if that has not taken too long already."""
        number = self.numbers[place]
        if number == NOBODY:
            return False
        if needle.is_prefix:  # all that begins so would be gone through each time
            return None
        if self._until is None:
            self._until = monotonic() + _PATIENCE
        if monotonic() > self._until:
            return None
        rows = self._shelf.rows_of(number, needle)
        return bool(self._of_roles(rows) if self._roles else rows)

    def rows_with_all(self, needles: Collection[Needle]) -> frozenset[int]:
        """Return the newest rows that have all the needles."""
        rows = self._shelf.rows_with(needles, self._most)
        return frozenset(self._of_roles(rows) if self._roles else rows)

    def places_of(self, rows: Iterable[int]) -> Iterable[int]:
        """Return the places of the sessions that these rows belong to; `NOWHERE` for some."""
        return set(self._shelf.of_blocks(rows, self._by_block))
