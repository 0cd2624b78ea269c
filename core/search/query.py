"""What a query is made of, once it has been read (`core.search.parsing`)."""

from __future__ import annotations

from typing import Literal

import msgspec

from core.search.needles import Needle

Comparison = Literal["<", "<=", ">", ">=", "="]
State = Literal["pinned", "archived", "unreadable", "unlisted", "untitled"]
Thing = Literal["tools", "images", "error"]
TextField = Literal["model", "workspace", "project", "profile", "source"]
NumberField = Literal["messages", "size", "cost"]


class Term(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One thing that a session has to have, or must not have."""

    negated: bool = False


class Words(Term, frozen=True, kw_only=True, tag=True):
    """A word or phrase in the title or in a message; with `in_title`, in the title alone."""

    needle: Needle
    in_title: bool = False


class Field(Term, frozen=True, kw_only=True, tag=True):
    """A value of the row has one of these texts in it (folded); the empty text is "none"."""

    name: TextField
    texts: tuple[str, ...]


class Number(Term, frozen=True, kw_only=True, tag=True):
    """A number of the session compares like this with each of these."""

    name: NumberField
    bounds: tuple[tuple[Comparison, float], ...]


class Span(Term, frozen=True, kw_only=True, tag=True):
    """The session was last used in this stretch of time, in seconds since 1970."""

    start: float = float("-inf")
    stop: float = float("inf")


class Is(Term, frozen=True, kw_only=True, tag=True):
    """The session is in one of these states."""

    states: tuple[State, ...]


class Has(Term, frozen=True, kw_only=True, tag=True):
    """There is one of these things in the conversation."""

    things: tuple[Thing, ...]


class Hint(msgspec.Struct, frozen=True):
    """What is odd about a query: a sentence for the user, and the piece of the text it is about."""

    sentence: str
    start: int
    stop: int


class Query(msgspec.Struct, frozen=True):
    """A query that was read: every term has to hold.

    `roles` are the letters of those who speak (`core.search.said_values.Letter`) in whose messages
    words are looked for; empty for all.
    """

    terms: tuple[Words | Field | Number | Span | Is | Has, ...] = ()
    roles: str = ""
    hints: tuple[Hint, ...] = ()

    @property
    def words(self) -> tuple[Words, ...]:
        """What is to be found in titles and messages."""
        return tuple(t for t in self.terms if isinstance(t, Words) and not t.negated)

    @property
    def needles(self) -> tuple[Needle, ...]:
        """What is to be found in messages: to be marked there."""
        return tuple(dict.fromkeys(t.needle for t in self.words if not t.in_title))
