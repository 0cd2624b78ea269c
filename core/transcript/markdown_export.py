"""A conversation as Markdown.

Texts are Markdown already and stay as they are, but for HTML, which becomes text; all else is
quoted so that it cannot be taken for anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.transcript.export import Clean, facts, remarks, speaker
from core.transcript.markdown_text import LONGEST, has_html, is_closed
from core.transcript.pretty import pretty
from core.transcript.quoting import fenced, quoted_line
from core.transcript.transcript import Transcript
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolCall, ToolResult
from core.transcript.words import Words

_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def markdown_of(transcripts: Iterable[Transcript], clean: Clean, words: Words) -> Iterator[str]:
    """Make Markdown of the conversations, piece by piece; `clean` goes over every text."""
    for number, transcript in enumerate(transcripts):
        yield "\n" if number else ""
        yield f"# {quoted_line(clean(transcript.head.title))}\n\n"
        yield from _conversation(transcript, clean, words)


def _conversation(transcript: Transcript, clean: Clean, words: Words) -> Iterator[str]:
    for name, value in facts(transcript.head, len(transcript), words):
        yield f"- {quoted_line(name)}: {quoted_line(clean(value))}\n"
    for note in transcript.notes:
        yield f"\n> {quoted_line(words.note(note))}\n"
    for message in transcript.messages():
        if message.answers is None:
            yield _message(message, clean, words)


def _message(message: Message, clean: Clean, words: Words) -> str:
    told = [
        quoted_line(clean(speaker(message, words))),
        *(quoted_line(clean(r)) for r in remarks(message, words)),
    ]
    blocks = [_block(block, clean, words) for block in message.blocks]
    if message.details:
        blocks.append(fenced(clean(message.details)))
    return "\n".join([f"\n## {' · '.join(told)}\n", *(f"{block}\n" for block in blocks if block)])


def _block(block: Block, clean: Clean, words: Words) -> str:
    if isinstance(block, Text):
        return _own_markdown(clean(block.text))
    if isinstance(block, Reasoning):
        return f"**{quoted_line(words.reasoning)}**\n\n" + fenced(clean(block.text))
    if isinstance(block, Media):
        return _media(block, clean, words)
    if isinstance(block, ToolResult):
        return _result(block, clean, words)
    return _call(block, clean, words)


def _call(call: ToolCall, clean: Clean, words: Words) -> str:
    name = clean(call.name).strip() or words.unknown
    parts = [f"**{quoted_line(words.tool)}: {quoted_line(name)}**"]
    if call.arguments:
        parts.append(fenced(clean(pretty(call.arguments)), "json"))
    if call.result is not None:
        parts.append(_result(call.result, clean, words))
    return "\n\n".join(parts)


def _result(result: ToolResult, clean: Clean, words: Words) -> str:
    told = [words.result]
    told += [f"({words.error})"] * result.is_error + [f"({words.beginning})"] * result.is_snippet
    parts = [f"**{quoted_line(' '.join(told))}**", fenced(clean(result.text))]
    return "\n\n".join(parts + [_media(media, clean, words) for media in result.media])


def _media(media: Media, clean: Clean, words: Words) -> str:
    kind = words.image if media.is_image else words.attachment
    where = media.mime if media.is_embedded else media.source
    told = clean(", ".join(filter(None, (media.name, where, words.bytes_text(media.size)))))
    return f"*{quoted_line(kind)}: {quoted_line(told.strip() or words.unnamed)}*"


def _own_markdown(text: str) -> str:
    """Return what somebody wrote in Markdown, with the HTML in it as text."""
    if len(text) > LONGEST:
        return fenced(text)
    quoted = _TAG.sub(r"\\<", text) if has_html(text) else text
    return fenced(text) if has_html(quoted) or not is_closed(quoted) else quoted
