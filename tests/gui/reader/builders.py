"""Messages for the tests of the reader, and what is shown of them."""

from __future__ import annotations

from typing import Any

from core.transcript.values import Block, Message, Text
from gui.reader.markup import shown
from gui.reader.shown import Shown
from tests.gui.reader.reading_html import Fragment

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EVERY = frozenset(range(1_000))


def a_message(*blocks: Block | str, **fields: Any) -> Message:
    """A message of the assistant with these blocks, or texts."""
    made = tuple(Text(block) if isinstance(block, str) else block for block in blocks)
    return Message(**{"number": 0, "kind": "assistant", "role": "assistant", **fields}, blocks=made)


def show(*blocks: Block | str, unfolded: frozenset[int] = frozenset(), **fields: Any) -> Shown:
    """What is shown of such a message."""
    return shown(a_message(*blocks, **fields), unfolded)


def html(*blocks: Block | str, **more: Any) -> str:
    """All of its sections, without the heading."""
    return "".join(show(*blocks, **more).sections).split("</p>", 1)[1]


def fragment(*blocks: Block | str, **more: Any) -> Fragment:
    """The same, read."""
    return Fragment(html(*blocks, **more))


def seen(*blocks: Block | str, **more: Any) -> str:
    """The text that can be seen of it, blank lines aside."""
    lines = (line.strip() for line in fragment(*blocks, **more).text.split("\n"))
    return "\n".join(line for line in lines if line and line != "\xa0")
