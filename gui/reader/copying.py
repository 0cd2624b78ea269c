"""A message as Markdown, to be put on the clipboard."""

from __future__ import annotations

from core.transcript.pretty import pretty
from core.transcript.quoting import fenced, quoted_line
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolResult
from gui.reader import words


def markdown_of(message: Message) -> str:
    """Return what is said in `message`: texts as they were written, all else quoted."""
    pieces = [_block(block) for block in message.blocks]
    if message.details:
        pieces.append(fenced(message.details))
    return "\n\n".join(piece for piece in pieces if piece)


def _block(block: Block) -> str:
    if isinstance(block, Text):
        return block.text
    if isinstance(block, Reasoning):
        return f"**{words.reasoning()}**\n\n{fenced(block.text)}"
    if isinstance(block, Media):
        return f"*{quoted_line(words.media_line(block))}*"
    if isinstance(block, ToolResult):
        return f"**{quoted_line(words.result_line(block))}**{_answer(block)}"
    asked = f"\n\n{fenced(pretty(block.arguments), 'json')}" if block.arguments else ""
    answer = "" if block.result is None else _answer(block.result)
    return f"**{quoted_line(words.call_line(block))}**{asked}{answer}"


def _answer(result: ToolResult) -> str:
    text = f"\n\n{fenced(result.text)}" if result.text else ""
    return text + "".join(f"\n\n{_block(media)}" for media in result.media)
