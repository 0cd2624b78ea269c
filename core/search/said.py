"""What a person sees of a conversation, as plain texts to be searched.

Each message has two: what was said, and what its tools were asked and answered (a result counts
with the call that it answers, as the reader shows it, so it is not found twice). Of what a tool was
asked and answered only the first `LONGEST_RESULT` characters count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from core.disk.reading import Stamp, read_regular
from core.errors import disk_trouble
from core.search.plainly import said_plainly
from core.search.said_values import LONGEST_RESULT, LONGEST_SPOKEN, Flags, Letter, Said, Words
from core.search.sources import source_in
from core.transcript.opening import open_transcript
from core.transcript.transcript import Transcript
from core.transcript.values import Media, Message, Reasoning, Text, ToolCall, ToolResult

_LETTERS: dict[str, Letter] = {
    "user": "u",
    "assistant": "a",
    "tool": "t",
    "system": "s",
}


class FileSaid(NamedTuple):
    """What was said in a file, and the stamp that it was read under."""

    said: Said
    stamp: Stamp


def said_in(path: Path) -> FileSaid:
    """Return what was said in the session file at `path`.

    Raises `StoreError` if it is gone or nothing in it can be read.
    """
    try:
        data, stamp = read_regular(path)
    except OSError as error:
        raise disk_trouble("read", path, error) from error
    said = said_plainly(data)
    if said is not None:
        return FileSaid(said, stamp)
    transcript = open_transcript(path)
    return FileSaid(said_by(transcript), transcript.stamp)


def said_by(transcript: Transcript) -> Said:
    """Return what was said in a conversation of any shape."""
    words: list[Words] = []
    letters: list[str] = []
    flags = Flags(0)
    for message in transcript.messages():
        letters.append(_LETTERS.get(message.kind, "o"))
        words.append(words_in(message))
        flags |= _flags_of(message)
    head = transcript.head
    return Said("".join(letters), words, flags, head.usage.cost, source_in(transcript.data))


def words_in(message: Message) -> Words:
    """Return both texts of one message; nothing for an answer that is shown with its call."""
    if message.answers is not None:
        return Words("", "")
    spoken = list(_spoken(message))
    return Words("\n".join(spoken)[:LONGEST_SPOKEN], "\n".join(_done(message)))


def _spoken(message: Message) -> Iterator[str]:
    for block in message.blocks:
        if isinstance(block, Text | Reasoning):
            yield block.text
        elif isinstance(block, Media) and block.name:
            yield block.name
    if message.details:
        yield message.details[:LONGEST_RESULT]


def _done(message: Message) -> Iterator[str]:
    for block in message.blocks:
        if isinstance(block, ToolCall):
            yield from filter(None, (block.name, block.arguments[:LONGEST_RESULT]))
            if block.result is not None:
                yield from _answered(block.result, block.name)
        elif isinstance(block, ToolResult):
            yield from _answered(block, "")


def _answered(result: ToolResult, called: str) -> Iterator[str]:
    if result.name and result.name != called:
        yield result.name
    if result.text:
        yield result.text[:LONGEST_RESULT]
    yield from _names(result.media)


def _names(media: Iterable[Media]) -> Iterator[str]:
    return (one.name for one in media if one.name)


def _flags_of(message: Message) -> Flags:
    flags = Flags.ERROR if message.is_error else Flags(0)
    for block in message.blocks:
        if isinstance(block, ToolCall | ToolResult):
            flags |= Flags.TOOLS
            result = block.result if isinstance(block, ToolCall) else block
            if result is not None:
                flags |= _flags_of_result(result)
        elif isinstance(block, Media) and block.is_image:
            flags |= Flags.IMAGES
    return flags


def _flags_of_result(result: ToolResult) -> Flags:
    flags = Flags.ERROR if result.is_error else Flags(0)
    return flags | Flags.IMAGES if any(one.is_image for one in result.media) else flags
