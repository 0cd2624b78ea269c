"""The one judge of a title: what a user may type, and what is made of it.

The web UI cuts titles at 80 code points and strips them (STORE_FORMAT 6.4); it keeps newlines and
control characters, which its own page then shows badly, and it empties a session file when a lone
surrogate reaches it (STORE_FORMAT 0.7). So these never leave this program.
"""

from __future__ import annotations

import unicodedata

MAX_TITLE = 80
"""Longest title the web UI keeps, in Unicode code points (not UTF-16 units)."""

UNTITLED = "Untitled"
"""What the web UI calls a session that has no title."""

_NEWLINES = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\t", " "))
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\ufffd"


def clean_title(text: str) -> str:
    """Return `text` as it would be stored: one line, trimmed, at most `MAX_TITLE` code points.

    Newlines and tabs become spaces; control characters and bidirectional overrides are dropped;
    a lone surrogate becomes U+FFFD. An empty result means "no title was given": callers then
    write nothing.
    """
    line = text.translate(_NEWLINES)
    kept = "".join(_REPLACEMENT if _is_surrogate(c) else c for c in line if _is_wanted(c))
    return kept.strip()[:MAX_TITLE].rstrip()


def shown_title(value: object) -> str:
    """Return the title to show for whatever stands in a file (DESIGN 3, *Bad values*).

    Null or missing is `Untitled`, a number its text, a lone surrogate U+FFFD. A title that is
    longer than `MAX_TITLE` stays as long as it is.
    """
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return UNTITLED


def without_surrogates(text: str) -> str:
    """Return `text` with each lone surrogate replaced by U+FFFD, so that UTF-8 can carry it."""
    if text.isascii():
        return text
    try:
        text.encode()  # a tenth of the time of what follows, which is hardly ever needed
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _is_wanted(character: str) -> bool:
    return character not in _BIDI_OVERRIDES and unicodedata.category(character) != "Cc"
