"""How high messages may be, before anybody has laid them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_BESIDE = 220
"""Bytes of a message that are no text, on the average."""

_TO_A_LINE = 75
_MOST_LINES = 60
"""What is longer is a picture, or folded, more often than not."""

_AIR_LINES = 3


@dataclass(frozen=True, slots=True)
class Guesses:
    """What is known of the messages from their bytes: how long they are, and which are hidden."""

    lengths: Sequence[int] = ()
    hidden: frozenset[int] = frozenset()
    """Shown with another message: the answers of tools, as a rule."""
    lines: Sequence[int] = field(init=False)
    """How many lines high each is; counted by whoever makes this, and so outside the window."""

    def __post_init__(self) -> None:
        lines = [
            _AIR_LINES + min(_MOST_LINES, max(0, length - _BESIDE) // _TO_A_LINE)
            for length in self.lengths
        ]
        for number in self.hidden:
            lines[number] = 0
        object.__setattr__(self, "lines", lines)

    def heights(self, line: int) -> list[int]:
        """Return a height for each message in pixels, with lines of text `line` pixels high."""
        return [line * count for count in self.lines]


def height_of(markup: str, line: int) -> int:
    """Return a height in pixels for a section that was never laid out."""
    return line * (2 + min(400, len(markup) // 90))
