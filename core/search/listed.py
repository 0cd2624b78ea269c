"""The rows of the list as a search needs them: what the listing says is never stale."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from core.search.folding import UNSPACED, folded
from core.search.needles import Needle, is_edge
from core.search.query import TextField
from core.values import Project, SessionRow

_HALF_LIFE = 90 * 86_400.0
"""A session counts half as much for each so many seconds that it was not used, down to a half."""


class ListedRows:
    """Rows in the order of the list, by place; places are what a search counts with."""

    def __init__(
        self,
        rows: Sequence[SessionRow] = (),
        projects: Iterable[Project] = (),
        before: ListedRows | None = None,
    ) -> None:
        """Take in `rows`; titles that were folded `before` need not be again."""
        self.rows = rows
        self.projects = {project.project_id: project.name for project in projects}
        known = before.folded_titles if before is not None else {}
        titles = [row.title for row in rows]
        self.folded_titles: dict[str, str] = {t: known.get(t) or folded(t) for t in titles}
        self._titles = [self.folded_titles[title] for title in titles]
        self._joined = "\n".join(self._titles)
        self._ends = list(accumulate(len(title) + 1 for title in self._titles))
        self.ids = [row.session_id for row in rows]
        self.places = {session_id: place for place, session_id in enumerate(self.ids)}

    def __len__(self) -> int:
        return len(self.rows)

    def titled(self, needle: Needle) -> list[int]:
        """Return the places whose title has the needle."""
        # In one long text: a tenth of the time of looking into each.
        piece, joined, at = needle.pieces[0], self._joined, -1
        is_plain = len(needle.pieces) == 1 and not UNSPACED.match(piece)
        places: dict[int, None] = {}
        while (at := joined.find(piece, at + 1)) >= 0:
            stop = at + len(piece)
            if is_plain and not (
                is_edge(joined[at - 1 : at])
                and (needle.is_prefix or is_edge(joined[stop : stop + 1]))
            ):
                continue
            place = bisect_right(self._ends, at)
            places[place] = None
            at = self._ends[place] - 1
        if is_plain:
            return list(places)
        fits = needle.pattern.search
        return [place for place in places if fits(self._titles[place])]

    @cached_property
    def weights(self) -> list[float]:
        """How much each session counts for when it was last used: between a half and one."""
        now = max((row.updated_at for row in self.rows), default=time.time())
        return [0.5 + 0.5 * 0.5 ** max(0.0, (now - r.updated_at) / _HALF_LIFE) for r in self.rows]

    def text_of(self, name: TextField, place: int) -> str:
        """Return a value of a row as it is shown; `source` is none of the row's."""
        row = self.rows[place]
        if name == "project":
            return self.projects.get(row.project_id or "", row.project_id or "")
        value: str | None = getattr(row, name)
        return value or ""

    def values(self) -> Mapping[str, list[str]]:
        """Return the values there are, by key, the most used first: to be offered."""
        found: dict[str, list[str]] = {}
        names: tuple[TextField, ...] = ("model", "workspace", "project", "profile")
        for name in names:
            counts: dict[str, int] = {}
            for place in range(len(self.rows)):
                if value := self.text_of(name, place):
                    counts[value] = counts.get(value, 0) + 1
            found[name] = sorted(counts, key=lambda value: (-counts[value], value))
        return found
