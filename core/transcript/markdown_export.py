"""A conversation as Markdown.

Texts are Markdown already and stay as they are, but for HTML, which becomes text; all else is
quoted so that it cannot be taken for anything but text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.transcript.export import Clean, facts, pretty, remarks, speaker
from core.transcript.markdown_text import LONGEST, has_html, is_closed
from core.transcript.transcript import Transcript
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolCall, ToolResult

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_TICKS = re.compile(r"`{3,}")


def markdown_of(transcript: Transcript, clean: Clean) -> Iterator[str]:
    """Make the Markdown piece by piece; `clean` goes over every text."""
    head = transcript.head
    yield f"# {_word(clean(head.title))}\n\n"
    for name, value in facts(head, len(transcript)):
        yield f"- {name}: {_word(clean(value))}\n"
    for note in transcript.notes:
        yield f"\n> {_word(note)}\n"
    for message in transcript.messages():
        if message.answers is None:
            yield _message(message, clean)


def _message(message: Message, clean: Clean) -> str:
    told = [_word(clean(speaker(message))), *(_word(clean(r)) for r in remarks(message))]
    blocks = [_block(block, clean) for block in message.blocks]
    if message.details:
        blocks.append(_fenced(clean(message.details)))
    return "\n".join([f"\n## {' · '.join(told)}\n", *(f"{block}\n" for block in blocks if block)])


def _block(block: Block, clean: Clean) -> str:
    if isinstance(block, Text):
        return _own_markdown(clean(block.text))
    if isinstance(block, Reasoning):
        return "**Reasoning**\n\n" + _fenced(clean(block.text))
    if isinstance(block, Media):
        return _media(block, clean)
    if isinstance(block, ToolResult):
        return _result(block, clean)
    return _call(block, clean)


def _call(call: ToolCall, clean: Clean) -> str:
    parts = [f"**Tool: {_word(clean(call.name)) or 'unknown'}**"]
    if call.arguments:
        parts.append(_fenced(clean(pretty(call.arguments)), "json"))
    if call.result is not None:
        parts.append(_result(call.result, clean))
    return "\n\n".join(parts)


def _result(result: ToolResult, clean: Clean) -> str:
    words = ["Result"] + ["(error)"] * result.is_error + ["(beginning)"] * result.is_snippet
    parts = [f"**{' '.join(words)}**", _fenced(clean(result.text))]
    return "\n\n".join(parts + [_media(media, clean) for media in result.media])


def _media(media: Media, clean: Clean) -> str:
    kind = "Image" if media.is_image else "Attachment"
    where = media.mime if media.is_embedded else media.source
    told = (media.name, where, "" if media.size is None else f"{media.size:,} bytes")
    return f"*{kind}: {_word(clean(', '.join(filter(None, told)))) or 'unnamed'}*"


def _own_markdown(text: str) -> str:
    """Return what somebody wrote in Markdown, with the HTML in it as text."""
    if len(text) > LONGEST:
        return _fenced(text)
    quoted = _TAG.sub(r"\\<", text) if has_html(text) else text
    return _fenced(text) if has_html(quoted) or not is_closed(quoted) else quoted


def _word(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown would act on."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _fenced(text: str, language: str = "") -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
