"""The lines in which a search found its words, as far as they are known."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

_JOINERS = "\u200c\u200d"


class ShownPassage(NamedTuple):
    """A line of one message; `marks` are the pieces of it to be marked, in code points."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    message: int | None = None
    """The number of the message in the session."""
    is_expected: bool = True
    """False if no message was found: then the row needs no second line."""


NO_PASSAGE = ShownPassage()
TITLE_ONLY = ShownPassage(is_expected=False)


class Passages:
    """Passages by session, while a search has words; without one there is not even room."""

    def __init__(self) -> None:
        self.is_on = False
        self._known: dict[str, ShownPassage] = {}
        self._fresh: set[str] = set()
        self._expected: Container[str] = ()

    def renew(self, session_ids: Container[str]) -> None:
        """Give room for the passages of these sessions; those of before stay for a moment."""
        self.is_on = True
        self._fresh, self._expected = set(), session_ids
        self._known = {one: old for one, old in self._known.items() if one in session_ids}

    def end(self) -> None:
        """Have no passages any more."""
        self.is_on, self._known, self._fresh = False, {}, set()

    def put(self, session_id: str, passage: ShownPassage) -> None:
        """Keep the passage of a session."""
        self._fresh.add(session_id)
        self._known[session_id] = passage._replace(text=harmless(passage.text))

    def of(self, session_id: str) -> ShownPassage | None:
        """Return the passage of a session, empty if it is not known; None if there is no search."""
        if not self.is_on:
            return None
        nothing = NO_PASSAGE if session_id in self._expected else TITLE_ONLY
        return self._known.get(session_id, nothing)

    def missing(self, session_ids: Iterable[str]) -> list[str]:
        """Return those sessions of which nothing is known yet."""
        return [one for one in session_ids if one not in self._fresh]


def harmless(text: str) -> str:
    """Return `text`, as long as it was, without what could turn or break the line."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
