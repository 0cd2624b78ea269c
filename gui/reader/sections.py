"""HTML cut to sections, each of which Qt lays out within a frame.

What is open where a section ends is closed there, and opened again in the next one.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

ENOUGH = 14_000
"""What a section may cost: about the characters of its HTML."""

LINE, CELL = 40, 50
"""What a line and a cell of a table cost beside their characters."""

PIECE = 2_000
"""The longest text that is never cut, in characters."""

MARKS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys((0x7F, 0xFDD0, 0xFDD1, 0xFFFC, 0xFFFE, 0xFFFF), 0xFFFD),
    **dict.fromkeys((0x2028, 0x2029, 0x85), "\n"),
}
"""Signs that Qt takes for borders within its own text, and others that cannot be seen."""

_GOOD = (0.6, 0.9)
"""From this part of a full section on a place between two blocks is a good one to end it; and one
between two items or rows."""


class _Open(NamedTuple):
    tag: str
    close: str
    again: tuple[str, str]
    at: int
    """Where its tag stands among the parts of the section."""


def escaped(text: str) -> str:
    """Return `text` as HTML that shows it, and is nothing but text."""
    return escape(text if text.isprintable() else text.translate(MARKS))


def kept_lines(html: str) -> str:
    """Return lines of one paragraph so that Qt keeps the empty ones at its beginning and end."""
    if not html:
        return "&nbsp;"
    if html.startswith("\n"):
        html = f"<br>{html[1:]}"
    return f"{html[:-1]}<br>" if html.endswith("\n") else html


class Sections:
    """Takes HTML from the beginning to the end."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._parts: list[str] = []
        self._stack: list[_Open] = []
        self._cost = 0

    def open(self, tag: str, close: str, again: tuple[str, str] | None = None) -> None:
        """Open an element; `again` is what opens and closes the rest of it in a later section."""
        self._stack.append(_Open(tag, close, again or (tag, close), len(self._parts)))
        self._parts.append(tag)
        self._cost += len(tag)

    def close(self) -> None:
        """Close what was opened last."""
        self._parts.append(self._stack.pop().close)
        self._end_if_good()

    def reopen_as(self, tag: str) -> None:
        """Say how what was opened last is to be opened in a later section."""
        self._stack[-1] = self._stack[-1]._replace(again=(tag, self._stack[-1].close))

    def add(self, html: str, lines: int = 1, cost: int = 0) -> None:
        """Add a piece of HTML in which everything that it opens is closed."""
        more = len(html) + LINE * lines + cost
        if self._cost and self._cost + more > ENOUGH:
            self._end()
        self._parts.append(html)
        self._cost += more

    def text(self, text: str) -> None:
        """Add a text that may be of any length."""
        for start in range(0, len(text), PIECE):
            piece = text[start : start + PIECE]
            dear = 0 if piece.isascii() else len(piece)
            self.add(escaped(piece), len(piece) // 90 + piece.count("\n"), dear)

    def block(self, html: str, lines: int = 1, cost: int = 0) -> None:
        """Add a whole block, before which a section may well end."""
        self._end_if_good()
        self.add(html, lines, cost)

    def _end_if_good(self) -> None:
        depth = len(self._stack)
        if depth < len(_GOOD) and self._cost > ENOUGH * _GOOD[depth]:
            self._end()

    def finished(self) -> tuple[str, ...]:
        """Return all sections, at least one."""
        if self._cost or not self._done:
            self._end()
        return tuple(self._done)

    def _end(self) -> None:
        unused = self._unused()
        closing = [opened.close for opened in reversed(self._stack)]
        self._done.append("".join([*self._parts, *closing]))
        again = [_Open(*one.again, one.again, 0) for one in self._stack]
        self._stack = [one._replace(at=at) for at, one in enumerate([*again, *unused])]
        self._parts = [opened.tag for opened in self._stack]
        self._cost = 0

    def _unused(self) -> list[_Open]:
        """Take back what has just been opened: it belongs to the next section."""
        unused: list[_Open] = []
        while self._stack and self._stack[-1].at == len(self._parts) - 1:
            self._parts.pop()
            unused.insert(0, self._stack.pop())
        return unused
