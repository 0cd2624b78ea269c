"""Which tool result answers which call, found without decoding what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.transcript.raw import NULL, as_text, decoded

WHOLE = -1
"""The part of a result that is a message of its own."""

CALL_KEYS = ("id", "call_id")
RESULT_KEYS = ("tool_call_id", "tool_use_id")
CALL_LISTS = ("tool_calls", "_partial_tool_calls")


class Place(NamedTuple):
    """Where a result stands: the number of its message, and of the part in it."""

    message: int
    part: int


class _Mark(NamedTuple):
    """A call, or a result: its id, and the part of the message that it is."""

    is_call: bool
    call_id: str
    part: int


class Pairs(NamedTuple):
    """`results[message][call id]` is where the answer stands; `callers[place]` who asked."""

    results: dict[int, dict[str, Place]]
    callers: dict[int, dict[int, int]]
    """By the message of the result and the part in it: the message of the call."""
    calls: dict[int, tuple[str, ...]]
    """The ids of the calls of each message that has any."""

    @property
    def call_ids(self) -> frozenset[str]:
        """The ids of all calls."""
        return frozenset(call_id for ids in self.calls.values() for call_id in ids)


class _Call(msgspec.Struct, gc=False):
    """A call as every known server writes it."""

    id: str | None = None
    call_id: str | None = None


class _Row(msgspec.Struct, gc=False):
    """What of a message tells of calls and results, as every known server writes it."""

    tool_calls: list[_Call] | None = None
    partial: list[_Call] | None = msgspec.field(default=None, name="_partial_tool_calls")
    content: msgspec.Raw = NULL
    tool_call_id: str | None = None
    tool_use_id: str | None = None


_ROW = msgspec.json.Decoder(_Row)


def id_in(value: Any, keys: Sequence[str]) -> str:
    """Return the first of the ids named `keys` in an object; empty if there is none."""
    for key in keys if isinstance(value, dict) else ():
        found = value.get(key)
        if found and isinstance(found, str):
            return found
        if isinstance(found, int):
            return as_text(found)
    return ""


def find_pairs(messages: Sequence[Any]) -> Pairs:
    """Pair results with the last call before them that has their id and no answer yet."""
    results: dict[int, dict[str, Place]] = {}
    callers: dict[int, dict[int, int]] = {}
    waiting: dict[str, int] = {}
    calls: dict[int, tuple[str, ...]] = {}
    for number, message in enumerate(messages):
        asked: list[str] = []
        for is_call, call_id, part in _marks(message):
            if is_call:
                waiting[call_id] = number
                asked.append(call_id)
            elif (caller := waiting.pop(call_id, None)) is not None:
                results.setdefault(caller, {})[call_id] = Place(number, part)
                callers.setdefault(number, {})[part] = caller
        if asked:
            calls[number] = tuple(asked)
    return Pairs(results, callers, calls)


def _marks(message: Any) -> Iterable[_Mark]:
    if not isinstance(message, msgspec.Raw):
        return _odd_marks(message)
    try:
        row = _ROW.decode(message)
    except FAST_PATH_REFUSED:
        return _odd_marks(decoded(message))
    # Most lists of parts are a text and an image of some megabytes.
    if bytes(memoryview(row.content)[:1]) == b"[" and b'"tool_' in bytes(memoryview(row.content)):
        return _odd_marks(decoded(message))
    answered = row.tool_call_id or row.tool_use_id
    marks = [_Mark(False, answered, WHOLE)] if answered else []
    ids = (call.id or call.call_id for call in (row.tool_calls or []) + (row.partial or []))
    marks.extend(_Mark(True, call_id, WHOLE) for call_id in ids if call_id)
    return marks


def _odd_marks(row: Any) -> Iterator[_Mark]:
    """Do the same for a message of any shape."""
    if not isinstance(row, dict):
        return
    if result_id := id_in(row, RESULT_KEYS):
        yield _Mark(False, result_id, WHOLE)
    for key in CALL_LISTS:
        for call in _items(row.get(key)):
            if call_id := id_in(call, CALL_KEYS):
                yield _Mark(True, call_id, WHOLE)
    for number, part in enumerate(_items(row.get("content"))):
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "tool_use" and (call_id := id_in(part, CALL_KEYS)):
            yield _Mark(True, call_id, number)
        elif kind == "tool_result" and (result_id := id_in(part, RESULT_KEYS)):
            yield _Mark(False, result_id, number)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
