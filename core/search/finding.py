"""Finding the sessions that a query asks for, and putting them in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import repeat
from math import log
from operator import add, mul
from typing import Protocol

from core.search.answers import Result
from core.search.conditions import Condition, Read, condition_of
from core.search.listed import ListedRows
from core.search.needles import Needle
from core.search.query import Query, Words

_TOGETHER = 0.5
_IN_TITLE = 1.0
_TITLE_FIRST = 1e9


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
    places: Set[int]


class Finder:
    """Evaluates one query."""

    def __init__(self, query: Query, listed: ListedRows, source: Source, read: Read | None) -> None:
        self._query, self._listed, self._source, self._read = query, listed, source, read
        self._found = Found()

    def find(self) -> Found:
        """Return the sessions for which every term holds, best first."""
        terms = self._query.terms
        wanted: list[_Wanted] = []
        for term in terms:
            if isinstance(term, Words) and not term.negated:
                wanted.append(self._wanted(term))
                if not wanted[-1].places:
                    return self._found
        conditions = [
            condition_of(t, self._listed, self._read) for t in terms if not isinstance(t, Words)
        ]
        if self._query.roles and not any(isinstance(term, Words) for term in terms):
            conditions.append(self._speaks())
        places = self._places_with(wanted)
        for condition in conditions:
            places = list(filter(condition, places))
        for term in terms:
            if isinstance(term, Words) and term.negated and places:
                places = self._without(self._wanted(term), places)
        self._found.results = self._ranked(places, wanted)
        return self._found

    def _wanted(self, words: Words) -> _Wanted:
        titled = frozenset(self._listed.titled(words.needle))
        if words.in_title:
            return _Wanted(words, titled, Hits({}), titled)
        if self._query.roles:
            titled = frozenset()
        hits = self._found.hits.get(words.needle)
        if hits is None:
            hits = self._source.hits(words.needle)
            self._found.hits[words.needle] = hits
        return _Wanted(words, titled, hits, titled | hits.counts.keys())

    def _speaks(self) -> Condition:
        read, roles = self._read, set(self._query.roles)
        if read is None:
            return lambda _: False
        return lambda place: bool(roles & set(read.shelf.speakers_of(read.numbers[place])))

    def _places_with(self, wanted: Sequence[_Wanted]) -> Iterable[int]:
        if not wanted:
            return range(len(self._listed))
        # Whoever was not cut says where to look; only there, the rest of a common word matters.
        first, *others = sorted(wanted, key=lambda one: (one.hits.is_cut, len(one.hits.counts)))
        if first.hits.is_cut:
            self._found.is_limited = True
        places: Set[int] = first.places
        for one in others:
            both = places & one.places
            if one.hits.is_cut and not first.hits.is_cut:
                both |= self._looked_at(one, sorted(places - both))
            places = both
        if first.hits.is_cut and others:  # where one message has them all, none was cut
            return {*places, *self._together(wanted, of_all=True)}
        return places

    def _without(self, one: _Wanted, places: Iterable[int]) -> list[int]:
        left = [place for place in places if place not in one.places]
        if one.hits.is_cut:
            has = self._looked_at(one, left)
            left = [place for place in left if place not in has]
        return left

    def _looked_at(self, one: _Wanted, places: Iterable[int]) -> set[int]:
        """Return those of the places that have a common word in what was cut off, if any."""
        found: set[int] = set()
        for place in places:
            is_there = self._source.is_at(one.words.needle, place)
            if is_there is None:
                self._found.is_limited = True
                break
            if is_there:
                found.add(place)
        return found

    def _ranked(self, places: Iterable[int], wanted: Sequence[_Wanted]) -> tuple[Result, ...]:
        ids = self._listed.ids
        if not wanted:
            return tuple(Result(ids[place]) for place in places)
        in_title = frozenset.intersection(*(one.titled for one in wanted))
        scores = self._scores(sorted(places), wanted, in_title)
        order = sorted(scores, key=scores.__getitem__, reverse=True)  # of equals, as listed
        first, *others = {id(one.hits): one.hits.counts for one in wanted}.values()
        hits = list(map(first.get, order, repeat(0)))
        for counts in others:
            hits = list(map(max, hits, map(counts.get, order, repeat(0))))
        titled = map(in_title.__contains__, order)
        return tuple(map(Result, map(ids.__getitem__, order), hits, titled))

    def _scores(
        self, places: Sequence[int], wanted: Sequence[_Wanted], in_title: Set[int]
    ) -> dict[int, float]:
        """Return how well each place fits: rare words count more, and the first hits most."""
        weights, total = self._listed.weights, len(self._listed) + 1
        sums: Iterable[float] = repeat(0.0)
        for one in wanted:
            counts = one.hits.counts
            rarity = log(1 + total / (1 + len(one.places)))
            by_count = [
                rarity * count / (count + 1.5)
                for count in range(max(counts.values(), default=0) + 1)
            ]
            here = map(counts.get, places, repeat(0))
            sums = list(map(add, sums, map(by_count.__getitem__, here)))
        scores = dict(zip(places, sums, strict=True))
        for one in wanted:
            for place in one.titled & scores.keys():
                scores[place] += _IN_TITLE
        if len(wanted) > 1:
            bonus = _TOGETHER * sum(scores.values()) / (len(scores) + 1)
            for place in scores.keys() & self._together(wanted):
                scores[place] += bonus
        weighted = map(mul, scores.values(), map(weights.__getitem__, places))
        scores = dict(zip(places, weighted, strict=True))
        for place in in_title & scores.keys():
            scores[place] += _TITLE_FIRST
        return scores

    def _together(self, wanted: Sequence[_Wanted], *, of_all: bool = False) -> set[int]:
        """Return the places where one message has all the words; `of_all`, also if cut off."""
        every = [one for one in wanted if not one.words.in_title]
        if len(every) < 2 or (of_all and len(every) < len(wanted)):
            return set()
        if of_all:
            rows = self._source.rows_with_all([one.words.needle for one in every])
        else:
            rows = frozenset.intersection(*(one.hits.rows for one in every))
        return {place for place in self._source.places_of(rows) if place >= 0}
