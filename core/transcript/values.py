"""What a conversation is made of, whatever shape it has in the file (STORE_FORMAT 2.6).

Every text is free of lone surrogates, and is to be shown as text: it may hold anything.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["user", "assistant", "tool", "system", "other"]
"""Who speaks; `other` for a role that nobody knows, or none."""


class Text(msgspec.Struct, frozen=True, gc=False):
    """What was written, in Markdown as a rule."""

    text: str


class Reasoning(msgspec.Struct, frozen=True, gc=False):
    """What the model thought before it wrote."""

    text: str


class Media(msgspec.Struct, frozen=True, gc=False):
    """An image or another attachment: what is known of it without opening or decoding anything."""

    name: str = ""
    mime: str = ""
    size: int | None = None
    """In bytes, where it is told or can be counted."""
    source: str = ""
    """A data URI, an address or a path, as it stands; empty if only the name is known."""
    is_image: bool = False

    @property
    def is_embedded(self) -> bool:
        """True if its bytes are in the file, as a data URI."""
        return self.source[:5].lower() == "data:"


class ToolResult(msgspec.Struct, frozen=True, gc=False):
    """What a tool answered."""

    call_id: str
    name: str
    text: str
    media: tuple[Media, ...] = ()
    is_error: bool = False
    is_snippet: bool = False
    """True if only the beginning of it is in the file."""


class ToolCall(msgspec.Struct, frozen=True, gc=False):
    """What a tool was asked, and its answer where the file has one."""

    call_id: str
    name: str
    arguments: str
    """JSON as a rule."""
    result: ToolResult | None = None
    seconds: float | None = None


Block = Text | Reasoning | Media | ToolCall | ToolResult


class Usage(msgspec.Struct, frozen=True, gc=False):
    """What something has cost; None where it is not told. `cost` is in US dollars."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None


NOTHING_TOLD = Usage()


class Message(msgspec.Struct, frozen=True, gc=False):
    """One message. `number` is its place in the file, from 0."""

    number: int
    kind: Kind
    role: str
    """The role as the file has it; empty if it has none."""
    blocks: tuple[Block, ...]
    time: float | None = None
    """Seconds since 1970."""
    model: str = ""
    seconds: float | None = None
    """How long the answer took."""
    usage: Usage = NOTHING_TOLD
    details: str = ""
    """What the provider said of an error."""
    is_error: bool = False
    is_partial: bool = False
    is_compaction: bool = False
    """True for the summary that took the place of older messages."""
    answers: int | None = None
    """The number of the message that shows this tool result with its call; None: show it here."""

    @property
    def text(self) -> str:
        """What was written, without anything else."""
        return "\n\n".join(block.text for block in self.blocks if isinstance(block, Text))


class Head(msgspec.Struct, frozen=True, gc=False):
    """What is told of the conversation as a whole. Times are seconds since 1970."""

    session_id: str
    title: str
    model: str
    workspace: str
    created_at: float | None
    updated_at: float | None
    usage: Usage
