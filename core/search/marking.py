"""Marking words in a text as it stands: what was found in the folded text, in its own places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from core.search.answers import Mark
from core.search.folding import folded, folded_run
from core.search.needles import Needle

LONGEST = 200
"""So many code points a passage has at most."""

_BEFORE = 50
_AROUND = 1_000
_RUN = re.compile(r"[^\x00-\x7f]+")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_MORE = "…"


class FoldedText:
    """A folded text that knows where its letters stood before."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._origins = [0]
        if text.isascii():
            self.text = text.lower()
            return
        parts: list[str] = []
        at = length = 0
        for run in _RUN.finditer(text):
            parts.append(text[at : run.start()])
            length += run.start() - at
            for origin, part in _letters(run[0], run.start()):
                self._starts.append(length)
                self._origins.append(origin)
                parts.append(part)
                length += len(part)
            at = run.end()
            self._starts.append(length)
            self._origins.append(at)
        parts.append(text[at:])
        self.text = "".join(parts).lower()

    def origin(self, at: int) -> int:
        """Return where the letter at `at` stood."""
        place = bisect_right(self._starts, at) - 1
        origin = self._origins[place] + at - self._starts[place]
        if place + 1 == len(self._origins):
            return origin
        # Of a letter that became several, each stood where that letter stands.
        return min(origin, max(self._origins[place], self._origins[place + 1] - 1))


def _letters(run: str, start: int) -> Iterable[tuple[int, str]]:
    """Return each letter of a run folded, where that gives the same as folding it as a whole."""
    whole = folded_run(run)
    if len(whole) == len(run):
        return ((start, whole),)
    parts = [folded_run(letter) for letter in run]
    if "".join(parts) != whole:
        return ((start, whole),)
    return [(start + at, part) for at, part in enumerate(parts)]


def marks_in(text: str, needles: Iterable[Needle]) -> tuple[Mark, ...]:
    """Return where the needles stand in `text`, in order and without overlaps."""
    inner = FoldedText(text)
    spans: list[tuple[int, int]] = []
    for needle in needles:
        if needle.pieces[0] not in inner.text:
            continue
        spans += (
            (inner.origin(match.start()), _with_marks(text, inner.origin(match.end() - 1) + 1))
            for match in needle.pattern.finditer(inner.text)
        )
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(Mark(start, stop) for start, stop in merged)


def _with_marks(text: str, stop: int) -> int:
    """Return `stop` behind the diacritics that stand there by themselves."""
    while stop < len(text) and not text[stop].isascii() and not folded_run(text[stop]):
        stop += 1
    return stop


def line_around(text: str, needles: Sequence[Needle]) -> str | None:
    """Return the line to show of a text: where the needles first stand; None if they do not."""
    start = _place_of(text, needles)
    if start is None:
        return None
    first = max(0, start - _AROUND)
    before = _BLANKS.sub(" ", text[first:start]).lstrip()
    if first or len(before) > _BEFORE:
        begin = before[-_BEFORE:]
        before = _MORE + begin[begin.find(" ") + 1 if " " in begin[:20] else 0 :]
    behind = _BLANKS.sub(" ", text[start : start + _AROUND]).rstrip()
    line = before + behind
    if len(line) > LONGEST or len(text) > start + _AROUND:
        return line[: LONGEST - 1] + _MORE
    return line


def _place_of(text: str, needles: Sequence[Needle]) -> int | None:
    """Return where the longest of the needles that are in the text stands first."""
    plain = folded(text)
    for needle in sorted(needles, key=lambda one: -one.letters):
        found = needle.pattern.search(plain) if needle.pieces[0] in plain else None
        if found is not None:
            if len(plain) == len(text) and text.isascii():
                return found.start()
            return FoldedText(text).origin(found.start())
    return None
