"""The texts of a conversation of the usual shape, four times as fast as by way of its messages.

Whatever is not as every known server writes it is left to `core.transcript`, which knows every
shape; where both can tell, they tell the same (`tests/core/search/test_said.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.disk.rows import is_number
from core.search.said_values import LONGEST_RESULT, LONGEST_SPOKEN, Flags, Said, Words
from core.search.sources import SourceFields, source_of
from core.transcript.wrappers import unwrapped

Raw = msgspec.Raw
_ABSENT = Raw(b"")
_EMPTY = (_ABSENT, Raw(b"[]"), Raw(b"null"))
_UNTRUE = (_ABSENT, Raw(b"false"), Raw(b"null"))
_LETTERS = {
    "user": "u",
    "assistant": "a",
    "tool": "t",
    "function": "t",
    "system": "s",
    "developer": "s",
}


class _Function(msgspec.Struct, gc=False):
    name: str
    arguments: str


class _Call(msgspec.Struct, gc=False):
    function: _Function
    id: str | None = None
    call_id: str | None = None


class _Row(msgspec.Struct, gc=False):
    """A message as every known server writes it."""

    role: str
    content: str | None = None
    tool_calls: list[_Call] | None = None
    tool_call_id: str | None = None
    tool_use_id: str | None = None
    name: str | None = None
    tool_name: str | None = None
    reasoning: str | None = None
    reasoning_content: str | None = None
    attachments: Raw = _ABSENT
    is_error: bool | None = None
    error: Raw = msgspec.field(default=_ABSENT, name="_error")
    partial: Raw = msgspec.field(default=_ABSENT, name="_partial_tool_calls")

    @property
    def is_odd(self) -> bool:
        """True if it holds what is rare."""
        return not (
            (self.attachments is _ABSENT or self.attachments in _EMPTY)
            and (self.error is _ABSENT or self.error in _UNTRUE)
            and (self.partial is _ABSENT or self.partial in _EMPTY)
        )


class _Summary(msgspec.Struct, gc=False):
    tid: str
    is_error: bool | None = None


class _File(SourceFields, gc=False):
    messages: list[_Row]
    tool_calls: list[_Summary] | None = None
    estimated_cost: Raw = _ABSENT


_decode = msgspec.json.Decoder(_File).decode
_decode_row = msgspec.json.Decoder(_Row).decode
_MOST = 64 * 1024 * 1024
"""Larger files are read by who counts their values first."""


_SUSPICIOUS, _MOST_MESSAGES = 1024 * 1024, 100_000
"""Messages are decoded all at once here, which so many of them would need too much memory for."""


class _Odd(Exception):
    """Only who knows every shape can tell what this is."""


def said_plainly(data: bytes) -> Said | None:
    """Return what was said in the session file `data`; None if it has another shape."""
    if len(data) > _MOST or (len(data) > _SUSPICIOUS and data.count(b'"role"') > _MOST_MESSAGES):
        return None
    try:
        file = _decode(data)
        if any(row.is_odd for row in file.messages):
            return None
        return _Told(file).said()
    except (*FAST_PATH_REFUSED, ValueError, _Odd):
        return None


class _Told:
    """The messages of one file, and which result belongs to which call."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._answers: dict[tuple[int, str], _Row] = {}
        self._answered: set[int] = set()
        self._failed: set[str] = set()
        self._flags = 0
        if any(row.tool_calls for row in file.messages):
            self._pair()
        for entry in file.tool_calls or ():
            self._take_summary(entry)

    def _pair(self) -> None:
        """Do as `core.transcript.pairs` does: the last call before it, without an answer yet."""
        waiting: dict[str, int] = {}
        for number, row in enumerate(self._file.messages):
            answered = row.tool_call_id or row.tool_use_id
            if answered and (caller := waiting.pop(answered, None)) is not None:
                self._answers[caller, answered] = row
                self._answered.add(number)
            for call in row.tool_calls or ():
                if call_id := call.id or call.call_id:
                    waiting[call_id] = number

    def _take_summary(self, entry: _Summary) -> None:
        """Take in whether a call failed; a summary that tells more than that is odd."""
        if not any(call_id == entry.tid for _, call_id in self._answers):
            raise _Odd
        if entry.is_error:
            self._failed.add(entry.tid)
        else:
            self._failed.discard(entry.tid)

    def said(self) -> Said:
        told = {summary.tid for summary in self._file.tool_calls or ()}
        letters: list[str] = []
        words: list[Words] = []
        for number, row in enumerate(self._file.messages):
            letter = _LETTERS.get(row.role) or _letter_of(row.role)
            letters.append(letter)
            if number in self._answered:
                words.append(_NOTHING)
            elif letter == "t":
                self._flags |= _ERROR_TOO if row.is_error else Flags.TOOLS
                words.append(Words("", "\n".join(_answered(row, ""))))
            else:
                done = "\n".join(self._done(number, row, told)) if row.tool_calls else ""
                words.append(Words(_spoken(letter, row), done))
        source = source_of(self._file)
        return Said("".join(letters), words, Flags(self._flags), self._cost(), source)

    def _done(self, number: int, row: _Row, told: Collection[str]) -> Iterator[str]:
        for call in row.tool_calls or ():
            call_id, name = call.id or call.call_id or "", call.function.name
            self._flags |= Flags.TOOLS
            yield from filter(None, (name, call.function.arguments[:LONGEST_RESULT]))
            answer = self._answers.get((number, call_id))
            if answer is not None:
                if answer.is_error or call_id in self._failed:
                    self._flags |= Flags.ERROR
                yield from _answered(answer, name)
            elif call_id in told:
                raise _Odd  # the summary has the beginning of its answer

    def _cost(self) -> float | None:
        raw = self._file.estimated_cost
        cost: Any = None if raw is _ABSENT else msgspec.json.decode(raw)
        return cost if is_number(cost) and cost >= 0 else None


_NOTHING = Words("", "")
_ERROR_TOO = Flags.TOOLS | Flags.ERROR


def spoken_in(message: msgspec.Raw) -> str | None:
    """Return what was said in one message; None if it has another shape."""
    row = _decode_row(message)
    letter = _letter_of(row.role)
    return None if row.is_odd or letter == "t" else _spoken(letter, row)


def _letter_of(role: str) -> str:
    return _LETTERS.get(role.strip().lower(), "o")


def _spoken(letter: str, row: _Row) -> str:
    text = row.content or ""
    if letter == "u":
        found = unwrapped(text) if text.strip() else None
        pieces = [found.text, *found.files] if found else []
    else:
        pieces = [text] if text.strip() else []
    if row.reasoning or row.reasoning_content:
        thoughts = dict.fromkeys((row.reasoning or "", row.reasoning_content or ""))
        pieces = [*(thought for thought in thoughts if thought.strip()), *pieces]
    whole = pieces[0] if len(pieces) == 1 else "\n".join(filter(None, pieces))
    return whole[:LONGEST_SPOKEN]


def _answered(row: _Row, called: str) -> Iterator[str]:
    name = row.name or row.tool_name or ""
    if name and name != called:
        yield name
    text = row.content or ""
    if text.strip():
        yield text[:LONGEST_RESULT]
