"""Where the values of a JSON object stand in its bytes, and how to replace one of them.

An edit must leave every other byte as it was (DESIGN 4): number spelling, key order, indent,
`NaN`, fields nobody knows. So values are found and spliced, never decoded and written anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_KEY = re.compile(rb'[ \t\r\n]*[{,][ \t\r\n]*"((?:[^"\\]|\\.)*)"[ \t\r\n]*:[ \t\r\n]*')
_END = re.compile(rb"[ \t\r\n]*}[ \t\r\n]*\Z")
_EMPTY = re.compile(rb"[ \t\r\n]*{[ \t\r\n]*}[ \t\r\n]*\Z")
_TEXT_KEY = re.compile(r'[ \t\r\n]*(?=")', re.DOTALL)
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_TEXT_NEXT = re.compile(r"[ \t\r\n]*([,}])")
_SPACE = b" \t\r\n"

FAST_PATH_REFUSED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for text it does not take; Python's `json` then has the last word."""


class NotAnObject(ValueError):
    """The text is JSON, but not an object."""


class Span(NamedTuple):
    """Where the literal of a value stands: `data[start:end]`."""

    start: int
    end: int


def spans(data: bytes) -> dict[str, Span]:
    """Return where the value of each top-level key of the JSON object `data` stands.

    Of a key that is given twice the last one counts, as it does for Python's `json`. Raises
    `ValueError` if `data` is not a JSON object in UTF-8 by the rules of Python's `json`, and
    `RecursionError` if it is nested too deeply.
    """
    try:
        found = _spans_by_length(data)
    except FAST_PATH_REFUSED:
        found = None
    return _spans_by_text(data) if found is None else found


def _spans_by_length(data: bytes) -> dict[str, Span] | None:
    """Walk the members by the lengths msgspec found; None if the walk does not come out even."""
    found: dict[str, Span] = {}
    at = 0
    for key, raw in _MEMBERS.decode(data).items():
        match = _KEY.match(data, at)
        if match is None or _decoded_key(match.group(1)) != key:
            return None  # a key given twice
        start = match.end()
        at = start + len(memoryview(raw))
        found[key] = Span(start, at)
    end = _END if found else _EMPTY
    return found if end.match(data, at) else None


def _decoded_key(literal: bytes) -> str:
    text = literal.decode()
    return json.loads(f'"{text}"') if "\\" in text else text


def _spans_by_text(data: bytes) -> dict[str, Span]:
    """Find the members by Python's own rules: slow, exact, and for odd files only."""
    text = data.decode()
    if not isinstance(json.loads(text), dict):
        raise NotAnObject("it is not a JSON object")
    scan = json.JSONDecoder().raw_decode
    found: dict[str, Span] = {}
    at = text.index("{") + 1
    byte_at = len(text[:at].encode())
    while key_at := _TEXT_KEY.match(text, at):
        key, colon = scan(text, key_at.end())
        start = _end(_COLON, text, colon)
        _, end = scan(text, start)
        start_byte = byte_at + len(text[at:start].encode())
        end_byte = start_byte + len(text[start:end].encode())
        found[key] = Span(start_byte, end_byte)
        at = _end(_TEXT_NEXT, text, end)
        byte_at = end_byte + len(text[end:at].encode())
    return found


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    if match is None:  # cannot be: the whole text has just been parsed
        raise ValueError(f"unexpected text at {at}")
    return match.end()


def splice(
    data: bytes, literals: Mapping[str, bytes], where: Mapping[str, Span] | None = None
) -> list[memoryview | bytes]:
    """Return `data` in parts, with the value of each key in `literals` replaced by the literal.

    Every other byte stays; nothing is copied. `where` are the `spans` of `data`, if they are at
    hand. A key that `data` does not have is an error (`KeyError`): see `insert`.
    """
    where = spans(data) if where is None else where
    view = memoryview(data)
    parts: list[memoryview | bytes] = []
    at = 0
    for key in sorted(literals, key=lambda key: where[key].start):
        parts += [view[at : where[key].start], literals[key]]
        at = where[key].end
    parts.append(view[at:])
    return parts


def insert(data: bytes, literals: Mapping[str, bytes]) -> bytes:
    """Return the object `data` with new members added behind its last one, indented alike."""
    where = spans(data)
    close = data.rindex(b"}")
    if not where:
        return data[:close] + b", ".join(_member(k, v) for k, v in literals.items()) + data[close:]
    last = max(span.end for span in where.values())
    indent = _indent(data)
    added = b"".join(b"," + indent + _member(key, value) for key, value in literals.items())
    return data[:last] + added + data[last:]


def _member(key: str, literal: bytes) -> bytes:
    return literal_of(key) + b": " + literal


def _indent(data: bytes) -> bytes:
    """Return the white space before the first key."""
    start = data.index(b"{") + 1
    return data[start : len(data) - len(data[start:].lstrip(_SPACE))] or b" "


def literal_of(value: Any, *, indent: int | None = None, level: int = 0) -> bytes:
    """Return `value` as the web UI's server writes it: UTF-8, `NaN` kept, indented by `indent`.

    `level` is how many indents deep the value stands. A lone surrogate, which UTF-8 cannot
    carry, stays the escape that it was.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if indent and level:
        text = text.replace("\n", "\n" + " " * (indent * level))
    return text.encode("utf-8", "backslashreplace")
