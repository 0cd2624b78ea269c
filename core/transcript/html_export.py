"""A conversation as one HTML page that needs nothing else: no script, nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from core.transcript.code import highlighted, styles
from core.transcript.export import Clean, facts, pretty, remarks, speaker
from core.transcript.markdown_text import html_of_markdown, is_safe_image
from core.transcript.transcript import Transcript
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolCall, ToolResult

# Should anything ever get past the escaping, a browser will neither load nor run it.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

_STYLE = """
:root { color-scheme: light dark; --line: #d0d7de; --dim: #57606a; --soft: #f3f5f7; --bad: #b42318 }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --dim: #9aa4b0; --soft: #1c2128; --bad: #ff8a7a }
}
body { margin: 0; font: 16px/1.55 system-ui, sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; color: var(--dim) }
dd { margin: 0 }
article { border-top: 1px solid var(--line); padding: .75rem 0 }
article.user { background: var(--soft); padding: .75rem; border-radius: 6px }
header { color: var(--dim); font-size: .85rem }
header strong { color: CanvasText; font-size: 1rem }
.error > header, .bad { color: var(--bad) }
pre { background: var(--soft); padding: .6rem .8rem; border-radius: 6px; overflow-x: auto }
pre.plain { white-space: pre-wrap; background: none; padding: 0; font: inherit }
code { font: .9em ui-monospace, monospace }
details { margin: .5rem 0 }
summary { cursor: pointer; color: var(--dim) }
img { max-width: 100%; max-height: 40rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid var(--line); padding: .25rem .6rem }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line) }
.note { border-left: 3px solid var(--bad); padding-left: .8rem }
"""


def html_of(transcript: Transcript, clean: Clean) -> Iterator[str]:
    """Make the page piece by piece; `clean` goes over every text."""
    head = transcript.head
    title = escape(clean(head.title))
    yield (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}{styles('default')}\n"
        f"@media (prefers-color-scheme: dark) {{\n{styles('github-dark')}\n}}\n</style>\n"
        f'</head>\n<body>\n<main>\n<h1 dir="auto">{title}</h1>\n<dl>\n'
    )
    for name, value in facts(head, len(transcript)):
        yield f"<dt>{name}</dt><dd>{escape(clean(value))}</dd>\n"
    yield "</dl>\n"
    for note in transcript.notes:
        yield f'<p class="note">{escape(note)}</p>\n'
    for message in transcript.messages():
        if message.answers is None:
            yield _message(message, clean)
    yield "</main>\n</body>\n</html>\n"


def _message(message: Message, clean: Clean) -> str:
    classes = message.kind + (" error" if message.is_error else "")
    told = " · ".join(escape(clean(remark)) for remark in remarks(message))
    blocks = "".join(_block(block, clean) for block in message.blocks)
    details = _folded("Details", _pre(clean(message.details))) if message.details else ""
    who = escape(clean(speaker(message)))
    return (
        f'<article class="{classes}">\n<header><strong>{who}</strong> {told}</header>\n'
        f"{blocks}{details}</article>\n"
    )


def _block(block: Block, clean: Clean) -> str:
    if isinstance(block, Text):
        return f'<div dir="auto">\n{html_of_markdown(clean(block.text))}</div>\n'
    if isinstance(block, Reasoning):
        return _folded("Reasoning", html_of_markdown(clean(block.text)))
    if isinstance(block, Media):
        return _media(block, clean)
    if isinstance(block, ToolResult):
        return _result(block, clean)
    return _call(block, clean)


def _folded(summary: str, inside: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n{inside}</details>\n"


def _pre(text: str, language: str = "") -> str:
    return f"<pre><code>{highlighted(text, language)}</code></pre>\n"


def _call(call: ToolCall, clean: Clean) -> str:
    seconds = "" if call.seconds is None else f" · {call.seconds:.1f} s"
    failed = call.result is not None and call.result.is_error
    word = ' <span class="bad">error</span>' if failed else ""
    asked = _pre(clean(pretty(call.arguments)), "json") if call.arguments else ""
    answered = "" if call.result is None else _answer(call.result, clean)
    name = escape(clean(call.name)) or "unknown"
    return _folded(f"Tool: {name}{seconds}{word}", asked + answered)


def _result(result: ToolResult, clean: Clean) -> str:
    name = f": {escape(clean(result.name))}" if result.name else ""
    word = ' <span class="bad">error</span>' if result.is_error else ""
    return _folded(f"Result{name}{word}", _answer(result, clean))


def _answer(result: ToolResult, clean: Clean) -> str:
    cut = "<p>Only the beginning is in the file:</p>\n" if result.is_snippet else ""
    text = _pre(clean(result.text)) if result.text else ""
    return cut + text + "".join(_media(media, clean) for media in result.media)


def _media(media: Media, clean: Clean) -> str:
    name = clean(media.name)
    if media.is_image and is_safe_image(media.source):
        return f'<p><img src="{media.source}" alt="{escape(name)}"></p>\n'
    kind = "Image" if media.is_image else "Attachment"
    where = media.mime if media.is_embedded else clean(media.source)
    size = "" if media.size is None else f"{media.size:,} bytes"
    told = ", ".join(filter(None, (name, where, size))) or "unnamed"
    return f"<p>{kind}: {escape(told)}</p>\n"
