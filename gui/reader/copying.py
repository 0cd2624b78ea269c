"""A message as Markdown, to be put on the clipboard."""

from __future__ import annotations

import re

from core.transcript.pretty import pretty
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolResult
from gui.reader import words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_TICKS = re.compile(r"`{3,}")


def markdown_of(message: Message) -> str:
    """Return what is said in `message`: texts as they were written, all else quoted."""
    pieces = [_block(block) for block in message.blocks]
    if message.details:
        pieces.append(_fenced(message.details))
    return "\n\n".join(piece for piece in pieces if piece)


def _block(block: Block) -> str:
    if isinstance(block, Text):
        return block.text
    if isinstance(block, Reasoning):
        return f"**{words.reasoning()}**\n\n{_fenced(block.text)}"
    if isinstance(block, Media):
        return f"*{_quoted(words.media_line(block))}*"
    if isinstance(block, ToolResult):
        return f"**{_quoted(words.result_line(block))}**{_answer(block)}"
    asked = f"\n\n{_fenced(pretty(block.arguments), 'json')}" if block.arguments else ""
    answer = "" if block.result is None else _answer(block.result)
    return f"**{_quoted(words.call_line(block))}**{asked}{answer}"


def _answer(result: ToolResult) -> str:
    text = f"\n\n{_fenced(result.text)}" if result.text else ""
    return text + "".join(f"\n\n{_block(media)}" for media in result.media)


def _quoted(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _fenced(text: str, language: str = "") -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
