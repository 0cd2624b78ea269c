"""A big session file decoded in pieces, so that no other thread waits long for the interpreter."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

PIECE = 1024 * 1024
"""About so many bytes are decoded at once: they stay in the processor's cache."""

SMALL = 300
"""Bytes that a part of the file in memory takes beside what is in it."""

_TRIES = 30
"""So often another place to cut is tried; most that are wrong stand in a list of calls."""

_MESSAGES = re.compile(rb'"messages"[ \t\r\n]*:[ \t\r\n]*\[([ \t\r\n]*)')
_CLOSE = re.compile(rb"\}(?=[ \t\r\n]*,[ \t\r\n]*\{)")
_COMMA = re.compile(rb"[ \t\r\n]*,[ \t\r\n]*")
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


class Parts(NamedTuple):
    """A file in parts: what is decoded of each says where the messages stand."""

    head: bytes
    """The object up to its messages, which are none here."""
    messages: list[msgspec.Raw]
    """The messages before the tail."""
    tail: bytes
    """The object from its messages on; the first of them are missing."""


def parted(data: bytes) -> Parts | None:
    """Return the session file `data` in parts; None if it is laid out in another way.

    Wrong cuts are not possible: one within a text or deeper than between two messages leaves a
    quote or a bracket open, and is refused by the decoder.
    """
    start = _MESSAGES.search(data)
    if start is None:
        return None
    head = data[: start.start()] + b'"messages":[]}'
    if not _is_object(head):
        return None  # these are the messages of something else
    at, messages = start.end(), []
    close = _closing(start[1])
    while len(data) - at > 2 * PIECE:
        found = _items(data, at, close)
        if found is None:
            break  # here the messages end, or are too long to be cut: the rest is one piece
        items, at = found
        messages += items
    if data.find(start[0][: len(b'"messages"')], at) >= 0:
        return None  # given twice: the last one counts
    return Parts(head, messages, b'{"messages":[' + data[at:])


def _is_object(data: bytes) -> bool:
    try:
        _OBJECT.decode(data)
    except msgspec.DecodeError:
        return False
    return True


def _closing(blank: bytes) -> re.Pattern[bytes]:
    """Return what stands between two messages; if they are indented, that is hardly elsewhere."""
    if b"\n" not in blank:
        return _CLOSE
    return re.compile(rb"\}(?=[ \t\r\n]*," + re.escape(blank) + rb"\{)")


def _items(data: bytes, at: int, close: re.Pattern[bytes]) -> tuple[list[msgspec.Raw], int] | None:
    """Return the messages from `at` on, about a piece of them, and where the next one begins."""
    view = memoryview(data)
    end = at + PIECE
    for _ in range(_TRIES):
        found = close.search(data, end, end + 8 * PIECE)
        if found is None:
            return None
        end = found.end()
        try:
            items: list[Any] = _ITEMS.decode(b"".join((b"[", view[at:end], b"]")))
        except msgspec.DecodeError:
            continue
        comma = _COMMA.match(data, end)
        return _placed(items, view, at), comma.end() if comma else end
    return None


def _placed(items: list[msgspec.Raw], view: memoryview, at: int) -> list[msgspec.Raw]:
    """Return the items as parts of the file in memory, so that the copy of the piece can go.

    Where they are small, each such part would take more than its copy does.
    """
    if len(items) > PIECE // SMALL:
        return items
    placed = []
    for item in items:
        end = at + len(memoryview(item))
        placed.append(msgspec.Raw(view[at:end]))
        comma = _COMMA.match(view, end)
        at = comma.end() if comma else end
    return placed
