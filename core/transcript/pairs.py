"""Which tool result answers which call, found without decoding what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.transcript.raw import NULL, as_name, as_text, decoded

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
    role: str = ""


_ROW = msgspec.json.Decoder(_Row)
_LIST = ord("[")


def id_in(value: Any, keys: Sequence[str]) -> str:
    """Return the first of the ids named `keys` in an object; empty if there is none."""
    for key in keys if isinstance(value, dict) else ():
        found = value.get(key)
        if found and isinstance(found, str):
            return found
        if isinstance(found, int):
            return as_text(found)
    return ""


class Pairing:
    """Pairs results with the last call before them that has their id and no answer yet.

    Messages are looked at in their order, and no further than the question needs: what stands
    at the beginning of a long conversation is known at once.
    """

    def __init__(self, messages: Sequence[Any]) -> None:
        self._messages = messages
        self._roles: list[str] = []
        self._waiting: dict[str, int] = {}
        self._open: dict[int, int] = {}
        self._results: dict[int, dict[str, Place]] = {}
        self._callers: dict[int, dict[int, int]] = {}
        self._calls: dict[int, tuple[str, ...]] = {}
        self._ids: set[str] = set()

    def roles(self) -> list[str]:
        """Return the role of every message; empty where there is none."""
        self._look_until(len(self._messages))
        return self._roles

    def calls(self, number: int) -> tuple[str, ...]:
        """Return the ids of the calls in a message."""
        self._look_until(number + 1)
        return self._calls.get(number, ())

    def results(self, number: int) -> Mapping[str, Place]:
        """Return where the answers to the calls of a message stand, by the id of the call."""
        self._look_until(number + 1)
        while self._open.get(number) and len(self._roles) < len(self._messages):
            self._look_until(len(self._roles) + 1)
        return self._results.get(number, {})

    def callers(self, number: int) -> Mapping[int, int]:
        """Return for each part of a message that answers a call the message of the call."""
        self._look_until(number + 1)
        return self._callers.get(number, {})

    def knows(self, call_id: str) -> bool:
        """Tell whether any message has a call with this id."""
        while call_id not in self._ids and len(self._roles) < len(self._messages):
            self._look_until(len(self._roles) + 1)
        return call_id in self._ids

    def _look_until(self, stop: int) -> None:
        for number in range(len(self._roles), stop):
            role, marks = _look_at(self._messages[number])
            self._roles.append(role)
            asked = [mark.call_id for mark in marks if mark.is_call]
            if asked:
                self._calls[number] = tuple(asked)
                self._ids.update(asked)
            for mark in marks:
                self._pair(number, mark)

    def _pair(self, number: int, mark: _Mark) -> None:
        caller = self._waiting.pop(mark.call_id, None)
        if caller is not None:
            self._open[caller] -= 1
        if mark.is_call:
            self._waiting[mark.call_id] = number
            self._open[number] = self._open.get(number, 0) + 1
        elif caller is not None:
            self._results.setdefault(caller, {})[mark.call_id] = Place(number, mark.part)
            self._callers.setdefault(number, {})[mark.part] = caller


def _look_at(message: Any) -> tuple[str, Sequence[_Mark]]:
    """Return the role of a message, and its calls and results."""
    if not isinstance(message, msgspec.Raw):
        return _look_closely_at(message)
    try:
        row = _ROW.decode(message)
    except FAST_PATH_REFUSED:
        return _look_closely_at(decoded(message))
    # Most lists of parts are a text and an image of some megabytes.
    content = memoryview(row.content)
    if content[0] == _LIST and b'"tool_' in bytes(content):
        return _look_closely_at(decoded(message))
    answered = row.tool_call_id or row.tool_use_id
    if not (answered or row.tool_calls or row.partial):
        return row.role, ()  # as most of 50,000 messages
    marks = [_Mark(False, answered, WHOLE)] if answered else []
    if row.tool_calls or row.partial:
        ids = (call.id or call.call_id for call in (row.tool_calls or []) + (row.partial or []))
        marks.extend(_Mark(True, call_id, WHOLE) for call_id in ids if call_id)
    return row.role, marks


def _look_closely_at(row: Any) -> tuple[str, Sequence[_Mark]]:
    """Do the same for a message of any shape."""
    return (as_name(row.get("role")), list(_marks(row))) if isinstance(row, dict) else ("", [])


def _marks(row: dict[str, Any]) -> Iterator[_Mark]:
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
