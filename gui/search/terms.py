"""Single terms of a query's text, put in and taken out by a menu."""

from __future__ import annotations

from core.search.lexing import items_in

SINGLE = ("before", "after", "on")
"""Keys of which one term is enough: another age takes the place of the one before."""


def has_term(text: str, term: str) -> bool:
    """Tell whether a term is in a query as it is spelt."""
    return any(text[one.start : one.stop] == term for one in items_in(text))


def with_term(text: str, term: str) -> str:
    """Return a query with `term`, instead of others of its key that say something else."""
    key = term.partition(":")[0]
    rivals = SINGLE if key in SINGLE else (key,)
    kept = [text[i.start : i.stop] for i in items_in(text) if i.key not in rivals or i.is_negated]
    return " ".join([*kept, term]) + " "


def without_term(text: str, term: str) -> str:
    """Return a query without `term`."""
    pieces = (text[one.start : one.stop] for one in items_in(text))
    return " ".join(piece for piece in pieces if piece != term)
