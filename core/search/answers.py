"""What a search answers."""

from __future__ import annotations

import msgspec

from core.search.needles import Needle
from core.search.query import Hint, Query


class Result(msgspec.Struct, frozen=True, gc=False):
    """One session that was found.

    `hits` is how many of its messages were found to have one of the words (of very common words,
    among the newest only); `in_title` tells whether the title has all of them.
    """

    session_id: str
    hits: int = 0
    in_title: bool = False


class Answer(msgspec.Struct, frozen=True):
    """The sessions that were found, best first.

    `searched` of `total` sessions have been read into the catalogue so far; titles and the fields
    of rows are those of all. `is_limited` tells that a word was so common that only its newest
    messages were looked at. `note` is a sentence for the message list, or empty.
    """

    query: Query
    results: tuple[Result, ...] = ()
    searched: int = 0
    total: int = 0
    is_limited: bool = False
    note: str = ""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is odd about the query, to be shown under the field."""
        return self.query.hints

    @property
    def is_complete(self) -> bool:
        """True if every session was searched."""
        return self.searched >= self.total

    @property
    def needles(self) -> tuple[Needle, ...]:
        """What to mark in messages."""
        return self.query.needles


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A piece of a text, from `start` to `stop` in code points."""

    start: int
    stop: int


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A line of the message that fits best, with the words to mark; a cut end has an ellipsis.

    `message` is its number in the session; None, with an empty text, if no message has any word.
    """

    session_id: str
    message: int | None = None
    text: str = ""
    marks: tuple[Mark, ...] = ()
