"""One thing to look for: how the catalogue is asked for it, and how a text is."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from core.search.folding import UNSPACED, WORD, folded, in_twos

LONGEST = 200
"""So many words of a phrase are looked for; what comes behind them hardly makes a difference."""

_BETWEEN = r"[\x00-/:-@\[-`{-\x7f]"
_LETTER = r"[0-9a-z\x80-\U0010ffff]"


class Needle(msgspec.Struct, frozen=True):
    """A word, or several that stand side by side; of the last one perhaps only the beginning.

    `pieces` are the words, folded; a run of a script without spaces is one piece.
    """

    pieces: tuple[str, ...]
    is_prefix: bool = False

    @property
    def letters(self) -> int:
        """How many letters there are to look for."""
        return sum(map(len, self.pieces))

    @property
    def match(self) -> str:
        """The same as a question to FTS5, whatever was typed: only words, in quotation marks."""
        words: list[str] = []
        is_prefix = self.is_prefix
        for number, piece in enumerate(self.pieces, 1):
            if not UNSPACED.match(piece):
                words.append(piece)
                continue
            is_last, cut = number == len(self.pieces), in_twos(piece)
            # What goes on behind the last letter has no word of that letter alone.
            words += cut[:-1] if is_last and len(piece) > 1 else cut
            if is_last:
                is_prefix = len(piece) == 1
        return f'"{" ".join(words)}"{" *" if is_prefix else ""}'

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the same in a text that `folded` made."""
        return _pattern(self)

    def is_in(self, text: str) -> bool:
        """Tell whether it is in a folded text."""
        return self.pieces[0] in text and self.pattern.search(text) is not None


@lru_cache(500)
def _pattern(needle: Needle) -> re.Pattern[str]:
    parts: list[str] = []
    was_unspaced = True
    for number, piece in enumerate(needle.pieces):
        is_unspaced = UNSPACED.match(piece) is not None
        if number:
            # Where two scripts meet, the words end whether or not something stands between.
            parts.append(f"{_BETWEEN}{'*' if is_unspaced != was_unspaced else '+'}")
        elif not is_unspaced:
            parts.append(f"(?:(?<!{_LETTER})|(?<={UNSPACED.pattern[:-1]}))")
        parts.append(re.escape(piece))
        was_unspaced = is_unspaced
    if not was_unspaced and not needle.is_prefix:
        parts.append(f"(?:(?!{_LETTER})|(?={UNSPACED.pattern[:-1]}))")
    return re.compile("".join(parts))


def is_edge(letter: str) -> bool:
    """Tell whether a word ends beside this letter of a folded text, or there is none."""
    if letter < "\x80":
        return not letter.isalnum()
    return UNSPACED.match(letter) is not None


def needle_of(text: str, *, is_prefix: bool = False) -> Needle | None:
    """Return what to look for when somebody types `text`; None if there is no word in it."""
    pieces = tuple(WORD.findall(folded(text))[:LONGEST])
    return Needle(pieces, is_prefix) if pieces else None
