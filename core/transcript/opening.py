"""Opening one session file for reading, however odd or broken it is."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.disk.parsing import check_utf8, parse_object
from core.disk.reading import read_regular, unreadable
from core.errors import disk_trouble
from core.stamps.heads import PAUSES
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
_SUSPICIOUS = 16 * 1024 * 1024
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


def _contents_of(data: bytes) -> Contents:
    # Perhaps millions of tiny values, which are to be counted while they are read.
    if len(data) > _SUSPICIOUS and data.count(b",") > 10 * MOST_MESSAGES:
        return _slowly(data)
    try:
        check_utf8(data)
        found: Any = _FILE.decode(data)
    except FAST_PATH_REFUSED:
        return _slowly(data)
    fields = {name: getattr(found, name) for name in ("session_id", *NAMES)}
    there = {name: raw for name, raw in fields.items() if raw is not _ABSENT}
    return Contents(there, found.messages, [len(memoryview(raw)) for raw in found.messages])


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
