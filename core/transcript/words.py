"""The words that an export puts around what was said, in English unless others are given."""

from __future__ import annotations

import msgspec

from core.phrases import Phrases
from core.transcript.file_names import Format


class Words(msgspec.Struct, frozen=True):
    """Every word of ours in an export, and how numbers are written beside them."""

    user: str = "User"
    assistant: str = "Assistant"
    tool: str = "Tool"
    system: str = "System"
    nobody: str = "Unknown"
    reasoning: str = "Reasoning"
    details: str = "Details"
    result: str = "Result"
    image: str = "Image"
    attachment: str = "Attachment"
    session: str = "Session"
    model: str = "Model"
    workspace: str = "Workspace"
    created: str = "Created"
    updated: str = "Updated"
    messages: str = "Messages"
    tokens_in: str = "Tokens in"
    tokens_out: str = "Tokens out"
    cost: str = "Cost"
    some_tokens_in: str = "{number} tokens in"
    some_tokens_out: str = "{number} tokens out"
    some_bytes: str = "{number} bytes"
    some_seconds: str = "{number} s"
    error: str = "error"
    unfinished: str = "not finished"
    summary: str = "summary of older messages"
    beginning: str = "beginning"
    only_beginning: str = "Only the beginning is in the file:"
    unnamed: str = "unnamed"
    unknown: str = "unknown"
    thousands: str = ","
    point: str = "."
    notes: dict[str, str] = {}
    """Sentences about what is wrong with a file, as `core.phrases` knows them, in other words."""

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number as it is written where these words are spoken."""
        whole, _, rest = f"{value:,.{digits}f}".partition(".")
        return whole.replace(",", self.thousands) + (self.point + rest if rest else "")

    def bytes_text(self, size: int | None) -> str:
        """Return a size in words; nothing for one that nobody knows."""
        return "" if size is None else self.some_bytes.format(number=self.number(size))

    def seconds_text(self, seconds: float | None) -> str:
        """Return how long something took in words; nothing if nobody knows."""
        return "" if seconds is None else self.some_seconds.format(number=self.number(seconds, 1))

    def note(self, text: str) -> str:
        """Return one of a transcript's notes in these words."""
        return Phrases(self.notes).said(text, self.notes.__getitem__)


ENGLISH = Words()


class Manner(msgspec.Struct, frozen=True):
    """How a conversation is exported: as what, masked or not (see `masking`), in which words."""

    format: Format = "markdown"
    mask: bool = False
    words: Words = ENGLISH
