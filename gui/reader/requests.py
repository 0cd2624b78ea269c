"""What can be asked of the reader's thread, and what it answers. All of it is immutable.

Requests compare by identity, as those of the store do: an answer comes with its request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import NamedTuple

from core.transcript.values import Head, Kind
from gui.reader.column import Place
from gui.reader.guesses import Guesses
from gui.reader.shown import Shown


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """Read the session file at `path`, from `place` on (None: its end). Answer: `Opened`."""

    path: Path
    place: Place | None
    dropped: Event = field(default_factory=Event)
    """Set by who asked as soon as nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepare:
    """Make these messages ready to be shown, instead of those that were wanted before.

    Answers: a `Shown` for each, in this order.
    """

    numbers: tuple[int, ...]
    unfolded: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Which parts are open, of messages that are not folded altogether."""


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Have these parts of a message unfolded, and no others. Answer: a `Shown`."""

    number: int
    unfolded: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Follow:
    """See whether the file is another now. Answer: `Grew`, `Vanished`, or `Same`."""


@dataclass(frozen=True, slots=True, eq=False)
class Find:
    """Find a text in all messages. Answers: `Found` again and again, until `done` is all."""

    text: str


Request = Open | Prepare | Fold | Follow | Find


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What there is to know of a conversation at once."""

    head: Head
    notes: tuple[str, ...]
    guesses: Guesses
    kinds: Sequence[Kind]
    """Who speaks, for each message."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """The file is open; `shown` are the messages that are seen first."""

    contents: Contents
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grew:
    """The file is another: its first `same` messages are what they were."""

    contents: Contents
    same: int


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """The file is what it was."""


@dataclass(frozen=True, slots=True, eq=False)
class Vanished:
    """The file can no longer be read; what was read of it stays. Told once, as a sentence."""

    sentence: str


class Hit(NamedTuple):
    """A text is in the block `block` of a message, `times` times."""

    message: int
    block: int
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Where a text was found since the last answer, in the order of messages.

    `done` of `total` messages have been gone through.
    """

    hits: tuple[Hit, ...]
    done: int
    total: int


Answer = Opened | Shown | Grew | Same | Vanished | Found
