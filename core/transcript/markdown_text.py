"""Markdown as a conversation may hold it: no HTML, and only such links and images as do no harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from core.transcript.code import highlighted

LONGEST = 100_000
"""A longer text is shown as it was typed: reading it as Markdown would take seconds."""

DEEPEST = 60
"""Quotes and lists in each other are read so deep; what is deeper the parser would leave out."""

MOST_MARKS, MOST_OPEN = 60_000, 1_000
"""A text with more of what means something in Markdown, or with more brackets that are never
closed, would take long to be read."""

_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}\Z")


def is_safe_image(source: str) -> bool:
    """Tell whether `source` is an embedded picture: nothing is loaded, nothing can run."""
    return _IMAGE.match(source) is not None


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return _LINK.match(url) is not None or is_safe_image(url)


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "highlight": highlighted})
    reader.enable(["table", "strikethrough"])
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("image", _image)
    return reader


def html_of_markdown(text: str) -> str:
    """Return `text` as HTML in which every tag of its own is text."""
    if len(text) > LONGEST:
        return f'<pre class="plain">{escape(text)}</pre>\n'
    return str(_reader().render(text))


def tokens_of(text: str) -> list[Token] | None:
    """Return `text` as the parts that it has as Markdown; None if it is too much to be read so."""
    if len(text) > 2 * LONGEST or sum(map(text.count, "[]|*_~`<!&\\\n>")) > MOST_MARKS:
        return None
    if abs(text.count("[") - text.count("]")) > MOST_OPEN:
        return None
    tokens = _deep_reader().parse(text)
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


@cache
def _deep_reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "maxNesting": DEEPEST})
    return reader.enable(["table", "strikethrough"])


def has_html(text: str) -> bool:
    """Tell whether `text` holds what other readers of Markdown would take for HTML."""
    if "<" not in text:
        return False
    tokens = _permissive().parse(text)
    children = [child for token in tokens for child in token.children or ()]
    return any(token.type in ("html_block", "html_inline") for token in [*tokens, *children])


def is_closed(text: str) -> bool:
    """Tell whether what stands behind `text` is no part of it, as in a code block left open."""
    tokens = _permissive().parse(f"{text}\n\n## behind\n")
    return len(tokens) > 2 and tokens[-3].type == "heading_open" and tokens[-3].level == 0


@cache
def _permissive() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _link(_: RendererProtocol, tokens: Sequence[Token], index: int, *_more: Any) -> str:
    target = str(tokens[index].attrs.get("href", ""))
    if not _LINK.match(target):
        return "<a>"  # a picture cannot be gone to
    return f'<a href="{escape(target)}" rel="noopener noreferrer nofollow">'


def _image(_: RendererProtocol, tokens: Sequence[Token], index: int, *_more: Any) -> str:
    source, words = str(tokens[index].attrs.get("src", "")), tokens[index].content
    if is_safe_image(source):
        return f'<img src="{source}" alt="{escape(words)}">'
    return f'<span class="away">[image: {escape(words)} – {escape(source)}]</span>'
