"""Reading a query: words (and), "phrases", -not, prefix*, and `key:value` terms.

Nothing that is typed is an error: what cannot be understood is looked for as words, or left out,
and a hint says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import get_args

from core.search.amounts import bounds_in, stretch_in
from core.search.folding import folded
from core.search.lexing import Item, items_in
from core.search.needles import needle_of
from core.search.query import (
    Field,
    Has,
    Hint,
    Is,
    Number,
    NumberField,
    Query,
    Span,
    State,
    TextField,
    Thing,
    Words,
)
from core.titles import without_surrogates

MOST_TERMS = 50
"""More things to look for at once are left out."""

SHORTEST_BEGIN = 3
"""From so many letters on a word that is being typed is the beginning of one."""

LONGEST = 10_000
"""Longer queries are cut off."""

STATES: tuple[State, ...] = get_args(State)
THINGS: tuple[Thing, ...] = get_args(Thing)
ROLES = {"user": "u", "assistant": "a", "tool": "t", "system": "s", "other": "o"}
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
NUMBER_FIELDS: tuple[NumberField, ...] = get_args(NumberField)
DATES = ("before", "after", "on")
KEYS = ("title", *TEXT_FIELDS, "role", "is", "has", *DATES, *NUMBER_FIELDS)
"""Every key, in the order in which they are offered."""
NONE = ("none", '""')

Terms = Words | Field | Number | Span | Is | Has


def read_query(text: str, *, typing: bool = False, now: float | None = None) -> Query:
    """Return the query that `text` means; `now`, in seconds since 1970, is for `after:7d`.

    With `typing`, the last word is the beginning of one, unless a blank comes behind it, or it has
    fewer than `SHORTEST_BEGIN` letters of ASCII: too much begins with one or two.
    """
    cut = without_surrogates(text[:LONGEST])
    reader = _Reader(cut, typing, time.time() if now is None else now)
    if len(text) > LONGEST:
        reader.hint(f"Only the first {LONGEST:,} letters count.", LONGEST, len(text))
    return reader.read()


class _Reader:
    """Reads one query, item by item."""

    def __init__(self, text: str, typing: bool, now: float) -> None:
        self._text, self._typing, self._now = text, typing, now
        self._terms: list[Terms] = []
        self._roles = ""
        self._hints: list[Hint] = []
        self._by_key: dict[str, Callable[[Item], Terms | None]] = {
            "title": self._title,
            "is": self._states,
            "has": self._things,
            **dict.fromkeys(TEXT_FIELDS, self._field),
            **dict.fromkeys(NUMBER_FIELDS, self._number),
            **dict.fromkeys(DATES, self._span),
        }

    def hint(self, sentence: str, start: int, stop: int) -> None:
        self._hints.append(Hint(sentence, start, stop))

    def read(self) -> Query:
        for item in items_in(self._text):
            if len(self._terms) == MOST_TERMS:
                sentence = f"Only the first {MOST_TERMS} things to look for count."
                self.hint(sentence, item.start, len(self._text))
                break
            if item.is_open:
                self.hint("This quotation mark has no other one.", item.value_start - 1, item.stop)
            if item.key == "role":
                self._role(item)
            elif (term := self._term(item)) is not None:
                self._terms.append(term)
        return Query(tuple(self._terms), self._roles, tuple(self._hints))

    def _term(self, item: Item) -> Terms | None:
        by_key = self._by_key.get(item.key)
        if by_key is not None:
            return by_key(item)
        if item.key:
            self._doubt_key(item)
        # The key of no field, as in std::vector or 12:30, is a part of the word.
        start = item.start + item.is_negated if item.key else item.value_start
        return self._words(item, self._text[start : item.stop] if item.key else item.text)

    def _doubt_key(self, item: Item) -> None:
        near = get_close_matches(item.key, KEYS, 1, 0.75)
        if near:
            end = item.value_start - item.is_quoted
            sentence = f"“{item.key}:” is looked for as a word. Was “{near[0]}:” meant?"
            self.hint(sentence, item.start, end)

    def _words(self, item: Item, text: str, *, in_title: bool = False) -> Words | None:
        is_last = self._typing and item.stop == len(self._text) and not item.is_quoted
        is_long = len(text) >= SHORTEST_BEGIN or not text.isascii()
        is_begun = is_last and not item.is_negated and is_long and text[-1:].isalnum()
        needle = needle_of(text, is_prefix=item.has_star or is_begun)
        if needle is None:
            return None
        return Words(needle=needle, in_title=in_title, negated=item.is_negated)

    def _title(self, item: Item) -> Words | None:
        return self._words(item, item.text, in_title=True)

    def _role(self, item: Item) -> None:
        for value in _values(item):
            letter = self._one_of(item, value, ROLES)
            if letter is None:
                continue
            others = "".join(other for other in ROLES.values() if other != ROLES[letter])
            self._roles += others if item.is_negated else ROLES[letter]

    def _one_of(self, item: Item, value: str, known: Sequence[str] | dict[str, str]) -> str | None:
        """Return which of the `known` values is meant: it may be cut short while it is typed."""
        meant = value.lower()
        if meant in known:
            return meant
        is_last = self._typing and item.stop == len(self._text)
        begun = [one for one in known if one.startswith(meant)]
        if is_last and begun:
            return None
        if len(begun) == 1 and len(meant) > 1:
            return begun[0]
        names = ", ".join(known)
        self.hint(f"“{item.key}:” knows {names}.", item.value_start, item.stop)
        return None

    def _states(self, item: Item) -> Is | None:
        found = [one for value in _values(item) if (one := self._one_of(item, value, STATES))]
        states = tuple(state for state in STATES if state in found)
        return Is(states=states, negated=item.is_negated) if states else None

    def _things(self, item: Item) -> Has | None:
        found = [one for value in _values(item) if (one := self._one_of(item, value, THINGS))]
        things = tuple(thing for thing in THINGS if thing in found)
        return Has(things=things, negated=item.is_negated) if things else None

    def _field(self, item: Item) -> Field | None:
        values = [item.text] if item.is_quoted else _values(item)
        texts = tuple("" if value.lower() in NONE else folded(value) for value in values)
        name = next(name for name in TEXT_FIELDS if name == item.key)
        return Field(name=name, texts=texts, negated=item.is_negated) if texts else None

    def _number(self, item: Item) -> Number | None:
        name = next(name for name in NUMBER_FIELDS if name == item.key)
        bounds = bounds_in(item.text, with_units=name == "size")
        if bounds is None:
            example = {"messages": ">50", "size": ">1mb", "cost": ">1"}[name]
            self._unless_begun(item, f"“{name}:” takes a number, as in {name}:{example}.")
            return None
        return Number(name=name, bounds=bounds, negated=item.is_negated)

    def _span(self, item: Item) -> Span | None:
        found = stretch_in(item.text, self._now)
        if found is None:
            self._unless_begun(
                item, f"“{item.key}:” takes a date or an age, as in {item.key}:2026-05-31 or 7d."
            )
            return None
        if item.key == "before":
            return Span(stop=found.start, negated=item.is_negated)
        if item.key == "after":
            return Span(start=found.start, negated=item.is_negated)
        if found.start == found.stop:  # so long ago: that day
            day = stretch_in("today", found.start)
            found = day or found
        return Span(start=found.start, stop=found.stop, negated=item.is_negated)

    def _unless_begun(self, item: Item, sentence: str) -> None:
        """Give a hint, but not while the value is still being typed."""
        if self._typing and item.stop == len(self._text) and len(item.text) < 5:
            return
        self.hint(sentence, item.value_start, item.stop)


def _values(item: Item) -> list[str]:
    return [value for value in item.text.split(",") if value]
