"""From a message to what the reader shows of it. May be called in any thread."""

from __future__ import annotations

from core.transcript.markdown_text import is_safe_image
from core.transcript.pretty import pretty
from core.transcript.values import Block, Media, Message, Reasoning, Text, ToolCall, ToolResult
from gui.reader import words
from gui.reader.code_blocks import Codes
from gui.reader.images import Images
from gui.reader.links import is_target
from gui.reader.markdown import QUOTE, Writer
from gui.reader.sections import Sections, escaped
from gui.reader.shown import Shown

MOST_SHOWN, MOST_LINES = 20_000, 300
"""Of a longer result the beginning is shown, and the rest when it is asked for."""

PREVIEW = 80
"""So much of what is folded is told in its line, in characters."""


def shown(message: Message, unfolded: frozenset[int] = frozenset()) -> Shown:
    """Return `message` to be shown, with the parts in `unfolded` open."""
    page = _Page(unfolded)
    page.heading(message)
    for block in message.blocks:
        page.block(block)
    if message.details:
        page.details(message.details)
    return Shown(
        message=message,
        sections=page.sections.finished(),
        codes=tuple(page.codes.texts),
        images=tuple(page.images),
        folds=page.folds,
    )


class _Page:
    def __init__(self, unfolded: frozenset[int]) -> None:
        self.sections = Sections()
        self.codes = Codes(self.sections)
        self.images = Images()
        self.folds = 0
        self._writer = Writer(self.sections, self.codes, self.images)
        self._unfolded = unfolded

    def heading(self, message: Message) -> None:
        who = f'<span class="who">{escaped(words.speaker(message))}</span>'
        told = [f'<span class="quiet">{escaped(told)}</span>' for told in words.remarks(message)]
        marks = [f'<span class="badge">{escaped(mark)}</span>' for mark in words.badges(message)]
        if message.is_error:
            marks.append(f'<span class="bad">{escaped(words.error())}</span>')
        dot = '<span class="quiet"> · </span>'
        self.sections.add(f'<p class="heading" dir="ltr">{dot.join([who, *told, *marks])}</p>')

    def block(self, block: Block) -> None:
        if isinstance(block, Text):
            self._writer.markdown(block.text)
        elif isinstance(block, Reasoning):
            self._reasoning(block)
        elif isinstance(block, Media):
            self._media(block)
        elif isinstance(block, ToolCall):
            self._call(block)
        else:
            self._result(block)

    def details(self, text: str) -> None:
        if self._is_open(words.details(), text, text, is_bad=True):
            self._long(text)

    def _reasoning(self, block: Reasoning) -> None:
        if self._is_open(words.reasoning(), block.text):
            self.sections.open(*QUOTE)
            self._writer.markdown(block.text)
            self.sections.close()

    def _call(self, call: ToolCall) -> None:
        result = call.result
        failed, text = (False, "") if result is None else (result.is_error, result.text)
        if self._is_open(words.call_line(call), call.arguments, text, is_bad=failed):
            if call.arguments:
                self.codes.add(pretty(call.arguments), "json", name=words.arguments())
            if result is not None:
                self._answer(result)

    def _result(self, result: ToolResult) -> None:
        line = words.result_line(result)
        if self._is_open(line, result.text, result.text, is_bad=result.is_error):
            self._answer(result)

    def _answer(self, result: ToolResult) -> None:
        if result.is_snippet:
            self._note(words.snippet_note())
        if result.text:
            self._long(result.text)
        for media in result.media:
            self._media(media)

    def _long(self, text: str) -> None:
        most = _beginning(text)
        if not most:
            self.codes.add(text, name=words.result())
            return
        number, self.folds = self.folds, self.folds + 1
        is_all = number in self._unfolded
        self.codes.add(text, name=words.result(), most=0 if is_all else most)
        word = words.less() if is_all else words.rest(len(text))
        link = f'<a class="quiet" href="all:{number}">{escaped(word)}</a>'
        self.sections.add(f'<p class="fold" dir="ltr">{link}</p>')

    def _is_open(self, line: str, preview: str, long: str = "", *, is_bad: bool = False) -> bool:
        """Write the line of a part that can be folded, and tell whether it is unfolded.

        Of `long`, which stands in it, the rest may be folded on its own.
        """
        number, self.folds = self.folds, self.folds + 1
        is_open = number in self._unfolded
        kind = "foldbad" if is_bad else "fold"
        mark = "\u25be" if is_open else "\u25b8"
        link = f'<a class="{kind}" href="fold:{number}">{mark} {escaped(line)}</a>'
        if is_open:
            self.sections.block(f'<p class="fold" dir="ltr">{link}</p>')
            return True
        self.folds += _beginning(long) > 0
        told = escaped(words.shortened(" ".join(preview[: 4 * PREVIEW].split()), PREVIEW))
        beside = f' <span class="quiet">{told}</span>' if told else ""
        self.sections.block(f'<p class="fold" dir="ltr">{link}{beside}</p>')
        return False

    def _media(self, media: Media) -> None:
        if media.is_image and is_safe_image(media.source):
            self.sections.block(f'<p class="picture">{self.images.html(media.source)}</p>', 20)
            return
        line = escaped(words.media_line(media))
        if is_target(media.source) and not media.source.lower().startswith("mailto:"):
            line = f'<a href="{escaped(media.source)}">{line}</a>'
        self.sections.block(f'<p class="media" dir="ltr">{line}</p>')

    def _note(self, text: str) -> None:
        self.sections.add(f'<p class="caption" dir="ltr">{escaped(text)}</p>')


def _beginning(text: str) -> int:
    """Return how many characters of a long text are shown at first; 0 if all of it is."""
    end = 0
    for _ in range(MOST_LINES):
        end = text.find("\n", end, MOST_SHOWN) + 1
        if not end:
            return MOST_SHOWN if len(text) > MOST_SHOWN else 0
    return end if end < len(text) else 0
