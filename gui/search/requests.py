"""What can be asked of the search thread, and what it answers. All of it is immutable.

Requests compare by identity, as those of the store do: an answer comes with its request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.values import Project, SessionRow
from gui.sessions.found import Found
from gui.sessions.passages import ShownPassage

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.answers import Answer


@dataclass(frozen=True, slots=True, eq=False)
class Know:
    """Search among these rows of `folder` from now on. No answer."""

    folder: Path
    rows: Sequence[SessionRow]
    projects: Sequence[Project]


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """Find what `text` asks for; the last word may be the beginning of one. Answer: `Answered`.

    `scanned` is what a walk through all files found for just this text, if there was one.
    """

    text: str
    scanned: tuple[tuple[str, int, bool], ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FetchPassages:
    """Read the passages of these sessions. Answers: a `PassageFound` for each, in this order."""

    answer: Answer
    session_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FindMessages:
    """Tell which messages of a session have one of the words. Answer: `MessagesFound`."""

    answer: Answer
    session_id: str


@dataclass(frozen=True, slots=True, eq=False)
class ListValues:
    """Tell the values that there are for keys. Answer: `ValuesListed`."""


Request = Know | Ask | FetchPassages | FindMessages | ListValues


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """What was found, as the list needs it; `hits` is how many messages each session has of it."""

    answer: Answer
    found: Found
    hits: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class PassageFound:
    """The passage of one session; an empty one if the words are no longer there."""

    session_id: str
    passage: ShownPassage


@dataclass(frozen=True, slots=True, eq=False)
class MessagesFound:
    """The numbers of the messages that have one of the words, in order."""

    session_id: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ValuesListed:
    """Values by key, the most used first."""

    values: Mapping[str, Sequence[str]]


Answers = Answered | PassageFound | MessagesFound | ValuesListed
