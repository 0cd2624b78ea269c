"""Finding the sessions that a query asks for, and putting them in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Protocol

from core.search.answers import Result
from core.search.conditions import Condition, condition_of
from core.search.listed import ListedRows
from core.search.needles import Needle
from core.search.query import Query, Words
from core.search.shelf import Shelf

_TOGETHER = 0.5
_IN_TITLE = 1.0


@dataclass(frozen=True, slots=True)
class Hits:
    """Where one needle was found: how many messages at each place of the list.

    `rows` are the rows of the catalogue. Of a needle that `is_cut`, only the newest were counted.
    """

    counts: Mapping[int, int]
    rows: frozenset[int] = frozenset()
    is_cut: bool = False


class Source(Protocol):
    """Who looks for words in messages: the catalogue, or a walk through the files."""

    def hits(self, needle: Needle) -> Hits:
        """Return where the needle is."""

    def is_at(self, needle: Needle, place: int) -> bool | None:
        """Tell whether it is at a place that was cut off; None if that takes too long to tell."""

    def rows_with_all(self, needles: Collection[Needle]) -> frozenset[int]:
        """Return the newest rows that have all the needles."""

    def places_of(self, rows: Iterable[int]) -> Iterable[int]:
        """Return the places that have one of these rows."""


@dataclass(slots=True)
class Found:
    """What a query found."""

    results: tuple[Result, ...] = ()
    is_limited: bool = False
    hits: dict[Needle, Hits] = field(default_factory=dict)


@dataclass(slots=True)
class _Wanted:
    """One word of the query, and where it is."""

    words: Words
    titled: frozenset[int]
    hits: Hits

    def has(self, place: int) -> bool:
        return place in self.titled or place in self.hits.counts


class Finder:
    """Evaluates one query."""

    def __init__(
        self, query: Query, listed: ListedRows, source: Source, shelf: Shelf | None
    ) -> None:
        self._query, self._listed, self._source, self._shelf = query, listed, source, shelf
        self._found = Found()

    def find(self) -> Found:
        """Return the sessions for which every term holds, best first."""
        terms = self._query.terms
        wanted = [self._wanted(t) for t in terms if isinstance(t, Words) and not t.negated]
        unwanted = [self._wanted(t) for t in terms if isinstance(t, Words) and t.negated]
        conditions = [
            condition_of(t, self._listed, self._shelf) for t in terms if not isinstance(t, Words)
        ]
        if self._query.roles and not (wanted or unwanted):
            conditions.append(self._speaks())
        places = self._places_with(wanted)
        for condition in conditions:
            places = [place for place in places if condition(place)]
        if unwanted:
            places = [p for p in places if not any(self._holds(one, p) for one in unwanted)]
        self._found.results = self._ranked(places, wanted)
        return self._found

    def _wanted(self, words: Words) -> _Wanted:
        titled = frozenset(self._listed.titled(words.needle))
        if words.in_title:
            return _Wanted(words, titled, Hits({}))
        if self._query.roles:
            titled = frozenset()
        hits = self._found.hits.get(words.needle)
        if hits is None:
            hits = self._source.hits(words.needle)
            self._found.hits[words.needle] = hits
        return _Wanted(words, titled, hits)

    def _speaks(self) -> Condition:
        shelf, roles, rows = self._shelf, set(self._query.roles), self._listed.rows
        if shelf is None:
            return lambda _: False
        numbers = shelf.numbers
        return lambda place: bool(
            roles & set(shelf.speakers_of(numbers.get(rows[place].session_id, 0)))
        )

    def _places_with(self, wanted: Sequence[_Wanted]) -> Iterable[int]:
        if not wanted:
            return range(len(self._listed))
        # Whoever was not cut says where to look; only there, the rest of a common word matters.
        ordered = sorted(wanted, key=lambda one: (one.hits.is_cut, len(one.hits.counts)))
        first, *others = ordered
        if first.hits.is_cut:
            self._found.is_limited = True
        places: Iterable[int] = {*first.hits.counts, *first.titled}
        for one in others:
            places = [place for place in places if self._holds(one, place)]
        if first.hits.is_cut and others:  # where one message has them all, no one was cut
            return {*places, *self._together(wanted, of_all=True)}
        return places

    def _holds(self, one: _Wanted, place: int) -> bool:
        if one.has(place) or not one.hits.is_cut:
            return one.has(place)
        is_there = self._source.is_at(one.words.needle, place)
        if is_there is None:
            self._found.is_limited = True
        return bool(is_there)

    def _ranked(self, places: Iterable[int], wanted: Sequence[_Wanted]) -> tuple[Result, ...]:
        rows = self._listed.rows
        if not wanted:
            return tuple(Result(rows[place].session_id) for place in places)
        kept = list(places)
        scores = self._scores(kept, wanted)
        in_title = set(kept).intersection(*(one.titled for one in wanted))
        kept.sort(key=lambda place: (place not in in_title, -scores[place], place))
        hits: Counter[int] = Counter()
        for counts in {id(one.hits): one.hits.counts for one in wanted}.values():
            if len(wanted) == 1:
                return tuple(
                    Result(rows[p].session_id, counts.get(p, 0), p in in_title) for p in kept
                )
            for place in kept:
                hits[place] = max(hits[place], counts.get(place, 0))
        return tuple(Result(rows[p].session_id, hits[p], p in in_title) for p in kept)

    def _scores(self, places: Sequence[int], wanted: Sequence[_Wanted]) -> dict[int, float]:
        """Return how well each place fits: rare words count more, and the first hits most."""
        weights, total = self._listed.weights, len(self._listed) + 1
        scores = dict.fromkeys(places, 0.0)
        for one in wanted:
            counts, titled = one.hits.counts, one.titled
            rarity = log(1 + total / (1 + len(counts) + len(titled)))
            by_count = [rarity * count / (count + 1.5) for count in range(1_000)]
            most = len(by_count) - 1
            for place in places:
                scores[place] += by_count[min(counts.get(place, 0), most)]
            for place in titled:
                if place in scores:
                    scores[place] += _IN_TITLE * rarity
        if len(wanted) > 1:
            bonus = _TOGETHER * sum(scores.values()) / (len(scores) + 1)
            for place in self._together(wanted):
                if place in scores:
                    scores[place] += bonus
        return {place: score * weights[place] for place, score in scores.items()}

    def _together(self, wanted: Sequence[_Wanted], *, of_all: bool = False) -> Iterable[int]:
        """Return the places where one message has all the words; `of_all`, also if cut off."""
        every = [one for one in wanted if not one.words.in_title]
        if len(every) < 2 or (of_all and len(every) < len(wanted)):
            return ()
        if of_all:
            rows = self._source.rows_with_all([one.words.needle for one in every])
        else:
            rows = frozenset.intersection(*(one.hits.rows for one in every))
        return (place for place in self._source.places_of(rows) if place >= 0)
