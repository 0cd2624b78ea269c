"""The passages of what is shown, read from the session files when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

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


def passage_at(
    path: Path, needles: Sequence[Needle], message: int | None, *, is_done: bool
) -> Passage:
    """Return the passage of a session: from `message`, if the words still are there.

    `is_done` tells that they are in what its tools did. An unreadable file has no passage.
    """
    if not needles:
        return Passage(path.stem)
    if message is not None and not is_done:
        text = _spoken_at(path, message)
        line = line_around(text, needles) if text else None
        if line is not None:
            return Passage(path.stem, message, line, marks_in(line, needles))
    try:
        said = said_in(path).said
    except StoreError:
        return Passage(path.stem)
    order = [] if message is None or message >= len(said.words) else [message]
    return _best_of(path.stem, said, needles, [*order, *range(len(said.words))])


def _spoken_at(path: Path, message: int) -> str:
    """Return what was said in one message, without reading the others; empty if that is odd."""
    try:
        data, _ = read_regular(path)
        messages = _decode(data).messages
        return spoken_in(messages[message]) or ""
    except (*FAST_PATH_REFUSED, ValueError, IndexError, OSError, StoreError):
        return ""


def _best_of(
    session_id: str, said: Said, needles: Sequence[Needle], order: Iterable[int]
) -> Passage:
    for number in order:
        for text in said.words[number]:
            line = line_around(text, needles) if text else None
            if line is not None:
                return Passage(session_id, number, line, marks_in(line, needles))
    return Passage(session_id)


def messages_with(path: Path, needles: Collection[Needle], roles: str) -> Iterator[int]:
    """Give the number of each message that has one of the needles; raises `StoreError`."""
    said = said_in(path).said
    for number in range(len(said.words)):
        if any(has_needle(said, number, needle, roles) for needle in needles):
            yield number


def has_needle(said: Said, number: int, needle: Needle, roles: str) -> bool:
    """Tell whether a message has the needle, in what those of these roles said or did."""
    spoken, done = said.words[number]
    in_spoken = not roles or said.speakers[number] in roles
    in_done = not roles or "t" in roles
    return bool(
        (spoken and in_spoken and needle.is_in(folded(spoken)))
        or (done and in_done and needle.is_in(folded(done)))
    )
