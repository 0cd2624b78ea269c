"""The messages of a file that only Python's own reader takes, or that is not whole.

One value after the other is read by the rules of Python's `json`; where that ends, what came
before is kept.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

MOST_MESSAGES = 1_000_000
"""More are not read: the longest conversation ever reported has 36,000."""

_BLANK = re.compile(r"[ \t\r\n]*")
_KEY, _LIST = "messages", "["


class Salvaged(NamedTuple):
    """The values that are whole, and why there are not more of them (None: it is all there is)."""

    fields: dict[str, Any]
    messages: list[Any]
    lengths: list[int]
    """How many characters each message has."""
    problem: str | None


class _End(Exception):
    """Nothing more can be read."""


def salvage(text: str) -> Salvaged:
    """Return what can be read of the session file with this `text`."""
    walk = _Walk(text)
    problem = None
    try:
        walk.run()
    except _End as end:
        problem = str(end)
    except RecursionError:
        problem = f"it is nested too deeply at {_place(text, walk.at)}"
    except json.JSONDecodeError as error:
        problem = _damage(text, error.pos, is_cut=error.msg.startswith("Unterminated"))
    except ValueError:
        problem = _damage(text, walk.at)
    return Salvaged(walk.fields, walk.messages, walk.lengths, problem)


def _damage(text: str, at: int, *, is_cut: bool = False) -> str:
    if is_cut or at >= len(text.rstrip()):
        return f"it is cut off at {_place(text, len(text))}"
    return f"it is damaged at {_place(text, at)}"


def _place(text: str, at: int) -> str:
    return f"byte {len(text[:at].encode('utf-8', 'surrogatepass')):,}"


class _Walk:
    """Goes through the members of the object, and through the messages among them."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self.fields: dict[str, Any] = {}
        self.messages: list[Any] = []
        self.lengths: list[int] = []
        self._text = text
        self._scan = json.JSONDecoder().raw_decode

    def run(self) -> None:
        """Fill `fields` and `messages`; raises `_End`, `ValueError` or `RecursionError`."""
        self._take("{")
        if self._peek() == "}":
            return
        while True:
            if self._peek() != '"':
                raise ValueError
            key = self._value()
            self._take(":")
            self._member(key)
            if self._take(",}") == "}":
                break
        if self._peek():
            raise _End("there is more behind its end")

    def _member(self, key: str) -> None:
        if key != _KEY or self._peek() != _LIST:
            self.fields[key] = self._value()
            return
        self.fields[key], self.messages, self.lengths = None, [], []
        self._take(_LIST)
        if self._peek() == "]":
            self._take("]")
            return
        while len(self.messages) < MOST_MESSAGES:
            self._skip()
            start = self.at
            self.messages.append(self._value())
            self.lengths.append(self.at - start)
            if self._take(",]") == "]":
                return
        raise _End(f"only its first {MOST_MESSAGES:,} messages are read")

    def _value(self) -> Any:
        self._skip()
        value, self.at = self._scan(self._text, self.at)
        return value

    def _skip(self) -> None:
        match = _BLANK.match(self._text, self.at)
        self.at = match.end() if match else self.at

    def _peek(self) -> str:
        self._skip()
        return self._text[self.at : self.at + 1]

    def _take(self, wanted: str) -> str:
        found = self._peek()
        if not found or found not in wanted:
            raise ValueError
        self.at += 1
        return found
