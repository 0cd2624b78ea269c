"""The passages of what is shown, read from the session files when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.disk.reading import read_regular
from core.errors import StoreError
from core.search.answers import Passage
from core.search.folding import folded
from core.search.marking import line_around, marks_in
from core.search.needles import Needle
from core.search.plainly import spoken_in
from core.search.said import said_in
from core.search.said_values import Said


class _Messages(msgspec.Struct, gc=False):
    messages: list[msgspec.Raw]


_decode = msgspec.json.Decoder(_Messages).decode


class Spot(NamedTuple):
    """A message, and whether it is in what its tools did; None: any message."""

    message: int | None
    is_done: bool = False


def passage_at(path: Path, needles: Sequence[Needle], roles: str, spot: Spot) -> Passage:
    """Return the passage of a session: from the message at `spot`, if the words still are there.

    An unreadable file has no passage.
    """
    if spot.message is not None and not spot.is_done:
        text = _spoken_at(path, spot.message)
        line = line_around(text, needles) if text else None
        if line is not None:
            return Passage(path.stem, spot.message, line, marks_in(line, needles))
    try:
        said = said_in(path).said
    except StoreError:
        return Passage(path.stem)
    count, first = len(said.words), spot.message
    order = [first] if first is not None and first < count else []
    return _best_of(path.stem, said, needles, roles, [*order, *range(count)])


def _spoken_at(path: Path, message: int) -> str:
    """Return what was said in one message, without reading the others; empty if that is odd."""
    try:
        data, _ = read_regular(path)
        messages = _decode(data).messages
        return spoken_in(messages[message]) or ""
    except (*FAST_PATH_REFUSED, ValueError, IndexError, OSError, StoreError):
        return ""


def _best_of(
    session_id: str, said: Said, needles: Sequence[Needle], roles: str, order: Iterable[int]
) -> Passage:
    for number in order:
        for text in _texts_of(said, number, roles):
            line = line_around(text, needles) if text else None
            if line is not None:
                return Passage(session_id, number, line, marks_in(line, needles))
    return Passage(session_id)


def _texts_of(said: Said, number: int, roles: str) -> Iterator[str]:
    """Give the texts of a message that those of these roles said or did; empty: of all."""
    spoken, done = said.words[number]
    if spoken and (not roles or said.speakers[number] in roles):
        yield spoken
    if done and (not roles or "t" in roles):
        yield done


def messages_with(path: Path, needles: Collection[Needle], roles: str) -> Iterator[int]:
    """Give the number of each message that has one of the needles; raises `StoreError`."""
    said = said_in(path).said
    for number in range(len(said.words)):
        texts = [folded(text) for text in _texts_of(said, number, roles)]
        if any(needle.is_in(text) for needle in needles for text in texts):
            yield number
