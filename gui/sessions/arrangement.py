"""Which rows are shown and in what order: the filter and the sorting, in plain Python.

Rows are named by their slot, their number in the order of the store. Everything dear is made once
per listing, in slices: the text that the filter looks into, and the order by a column. Measured
for 100,000 rows: a key stroke 2 to 13 ms; once, all search texts 30 ms, the order by title 45 ms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import compress
from typing import Any

from core.values import SessionRow
from gui.sessions.columns import COLUMNS, Projects, SortOrder, fold, folded, project_name
from gui.sessions.found import Found, Ranked, goes_on, is_plain, meant

_AFTER_ALL = "\U0010ffff"

SLICE = 4_000
"""So many rows are prepared at a time: 2 ms of work, 6 if all are in CJK, and several times that
while the store thread is busy with the listing."""


class Arrangement:
    """The rows as the store listed them, and the order in which some of them are shown."""

    def __init__(self) -> None:
        self.rows: list[SessionRow] = []
        self.projects: Projects = {}
        self.archived = 0
        """How many of the rows are archived, shown or not."""
        self.shows_archived = False
        self.sort_order: SortOrder | None = None
        self._text = ""
        self._words: list[str] = []
        self._search: Found | None = None  # what was found in messages, too
        self._ranked: Ranked | None = None
        self._search_texts: list[str] = []  # of the first few rows, until all are made
        self._candidates: list[int] | None = None  # ascending: all but the archived ones
        self._found: tuple[list[str], list[int]] | None = None  # the last words and their hits
        self._sorted: list[int] | None = None  # every slot, in `sort_order`
        self._keys: list[Any] = []  # of the first few rows, while they are being sorted
        self._runs: list[int] = []  # the slots of these rows, slice by slice in `sort_order`

    # What is shown

    def take(self, rows: list[SessionRow], projects: Projects) -> None:
        """Arrange `rows` from now on. They must be in the order of the store."""
        self.rows = rows
        self.projects = projects
        self.archived = sum([row.archived for row in rows])
        self._search_texts = []
        self._candidates = self._found = self._ranked = None
        self._forget_order()

    def set_filter(self, text: str) -> None:
        """Show only rows that hold every word of `text` in title, id, model, workspace, project.

        What was found in messages stays while the words are typed on, until the search answers;
        and everything stays if only the search can answer, because there is more than words.
        """
        if not is_plain(text := meant(text)):
            return
        if self._search and (self._search.is_exact or not goes_on(self._text, text)):
            self.set_found(None)
        # The longest word is the rarest, so the others have few rows to be looked for in.
        self._text, self._words = text, sorted(set(fold(text).split()), key=len, reverse=True)

    def set_found(self, found: Found | None) -> None:
        """Show what a search found, too, in its order; with None, only what the filter finds."""
        self._search, self._ranked = found, None

    def set_shows_archived(self, shown: bool) -> None:
        """Show archived rows too, or hide them."""
        self.shows_archived = shown
        self._candidates = self._found = None

    def set_sort_order(self, sort_order: SortOrder | None) -> None:
        """Sort by a column; rows that are equal in it, and all for None, stay as in the store."""
        self.sort_order = sort_order
        self._forget_order()

    def order(self, also: int | None = None) -> list[int]:
        """Return the slots to show, in order, `also` among them; the list must not be changed."""
        hits = self._hits() if self._search is None else self._joined(self._search)
        if also is not None and also not in hits:
            hits = sorted([*hits, also]) if self._search is None else [*hits, also]
        if self.sort_order is None:
            return hits
        if len(hits) == len(self.rows):
            return self._whole_order(self.sort_order)
        if self._sorted is None:  # so soon after a listing it is quicker to sort just the hits
            return self._sort(sorted(hits), self.sort_order)
        return _in_order(hits, self._sorted)

    def change(self, slot: int, row: SessionRow) -> bool:
        """Put `row` in the place of another with the same id; tell if the order may be another."""
        old, was_shown = self.rows[slot], self._is_shown(slot)
        self.rows[slot] = row
        self._found = None
        if slot < len(self._search_texts):
            self._search_texts[slot] = self._search_texts_of([row])[0]
        if old.archived != row.archived:
            self.archived += row.archived - old.archived
            self._candidates = None
        moved = self._move(slot, old)
        return moved or was_shown != self._is_shown(slot)

    @property
    def is_dear(self) -> bool:
        """True if `order` would take long now, and less after some calls of `prepare`."""
        unmade = len(self.rows) - len(self._search_texts) if self._words else 0
        unsorted = len(self.rows) if self.sort_order and self._sorted is None else 0
        return max(unmade, unsorted) > SLICE

    def prepare(self) -> bool:
        """Make a slice of what `order` needs, or will need at the next key stroke; true if more."""
        made = len(self._search_texts)
        if made < len(self.rows):
            self._search_texts += self._search_texts_of(self.rows[made : made + SLICE])
            return True
        if self.sort_order and self._sorted is None:
            self._sort_slice(self.sort_order)
            return True
        return False

    def find(self, start: str, order: Sequence[int], place: int) -> int | None:
        """Return the first place from `place` on, and round, whose title begins with `start`."""
        wanted = fold(start)
        self._need_search_texts()
        for span in (range(place, len(order)), range(place)):
            for candidate in span:
                if self._search_texts[order[candidate]].startswith(wanted):
                    return candidate
        return None

    # Filter

    def _hits(self) -> list[int]:
        """The slots that pass the filter, ascending."""
        if not self._words:
            return self._candidate_slots()
        self._need_search_texts()
        hits, texts = self._narrowed(), self._search_texts
        for word in self._words:
            hits = [slot for slot in hits if word in texts[slot]]
        self._found = self._words, hits
        return hits

    def _joined(self, search: Found) -> list[int]:
        """The slots of the filter and of the search, by rank."""
        slots = self._ranked_among(search).joined([] if search.is_exact else self._hits())
        is_all = self.shows_archived or search.with_archived
        return slots if is_all else [slot for slot in slots if not self.rows[slot].archived]

    def _ranked_among(self, search: Found) -> Ranked:
        if self._ranked is None:
            self._ranked = Ranked(search, self.rows)
        return self._ranked

    def _narrowed(self) -> list[int]:
        """The slots to look at: while the user types on, only what the shorter words found."""
        if self._found is not None:
            words, hits = self._found
            if all(any(old in new for new in self._words) for old in words):
                return hits
        return self._candidate_slots()

    def _is_shown(self, slot: int) -> bool:
        row, search = self.rows[slot], self._search
        if row.archived and not (self.shows_archived or (search and search.with_archived)):
            return False
        if search is not None and (search.is_exact or slot in self._ranked_among(search).all):
            return slot in self._ranked_among(search).all
        if not self._words:
            return True
        text = self._search_texts_of([row])[0]
        return all(word in text for word in self._words)

    def _candidate_slots(self) -> list[int]:
        if self._candidates is None:
            if self.shows_archived:
                self._candidates = list(range(len(self.rows)))
            else:
                self._candidates = [i for i, row in enumerate(self.rows) if not row.archived]
        return self._candidates

    def _need_search_texts(self) -> None:
        made = len(self._search_texts)
        if made < len(self.rows):
            self._search_texts += self._search_texts_of(self.rows[made:])

    def _search_texts_of(self, rows: Sequence[SessionRow]) -> list[str]:
        """One text a row; no word of a filter has a line break, so none spans two fields."""
        projects = self.projects
        return folded(
            [
                f"{r.title}\n{r.session_id}\n{r.model or ''}\n{r.workspace or ''}"
                f"\n{project_name(r, projects) if r.project_id else ''}"
                for r in rows
            ]
        )

    # Sorting

    def _forget_order(self) -> None:
        self._sorted, self._keys, self._runs = None, [], []

    def _whole_order(self, by: SortOrder) -> list[int]:
        while self._sorted is None:
            self._sort_slice(by)
        return self._sorted

    def _sort_slice(self, by: SortOrder) -> None:
        """Sort another slice; after the last, merge them, which is quick as each is in order."""
        made = len(self._keys)
        if made < len(self.rows):
            self._keys += _keys(self.rows[made : made + SLICE], self.projects, by)
            run = list(range(made, len(self._keys)))
            run.sort(key=self._keys.__getitem__, reverse=by.descending)
            self._runs += run
        else:
            self._runs.sort(key=self._keys.__getitem__, reverse=by.descending)
            self._sorted, self._keys, self._runs = self._runs, [], []

    def _sort(self, slots: Sequence[int], by: SortOrder) -> list[int]:
        keys = _keys([self.rows[slot] for slot in slots], self.projects, by)
        places = sorted(range(len(slots)), key=keys.__getitem__, reverse=by.descending)
        return [slots[place] for place in places]

    def _move(self, slot: int, old: SessionRow) -> bool:
        """Bring a changed row to its new place in the order by a column; tell if it may move."""
        by = self.sort_order
        if by is None:
            return False
        was, key = _keys([old, self.rows[slot]], self.projects, by)
        if was == key:
            return False
        if self._sorted is None:
            self._forget_order()
        else:
            # A list of its own: the order that is on the screen may be the old one itself.
            others = [other for other in self._sorted if other != slot]
            others.insert(self._place_for(slot, key, others, by), slot)
            self._sorted = others
        return True

    def _place_for(self, slot: int, key: Any, others: Sequence[int], by: SortOrder) -> int:
        """Find by halves where `slot` belongs among `others`."""
        low, high = 0, len(others)
        while low < high:
            middle = (low + high) // 2
            other = others[middle]
            [other_key] = _keys([self.rows[other]], self.projects, by)
            if other_key == key:
                is_before = other < slot
            else:
                is_before = other_key > key if by.descending else other_key < key
            low, high = (middle + 1, high) if is_before else (low, middle)
        return low


def _in_order(hits: Sequence[int], whole: Sequence[int]) -> list[int]:
    """Return `hits` in the order in which they stand in `whole`."""
    if len(hits) * 8 < len(whole):
        return list(filter(set(hits).__contains__, whole))
    marks = bytearray(len(whole))
    for slot in hits:
        marks[slot] = 1
    return list(compress(whole, map(marks.__getitem__, whole)))


def _keys(rows: Sequence[SessionRow], projects: Projects, by: SortOrder) -> list[Any]:
    """One key for each row; blanks get one that stands last in the direction of `by`."""
    spec = COLUMNS[by.column]
    keys = spec.sort_keys(rows, projects)
    if "" not in keys and None not in keys:
        return keys
    last: Any
    if spec.numeric:
        last = -math.inf if by.descending else math.inf
    else:
        last = "" if by.descending else _AFTER_ALL
    return [last if key is None or key == "" else key for key in keys]


def store_key(row: SessionRow) -> tuple[bool, float]:
    """Return what the store sorts by: pinned first, then newest."""
    return not row.pinned, -row.updated_at


def place_in_store_order(row: SessionRow, others: Sequence[SessionRow]) -> int:
    """Find where the store would list `row` among `others`."""
    key = store_key(row)
    later = (place for place, other in enumerate(others) if store_key(other) > key)
    return next(later, len(others))
