"""Names for files that every system can have, made of titles that may hold anything."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from core.system import WINDOWS_DEVICES
from core.titles import without_surrogates

Format = Literal["markdown", "html", "json"]
ENDINGS: dict[Format, str] = {"markdown": ".md", "html": ".html", "json": ".json"}
"""How the names of exported files end."""

LONGEST = 120
"""Longest name without its ending, in bytes: half of what the strictest file system takes."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINER = "\u200d"
"""Holds emoji together; all other characters of its kind turn the direction, or cannot be seen."""


def safe_file_name(title: str, otherwise: str, ending: str) -> str:
    """Return a name for a file about `title`, with `ending`; made of `otherwise` if that is blank.

    Without what some system forbids: separators, control and direction characters, names of
    devices, dots and blanks at either end, more than `LONGEST` bytes.
    """
    stem = _stem(title) or _stem(otherwise) or "conversation"
    if stem.partition(".")[0].strip().lower() in WINDOWS_DEVICES:
        stem = f"_{stem}"
    return stem + ending


def numbered(name: str, number: int) -> str:
    """Return `name` with a number before its ending; the first one goes without."""
    stem, dot, ending = name.rpartition(".")
    return name if number == 1 else f"{stem} ({number}){dot}{ending}"


def _stem(text: str) -> str:
    text = " ".join(_FORBIDDEN.sub(" ", without_surrogates(text)).split())
    kept = unicodedata.normalize("NFC", "".join(c for c in text if _is_wanted(c)))
    kept = kept.lstrip("-. ")  # a dash would make it an option, a dot would hide it
    return kept.encode()[:LONGEST].decode("utf-8", "ignore").rstrip(". \u200d")


def _is_wanted(character: str) -> bool:
    return character == _JOINER or unicodedata.category(character) not in _DROPPED
