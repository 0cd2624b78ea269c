"""Finding words in a conversation without decoding all of it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from core.transcript.pretty import pretty
from core.transcript.values import Block, Message, Reasoning, Text, ToolCall, ToolResult

_RUN = re.compile(r"[A-Za-z0-9_]+")
_STRANGE = {"k": b"\xe2\x84\xaa", "i": b"\xc4\xb0"}
"""Letters of no ASCII whose small form has ASCII in it: the sign for Kelvin, the dotted I."""

_PIECE = 1 << 20
"""So many bytes are looked through at a time: no thread waits long for the interpreter."""


class Found(NamedTuple):
    """A message that holds what was looked for, and how often each of its blocks does."""

    number: int
    counts: tuple[int, ...]


class Sieve:
    """Tells from bytes which values cannot hold a needle; the others have to be read.

    Looked for is the longest word of the needle, so that neither escapes nor the spaces and lines
    matter with which JSON is shown.
    """

    def __init__(self, needle: str) -> None:
        self.needle = needle
        runs = _RUN.findall(needle)
        self._word = max(runs, key=len).lower() if runs else ""
        self._bytes = self._word.encode()
        self._strange = [b"\\u00", *(mark for i, mark in _STRANGE.items() if i in self._word)]

    def passes(self, value: Any) -> bool:
        """Tell whether `value` may hold the needle."""
        if not self._word or not isinstance(value, msgspec.Raw):
            return value is not None
        view = memoryview(value)
        step, overlap = _PIECE, len(self._bytes) + len(b"\\u00")
        return any(
            self._is_in(bytes(view[start : start + step + overlap]))
            for start in range(0, len(view), step)
        )

    def _is_in(self, piece: bytes) -> bool:
        return self._bytes in piece.lower() or any(mark in piece for mark in self._strange)


def counts_in(message: Message, needle: str) -> tuple[int, ...]:
    """Return how often each block of `message` holds `needle`, in either case."""
    small = needle.lower()
    if not small:
        return (0,) * len(message.blocks)
    return tuple(sum(text.lower().count(small) for text in texts_of(b)) for b in message.blocks)


def texts_of(block: Block) -> tuple[str, ...]:
    """Return the texts of a block that can be looked through, as they are shown."""
    if isinstance(block, Text | Reasoning):
        return (block.text,)
    if isinstance(block, ToolResult):
        return (block.text,)
    if isinstance(block, ToolCall):
        answer = () if block.result is None else (block.result.text,)
        return (pretty(block.arguments), *answer)
    return ()
