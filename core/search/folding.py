"""What makes two spellings the same word, for the catalogue, for queries and for marking alike.

A text is folded first: case, width, ligatures and the diacritics of alphabets go. A word is then a
run of letters, digits and the signs that belong to them; all else stands between words, so that
`foo_bar` and `foo.bar()` are two words each. Scripts that put no space between words have none to
cut at (Han, Kana, Thai, Lao, Khmer, Burmese), or pile endings on them (Hangul): there every two
letters side by side make a word, and the last letter of a run makes one alone. So each letter
begins exactly one word, two letters are found wherever they stand, and a longer piece is a phrase.

Decided: `ß` is `ss`, `İ` and `ı` are `i`, `ø` is `o`, `ł` is `l`, `æ` is `ae`; the marks of Latin,
Greek, Cyrillic, Hebrew and Arabic go, those of Thai and of Indian scripts are letters, and so are
the voicing marks of Kana. Whoever writes in ASCII alone pays nothing for all this.

SQLite's own tokenizers cannot be taught from Python: the catalogue gets the text folded and cut,
and its `ascii` tokenizer only splits it at what is neither an ASCII letter or digit nor beyond.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

_RUN = re.compile(r"[^\x00-\x7f]+")
_SIGNS = re.compile("[\u00a9\u00ae\u2100-\u2101\u2105\u2106\u2116\u2117\u2120-\u2122\u213b]")
"""Signs that would be taken for letters: `Foo™` is the word `foo`, not `footm`."""
_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0100-\U000e01ef]"
)
_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
_BETWEEN = re.compile(
    r"[^\w\u0900-\u0963\u0966-\u0df3\u0e01-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u0f18\u0f19\u0f35"
    r"\u0f37\u0f39\u0f71-\u0f84\u0f90-\u0fbc\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17dd"
    r"\u3099\u309a]+"
)
_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u303b"
    "\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_UNSPACED}]+")
"""Letters of scripts whose words are not told apart by spaces."""

WORD = re.compile(rf"[{_UNSPACED}]+|(?:[0-9a-z]|(?![{_UNSPACED}])[^\x00-\x7f])+")
"""A word, or a run of letters that are cut in twos, in a folded text."""

_SHORT = 24


def folded(text: str) -> str:
    """Return `text` with all spellings of a word made one; what is no word may be anything."""
    return text.lower() if text.isascii() else _RUN.sub(_folded_match, text).lower()


def spelt(text: str) -> str:
    """Return `text` as the catalogue gets it: what its tokenizer splits into our words."""
    if "\0" in text:
        text = text.replace("\0", " ")
    if text.isascii():
        return text  # the tokenizer folds ASCII by itself
    return _RUN.sub(_spelt_match, text)


def folded_run(run: str) -> str:
    """Return a run of letters beyond ASCII folded: words, and blanks between them."""
    run = normalize("NFKD", _SIGNS.sub(" ", run))
    run = _DROPPED.sub("", run).casefold().translate(_ALIKE)
    run = _DROPPED.sub("", normalize("NFKD", run))
    return _BETWEEN.sub(" ", normalize("NFC", run)).lower()


_remembered = lru_cache(20_000)(folded_run)
_remembered_spelling = lru_cache(20_000)(lambda run: _cut(folded_run(run)))


def _folded_match(match: re.Match[str]) -> str:
    run = match[0]
    return _remembered(run) if len(run) <= _SHORT else folded_run(run)


def _spelt_match(match: re.Match[str]) -> str:
    run = match[0]
    return _remembered_spelling(run) if len(run) <= _SHORT else _cut(folded_run(run))


def _cut(run: str) -> str:
    return UNSPACED.sub(_in_twos, run)


def _in_twos(match: re.Match[str]) -> str:
    return f" {' '.join(in_twos(match[0]))} "


def words_of(text: str) -> list[str]:
    """Return the words that the catalogue finds in `text`, in order."""
    words: list[str] = []
    for found in WORD.findall(folded(text)):
        words += in_twos(found) if UNSPACED.match(found) else [found]
    return words


def in_twos(run: str) -> list[str]:
    """Return the words that a run of letters without spaces is cut into."""
    return [*map("".join, pairwise(run)), run[-1]]
