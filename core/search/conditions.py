"""Terms about the fields of a session, as questions about a place in the list."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.search.folding import folded
from core.search.listed import ListedRows
from core.search.query import Comparison, Field, Has, Is, Number, Span, State
from core.search.said_values import Flags
from core.search.shelf import NOBODY, Shelf
from core.search.sources import OWN
from core.titles import UNTITLED
from core.values import SessionRow

Condition = Callable[[int], bool]

_COMPARE: dict[Comparison, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_FLAGS = {"tools": Flags.TOOLS, "images": Flags.IMAGES, "error": Flags.ERROR}
_STATES: dict[State, Callable[[SessionRow], bool]] = {
    "pinned": lambda row: row.pinned,
    "archived": lambda row: row.archived,
    "unreadable": lambda row: row.problem is not None,
    "unlisted": lambda row: not row.listed,
    "untitled": lambda row: row.title.strip() in ("", UNTITLED),
}


class Read(NamedTuple):
    """What the catalogue knows, and the number in it of the session at each place of the list."""

    shelf: Shelf
    numbers: Sequence[int]


def condition_of(
    term: Field | Number | Span | Is | Has, listed: ListedRows, read: Read | None
) -> Condition:
    """Return what tells whether `term` holds at a place of the list.

    What only the catalogue knows (source, cost, what is in a conversation) holds for nothing as
    long as that has not read the session.
    """
    match term:
        case Field():
            holds = _field(term, listed, read)
        case Number():
            holds = _number(term, listed, read)
        case Span():
            holds = _span(term, listed)
        case Is():
            holds = _states(term, listed)
        case Has():
            holds = _things(term, read)
    return (lambda place: not holds(place)) if term.negated else holds


def _field(term: Field, listed: ListedRows, read: Read | None) -> Condition:
    known: dict[str, bool] = {}

    def fits(value: str) -> bool:
        if value not in known:
            text = folded(value)
            known[value] = any(part in text if part else not text for part in term.texts)
        return known[value]

    if term.name == "source":
        return lambda place: fits(_source(read, place))
    return lambda place: fits(listed.text_of(term.name, place))


def _source(read: Read | None, place: int) -> str:
    number = read.numbers[place] if read is not None else NOBODY
    return read.shelf.sources.get(number, OWN) if read is not None and number != NOBODY else ""


def _number(term: Number, listed: ListedRows, read: Read | None) -> Condition:
    bounds = [(_COMPARE[sign], bound) for sign, bound in term.bounds]

    def value_at(place: int) -> float | None:
        row = listed.rows[place]
        if term.name == "messages":
            return row.message_count
        number = read.numbers[place] if read is not None else NOBODY
        if read is None or number == NOBODY:
            return row.size if term.name == "size" else None
        return read.shelf.sizes[number] if term.name == "size" else read.shelf.costs.get(number)

    def holds(place: int) -> bool:
        value = value_at(place)
        return value is not None and all(compare(value, bound) for compare, bound in bounds)

    return holds


def _span(term: Span, listed: ListedRows) -> Condition:
    rows, start, stop = listed.rows, term.start, term.stop
    return lambda place: start <= rows[place].updated_at < stop


def _states(term: Is, listed: ListedRows) -> Condition:
    rows, asked = listed.rows, [_STATES[state] for state in term.states]
    return lambda place: any(state(rows[place]) for state in asked)


def _things(term: Has, read: Read | None) -> Condition:
    if read is None:
        return lambda _: False
    flags = Flags(0)
    for thing in term.things:
        flags |= _FLAGS[thing]
    bits, held, numbers = int(flags), read.shelf.flags, read.numbers
    return lambda place: bool(held[numbers[place]] & bits)
