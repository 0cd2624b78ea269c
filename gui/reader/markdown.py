"""Markdown as the HTML that Qt's rich text knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it.token import Token

from core.transcript.markdown_text import is_safe_image, tokens_of
from gui.reader import words
from gui.reader.code_blocks import Codes
from gui.reader.images import Images, Shortened
from gui.reader.links import addresses, is_target
from gui.reader.sections import CELL, PIECE, Sections, escaped, kept_lines
from gui.sessions.texts import reads_right_to_left

_QUOTES = 3
"""Quotes in quotes so deep are set apart; Qt's tables cost twice as much at each depth."""

_QUOTE = '<table class="quote" width="100%" cellspacing="0" cellpadding="0"><tr><td class="quote'
QUOTE, QUOTE_RTL = ((f'{_QUOTE}{way}">', "</td></tr></table>") for way in ("", "rtl"))
"""What opens and closes a quote."""

LINE = '<table class="line" width="100%" cellspacing="0"><tr><td class="line"></td></tr></table>'

_TASK = re.compile(r"\[([ xX])\](?=\s)")


def direction(text: str) -> str:
    """Return how `text` is to be read, by its first letter."""
    return "rtl" if reads_right_to_left(text[:_FAR]) else "ltr"


_FAR = 2_000


@dataclass
class _List:
    tag: str
    way: str
    number: int

    def html(self) -> str:
        start = f' start="{self.number}"' if self.tag == "ol" and self.number != 1 else ""
        return f'<{self.tag}{start} dir="{self.way}">'


