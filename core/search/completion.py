"""What may come next in a query: keys, and the values that a store has for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from core.search.folding import folded
from core.search.lexing import Item, items_in
from core.search.parsing import KEYS, ROLES, STATES, THINGS

MOST = 12
"""So many suggestions are made at most."""

_FIXED: dict[str, Sequence[str]] = {
    "role": tuple(ROLES),
    "is": STATES,
    "has": THINGS,
    "before": ("today", "7d", "2w", "3m", "1y"),
    "after": ("today", "yesterday", "7d", "2w", "3m", "1y"),
    "on": ("today", "yesterday"),
    "messages": (">10", ">50", ">100"),
    "size": (">100kb", ">1mb", ">10mb"),
    "cost": (">0.1", ">1", ">10"),
}


class Suggestions(msgspec.Struct, frozen=True):
    """What may stand in place of the piece of the text from `start` to `stop`, best first."""

    start: int
    stop: int
    texts: tuple[str, ...] = ()


def complete(text: str, cursor: int, values: Mapping[str, Iterable[str]]) -> Suggestions:
    """Return what may stand where the `cursor` is; `values` are those of the store, by key."""
    cursor = max(0, min(cursor, len(text)))
    item = _item_at(text, cursor)
    if item is None:
        return Suggestions(cursor, cursor, tuple(f"{key}:" for key in KEYS[:MOST]))
    if not item.key:
        word = text[item.start + item.is_negated : cursor]
        if item.is_quoted or word.endswith(":"):
            return _of_key(word, item, cursor, values)
        start = item.start + item.is_negated
        fitting = tuple(f"{key}:" for key in KEYS if word and key.startswith(word.lower()))
        return Suggestions(start, item.stop, fitting)
    return _of_values(item.key, item.value_start - item.is_quoted, item, cursor, text, values)


def _item_at(text: str, cursor: int) -> Item | None:
    return next((item for item in items_in(text) if item.start < cursor <= item.stop), None)


def _of_key(word: str, item: Item, cursor: int, values: Mapping[str, Iterable[str]]) -> Suggestions:
    """Suggest values right behind a colon."""
    key = word.removesuffix(":").lower()
    if item.is_quoted or key not in KEYS:
        return Suggestions(cursor, cursor)
    return Suggestions(cursor, cursor, _fitting(key, "", values))


def _of_values(
    key: str,
    start: int,
    item: Item,
    cursor: int,
    text: str,
    values: Mapping[str, Iterable[str]],
) -> Suggestions:
    if not item.is_quoted:  # of several values, the one where the cursor is
        start = max(start, text.rfind(",", start, cursor) + 1)
    typed = text[start:cursor].lstrip('"')
    return Suggestions(start, item.stop, _fitting(key, typed, values))


def _fitting(key: str, typed: str, values: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    known = _FIXED.get(key) or tuple(values.get(key, ()))
    wanted = folded(typed)
    begin = [one for one in known if folded(one).startswith(wanted)]
    inside = [one for one in known if wanted in folded(one) and one not in begin]
    return tuple(_quoted(one) for one in [*begin, *inside][:MOST] if one != typed)


def _quoted(value: str) -> str:
    """Return a value as it has to be typed."""
    is_plain = value and not any(c.isspace() or c in '",*' for c in value)
    return value if is_plain else '"' + value.replace('"', " ") + '"'
