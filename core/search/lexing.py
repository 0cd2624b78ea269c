"""Cutting the text of a query into items, each with its place; never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

QUOTES = '"“”„‟«»'
_KEY = re.compile(r"([^\W\d_]{1,20}):(?=\S)", re.UNICODE)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What stands between items; the marks that turn right-to-left text around are none of it."""


class Item(NamedTuple):
    """One piece of a query, from `start` to `stop`.

    `key` is what stands before its colon, in small letters; `text` what is left without quotation
    marks.
    """

    start: int
    stop: int
    text: str
    value_start: int = 0
    key: str = ""
    is_negated: bool = False
    is_quoted: bool = False
    is_open: bool = False
    """True if its quotation mark has no other one."""
    has_star: bool = False


def items_in(text: str) -> Iterator[Item]:
    """Cut `text` into items."""
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            continue
        item = _item_at(text, at)
        yield item
        at = item.stop


def _item_at(text: str, start: int) -> Item:
    at = start
    # Two dashes are an option of a command that somebody looks for.
    is_negated = text[at] in "-\u2212" and text[at + 1 : at + 2] not in ("", "-", " ")
    if is_negated:
        at += 1
    key = _KEY.match(text, at)
    value_start = key.end() if key else at
    if text[value_start : value_start + 1] in QUOTES and value_start < len(text):
        return _quoted(text, start, value_start, key[1].lower() if key else "", is_negated)
    found = _BLANK.search(text, value_start)
    stop = found.start() if found else len(text)
    value = text[value_start:stop]
    has_star = len(value) > 1 and value.endswith("*")
    return Item(
        start,
        stop,
        value,
        value_start,
        key[1].lower() if key else "",
        is_negated,
        has_star=has_star,
    )


def _quoted(text: str, start: int, quote: int, key: str, is_negated: bool) -> Item:
    ends = [at for mark in QUOTES if (at := text.find(mark, quote + 1)) >= 0]
    is_open = not ends
    end = len(text) if is_open else min(ends)
    stop = end if is_open else end + 1
    has_star = text[stop : stop + 1] == "*"
    return Item(
        start,
        stop + has_star,
        text[quote + 1 : end],
        quote + 1,
        key,
        is_negated,
        is_quoted=True,
        is_open=is_open,
        has_star=has_star,
    )
