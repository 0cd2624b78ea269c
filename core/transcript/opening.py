"""Opening one session file for reading, however odd or broken it is."""

from __future__ import annotations

from pathlib import Path
from random import randrange
from threading import Event
from typing import Any

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.disk.parsing import check_utf8, parse_object
from core.disk.reading import Stamp, read_regular, unreadable
from core.errors import disk_trouble
from core.stamps.heads import PAUSES
from core.transcript.pieces import parted
from core.transcript.salvage import MOST_MESSAGES, salvage
from core.transcript.transcript import Contents, Transcript

NAMES = (
    *("title", "model", "workspace", "created_at", "updated_at", "tool_calls"),
    *("input_tokens", "output_tokens", "estimated_cost"),
)
"""The fields beside the messages that a transcript tells of."""

_ABSENT = msgspec.Raw(b"")
# Everything in one pass; the messages, and all that nobody asks for, are stepped over.
_FILE = msgspec.json.Decoder(
    msgspec.defstruct(
        "_File",
        [
            ("messages", list[msgspec.Raw]),
            ("session_id", msgspec.Raw, _ABSENT),
            *((name, msgspec.Raw, _ABSENT) for name in NAMES),
        ],
    )
)
BIG = 16 * 1024 * 1024
"""A bigger file is decoded in pieces, if it does not hold too many of them."""
_EVERY, _LOOK = 32 * 1024, 4 * 1024
_NOT_TEXT = "Some of its bytes are no text; they are shown as \ufffd."


def open_transcript(path: Path) -> Transcript:
    """Return the conversation in the session file at `path`.

    Of a file that is cut off or damaged it has what is whole, and a note that says so. A file
    that is caught in the middle of a save is read again. Raises `NotFound`, `DiskTrouble`, or
    `Unreadable` if nothing in it can be read.
    """
    for pause in (*PAUSES, None):
        try:
            data, stamp = read_regular(path)
        except OSError as error:
            raise disk_trouble("read", path, error) from error
        contents = _contents_of(data)
        if contents.is_whole or pause is None or not stamp.is_fresh():
            break
        Event().wait(pause)
    if not (contents.fields or contents.messages):
        raise unreadable(path, _reason(data))
    return Transcript(path, stamp, data, contents)


def has_moved(transcript: Transcript) -> bool:
    """Tell whether the file is another than the one that was read, or is gone."""
    try:
        return Stamp.of(transcript.path.lstat()) != transcript.stamp
    except OSError:
        return True


def _contents_of(data: bytes) -> Contents:
    if len(data) > BIG and _commas(data) > 10 * MOST_MESSAGES:
        return _slowly(data)
    try:
        check_utf8(data)
        fields, messages = _decoded(data)
    except FAST_PATH_REFUSED:
        return _slowly(data)
    return Contents(fields, messages, [len(memoryview(raw)) for raw in messages])


def _commas(data: bytes) -> int:
    """Return about how many commas there are, to tell what may be millions of tiny values.

    Where it looks is by chance, so that no file can be made to hide them.
    """
    places = range(randrange(_EVERY), len(data), _EVERY)
    return sum(data.count(b",", at, at + _LOOK) for at in places) * _EVERY // _LOOK


def _decoded(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    parts = parted(data) if len(data) > BIG else None
    if parts is None:
        return _members(data)
    head, _ = _members(parts.head)
    tail, messages = _members(parts.tail)
    return head | tail, parts.messages + messages


def _members(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    found: Any = _FILE.decode(data)
    fields = {name: getattr(found, name) for name in ("session_id", *NAMES)}
    return {name: raw for name, raw in fields.items() if raw is not _ABSENT}, found.messages


def _slowly(data: bytes) -> Contents:
    """Read a file that holds `NaN`, is not whole, or is no text at some place."""
    notes = []
    text = data.decode("utf-8", "replace")
    if text.startswith("\ufeff"):
        text = text[1:]
        notes.append("It begins with a byte order mark, which the server does not take.")
    found = salvage(text)
    try:
        check_utf8(data)
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or found.problem is None:
            notes.append(_NOT_TEXT)
    if found.problem is not None:
        notes.append(f"Not everything can be read: {found.problem}. What is whole is shown.")
    if not isinstance(found.fields.get("messages"), list | None):
        notes.append("Its messages are no list.")
    is_whole = found.problem is None
    return Contents(found.fields, found.messages, found.lengths, tuple(notes), is_whole)


def _reason(data: bytes) -> str:
    try:
        parse_object(data)
    except RecursionError:
        return "it is nested too deeply"
    except ValueError as error:
        return str(error)
    return "it has no fields"
