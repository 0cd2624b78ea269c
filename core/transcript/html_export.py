"""A conversation as one HTML page that needs nothing else: no script, nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from core.transcript.code import highlighted, styles
from core.transcript.export import Clean, facts, remarks, speaker
from core.transcript.markdown_text import html_of_markdown, is_safe_image
from core.transcript.pretty import pretty
from core.transcript.transcript import Transcript
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolCall, ToolResult
from core.transcript.words import Words

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


def html_of(transcripts: Iterable[Transcript], clean: Clean, words: Words) -> Iterator[str]:
    """Make one page of the conversations, piece by piece; `clean` goes over every text."""
    for number, transcript in enumerate(transcripts):
        title = escape(clean(transcript.head.title))
        if number == 0:
            yield _beginning(title)
        yield f'<h1 dir="auto">{title}</h1>\n'
        yield from _conversation(transcript, clean, words)
    yield "</main>\n</body>\n</html>\n"


def _beginning(title: str) -> str:
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}{styles('default')}\n"
        f"@media (prefers-color-scheme: dark) {{\n{styles('github-dark')}\n}}\n</style>\n"
        "</head>\n<body>\n<main>\n"
    )


def _conversation(transcript: Transcript, clean: Clean, words: Words) -> Iterator[str]:
    yield "<dl>\n"
    for name, value in facts(transcript.head, len(transcript), words):
        yield f"<dt>{escape(name)}</dt><dd>{escape(clean(value))}</dd>\n"
    yield "</dl>\n"
    for note in transcript.notes:
        yield f'<p class="note">{escape(words.note(note))}</p>\n'
    for message in transcript.messages():
        if message.answers is None:
            yield _message(message, clean, words)


def _message(message: Message, clean: Clean, words: Words) -> str:
    classes = message.kind + (" error" if message.is_error else "")
    told = " · ".join(escape(clean(remark)) for remark in remarks(message, words))
    blocks = "".join(_block(block, clean, words) for block in message.blocks)
    details = _pre(clean(message.details)) if message.details else ""
    folded = _folded(escape(words.details), details) if details else ""
    who = escape(clean(speaker(message, words)))
    return (
        f'<article class="{classes}">\n<header><strong>{who}</strong> {told}</header>\n'
        f"{blocks}{folded}</article>\n"
    )


def _block(block: Block, clean: Clean, words: Words) -> str:
    if isinstance(block, Text):
        return f'<div dir="auto">\n{html_of_markdown(clean(block.text))}</div>\n'
    if isinstance(block, Reasoning):
        return _folded(escape(words.reasoning), html_of_markdown(clean(block.text)))
    if isinstance(block, Media):
        return _media(block, clean, words)
    if isinstance(block, ToolResult):
        return _result(block, clean, words)
    return _call(block, clean, words)


def _folded(summary: str, inside: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n{inside}</details>\n"


def _pre(text: str, language: str = "") -> str:
    return f"<pre><code>{highlighted(text, language)}</code></pre>\n"


def _call(call: ToolCall, clean: Clean, words: Words) -> str:
    seconds = escape(words.seconds_text(call.seconds))
    failed = call.result is not None and call.result.is_error
    asked = _pre(clean(pretty(call.arguments)), "json") if call.arguments else ""
    answered = "" if call.result is None else _answer(call.result, clean, words)
    told = f"{escape(words.tool)}: {escape(clean(call.name) or words.unknown)}"
    timed = f"{told} · {seconds}" if seconds else told
    return _folded(timed + _bad(words, is_bad=failed), asked + answered)


def _bad(words: Words, *, is_bad: bool) -> str:
    return f' <span class="bad">{escape(words.error)}</span>' if is_bad else ""


def _result(result: ToolResult, clean: Clean, words: Words) -> str:
    name = f": {escape(clean(result.name))}" if result.name else ""
    told = escape(words.result) + name + _bad(words, is_bad=result.is_error)
    return _folded(told, _answer(result, clean, words))


def _answer(result: ToolResult, clean: Clean, words: Words) -> str:
    cut = f"<p>{escape(words.only_beginning)}</p>\n" if result.is_snippet else ""
    text = _pre(clean(result.text)) if result.text else ""
    return cut + text + "".join(_media(media, clean, words) for media in result.media)


def _media(media: Media, clean: Clean, words: Words) -> str:
    name = clean(media.name)
    if media.is_image and is_safe_image(media.source):
        return f'<p><img src="{media.source}" alt="{escape(name)}"></p>\n'
    kind = escape(words.image if media.is_image else words.attachment)
    where = media.mime if media.is_embedded else clean(media.source)
    told = ", ".join(filter(None, (name, where, words.bytes_text(media.size)))) or words.unnamed
    return f"<p>{kind}: {escape(told)}</p>\n"