class Writer:
    """Writes texts into sections."""

    def __init__(self, sections: Sections, codes: Codes, images: Images) -> None:
        self._sections, self._codes, self._images = sections, codes, images
        self._lists: list[_List] = []
        self._quotes = 0
        self._links: list[bool] = []
        self._whole = Shortened("")
        self._is_rtl = False

    def markdown(self, text: str) -> None:
        """Write what somebody wrote in Markdown."""
        self._whole = Shortened(text)
        tokens = tokens_of(self._whole.text)
        if tokens is None:
            self.plain(text)
        else:
            self._tokens(tokens)

    def plain(self, text: str) -> None:
        """Write a text as it was typed, many lines at a time."""
        for way, lines in groupby(text.split("\n"), direction):
            for some in _bunches(lines):
                self._sections.open(f'<p class="plain" dir="{way}">', "</p>")
                if len(some) > PIECE:
                    self._sections.text(some)
                else:
                    self._sections.add(kept_lines(escaped(some)), some.count("\n") + 1)
                self._sections.close()

    def _tokens(self, tokens: list[Token]) -> None:
        for number, token in enumerate(tokens):
            if token.type == "inline":
                self._is_rtl = direction(token.content) == "rtl"
                self._inline(token.children or [])
            elif step := _STEPS.get(token.type):
                way = _way(tokens, number)
                if token.type == "table_open" and way == "rtl":
                    _mirror(tokens, number)
                if token.type == "list_item_open":
                    _mark_task(tokens, number)
                step(self, token, way)

    def start_paragraph(self, token: Token, way: str) -> None:
        if not token.hidden:
            self._sections.open(f'<p dir="{way}">', "</p>")

    def end_paragraph(self, token: Token, _way: str) -> None:
        if not token.hidden:
            self._sections.close()

    def start_heading(self, token: Token, way: str) -> None:
        self._sections.open(f'<p class="{token.tag}" dir="{way}">', "</p>")

    def end(self, _token: Token, _way: str) -> None:
        self._sections.close()

    def start_list(self, token: Token, way: str) -> None:
        number = token.attrs.get("start", 1)
        first = number if isinstance(number, int) and 0 <= number < _MOST_NUMBER else 1
        self._lists.append(_List(token.tag, way, first))
        self._sections.open(self._lists[-1].html(), f"</{token.tag}>")

    def end_list(self, _token: Token, _way: str) -> None:
        self._lists.pop()
        self._sections.close()

    def start_item(self, _token: Token, way: str) -> None:
        self._lists[-1].number += 1
        self._sections.reopen_as(self._lists[-1].html())
        rest = (f'<div dir="{way}">', "</div>")
        self._sections.open(f'<li dir="{way}">', "</li>", rest)

    def start_quote(self, _token: Token, way: str) -> None:
        self._quotes += 1
        if self._quotes <= _QUOTES:
            self._sections.open(*(QUOTE_RTL if way == "rtl" else QUOTE))

    def end_quote(self, _token: Token, _way: str) -> None:
        if self._quotes <= _QUOTES:
            self._sections.close()
        self._quotes -= 1

    def code(self, token: Token, _way: str) -> None:
        language = token.info.split()[0] if token.info.strip() else ""
        self._codes.add(self._whole.restored(token.content), language)

    def line(self, _token: Token, _way: str) -> None:
        self._sections.add(LINE)

    def start_table(self, _token: Token, way: str) -> None:
        side = ' align="right"' if way == "rtl" else ""
        tag = f'<table class="grid"{side} cellspacing="0" cellpadding="0">'
        self._sections.open(tag, "</table>")

    def start_row(self, _token: Token, _way: str) -> None:
        self._sections.open("<tr>", "</tr>")

    def start_cell(self, token: Token, way: str) -> None:
        style = str(token.attrs.get("style", ""))
        side = style.rpartition(":")[2] or ("right" if way == "rtl" else "left")
        side = side if side in ("left", "right", "center") else "left"
        name = "head" if token.tag == "th" else "cell"
        self._sections.open(f'<{token.tag} class="{name}" align="{side}">', f"</{token.tag}>")
        self._sections.add("", 0, CELL)

    def _inline(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self._inline_token(token)

    def _inline_token(self, token: Token) -> None:
        kind, sections = token.type, self._sections
        if kind in _SIMPLE:
            sections.open(f"<{_SIMPLE[kind]}>", f"</{_SIMPLE[kind]}>")
        elif kind.removesuffix("_close") + "_open" in _SIMPLE:
            sections.close()
        elif kind == "link_open":
            self._link(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            if self._links and self._links.pop():
                sections.close()
        elif kind in ("softbreak", "hardbreak"):
            sections.add("<br>")
        elif kind == "code_inline":
            sections.open('<span class="code">', "</span>")
            sections.text(self._code_text(token.content))
            sections.close()
        elif kind == "image":
            self._image(token)
        else:
            self._text(self._whole.restored(token.content))

    def _code_text(self, text: str) -> str:
        text = self._whole.restored(text)
        return f"{_ISOLATE}{text}{_END_ISOLATE}" if self._is_rtl else text

    def _link(self, address: str) -> None:
        self._links.append(is_target(address))
        if self._links[-1]:
            self._sections.open(f'<a href="{escaped(address)}">', "</a>")

    def _image(self, token: Token) -> None:
        source = self._whole.restored(str(token.attrs.get("src", "")))
        if is_safe_image(source):
            self._sections.add(self._images.html(source), 10)
            return
        told = words.image_elsewhere(token.content, source)
        self._sections.open('<span class="quiet">', "</span>")
        self._sections.text(told)
        self._sections.close()

    def _text(self, text: str) -> None:
        if any(self._links) or "://" not in text:
            self._sections.text(text)
            return
        for piece, is_address in addresses(text):
            if is_address:
                self._sections.add(f'<a href="{escaped(piece)}">{escaped(piece)}</a>')
            else:
                self._sections.text(piece)


def _bunches(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines joined to texts of a moderate length; a line that is longer stays whole."""
    held: list[str] = []
    size = 0
    for line in lines:
        if held and (size + len(line) > PIECE or len(held) >= _MOST_LINES):
            yield "\n".join(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
    yield "\n".join(held)


_MOST_LINES = 40
_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"
"""Around code in a text from right to left, which would tear it apart."""
_SIMPLE = {"strong_open": "b", "em_open": "i", "s_open": "s"}
_MOST_NUMBER = 1_000_000_000

_STEPS: dict[str, Callable[[Writer, Token, str], None]] = {
    "paragraph_open": Writer.start_paragraph,
    "paragraph_close": Writer.end_paragraph,
    "heading_open": Writer.start_heading,
    "bullet_list_open": Writer.start_list,
    "ordered_list_open": Writer.start_list,
    "bullet_list_close": Writer.end_list,
    "ordered_list_close": Writer.end_list,
    "list_item_open": Writer.start_item,
    "blockquote_open": Writer.start_quote,
    "blockquote_close": Writer.end_quote,
    "fence": Writer.code,
    "code_block": Writer.code,
    "hr": Writer.line,
    "table_open": Writer.start_table,
    "tr_open": Writer.start_row,
    "th_open": Writer.start_cell,
    "td_open": Writer.start_cell,
    **dict.fromkeys(("heading_close", "list_item_close", "table_close"), Writer.end),
    **dict.fromkeys(("tr_close", "th_close", "td_close"), Writer.end),
}


def _way(tokens: Sequence[Token], number: int) -> str:
    """Return the direction of the first text at or behind a token."""
    behind = tokens[number : number + _NEAR]
    return next((direction(one.content) for one in behind if one.type == "inline"), "ltr")


_NEAR = 12


def _mirror(tokens: list[Token], start: int) -> None:
    """Turn the rows of a table around: Qt sets the first cell of each to the left."""
    row = 0
    for number in range(start, len(tokens)):
        if tokens[number].type == "tr_open":
            row = number + 1
        elif tokens[number].type == "tr_close":
            cells = [tokens[at : at + _CELL] for at in range(row, number, _CELL)]
            tokens[row:number] = [token for cell in reversed(cells) for token in cell]
        elif tokens[number].type == "table_close":
            return


_CELL = 3
"""So many parts has a cell: what opens it, what is in it, what closes it."""


def _mark_task(tokens: Sequence[Token], number: int) -> None:
    """Put a box that can be read before an item of a list of tasks."""
    if number + 2 >= len(tokens) or not (children := tokens[number + 2].children):
        return
    if found := _TASK.match(children[0].content):
        box = "\u2610" if found[1] == " " else "\u2611"
        children[0].content = box + children[0].content[found.end() :]
