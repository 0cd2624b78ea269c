"""Words looked for in the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
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
        self._by_block = shelf.by_block(_places_by_number(shelf, listed))

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
        number = self._shelf.numbers.get(self._listed.ids[place])
        if number is None:
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


def _places_by_number(shelf: Shelf, listed: ListedRows) -> list[int]:
    """Return the place in the list by number of the session."""
    places = [NOWHERE] * (max(shelf.numbers.values(), default=0) + 1)
    get = listed.places.get
    for session_id, number in shelf.numbers.items():
        places[number] = get(session_id, NOWHERE)
    return places
