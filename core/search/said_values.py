"""What was said, as values."""

from __future__ import annotations

from enum import IntFlag
from typing import Literal, NamedTuple

LONGEST_RESULT = 8_000
"""So many characters of what a tool was asked or answered can be found, each."""

LONGEST_SPOKEN = 2_000_000
"""So many characters of what was said in one message can be found."""

Letter = Literal["u", "a", "t", "s", "o"]
"""Who speaks: a user, an assistant, a tool, the system, somebody else."""


class Flags(IntFlag):
    """What there is in a conversation."""

    TOOLS = 1
    IMAGES = 2
    ERROR = 4


class Words(NamedTuple):
    """The two texts of one message: what was said, and what its tools were asked and answered."""

    spoken: str
    done: str


class Said(NamedTuple):
    """A conversation as texts: for each message who speaks, in letters, and its words."""

    speakers: str
    words: list[Words]
    flags: Flags
    cost: float | None
    """In US dollars, where the file tells it."""
    source: str
    """Where it comes from, in all the words that the file has for it, a line each."""
