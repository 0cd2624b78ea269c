"""The rows of the list as a search needs them: what the listing says is never stale."""

from __future__ import annotations

import time
from array import array
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

    def __init__(self, rows: Sequence[SessionRow] = (), projects: Iterable[Project] = ()) -> None:
        self.rows = rows
        self.ids = [row.session_id for row in rows]
        self.projects = {project.project_id: project.name for project in projects}
        # One long text, a line each: folded in a fifth of the time, kept in a third of the memory.
        self._titles = folded("\n".join([row.title.replace("\n", " ") for row in rows]))
        self._ends = array("q", accumulate(len(line) + 1 for line in self._titles.split("\n")))

    def __len__(self) -> int:
        return len(self.rows)

    def titled(self, needle: Needle) -> list[int]:
        """Return the places whose title has the needle."""
        piece, titles, at = needle.pieces[0], self._titles, -1
        is_plain = len(needle.pieces) == 1 and not UNSPACED.match(piece)
        fits = needle.pattern.search
        places: dict[int, None] = {}
        while (at := titles.find(piece, at + 1)) >= 0:
            stop = at + len(piece)
            after = "" if needle.is_prefix else titles[stop : stop + 1]
            if is_plain and not (is_edge(titles[at - 1 : at]) and is_edge(after)):
                continue
            place = bisect_right(self._ends, at)
            end = self._ends[place] - 1
            if is_plain or fits(titles[self._ends[place - 1] if place else 0 : end]):
                places[place] = None
            at = end
        return list(places)

    @cached_property
    def weights(self) -> array[float]:
        """How much each session counts for when it was last used: between a half and one."""
        now = max((row.updated_at for row in self.rows), default=time.time())
        ages = (max(0.0, (now - row.updated_at) / _HALF_LIFE) for row in self.rows)
        return array("d", [0.5 + 0.5 * 0.5**age for age in ages])

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
