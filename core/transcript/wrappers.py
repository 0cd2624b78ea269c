"""What the web UI wraps around the text of a user (STORE_FORMAT 2.6)."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORKSPACE = re.compile(r"\[Workspace(?:::v\d+)?: [^\]\n]*\]\s*")
_ATTACHED = "[Attached files: "
_COMPACTION = re.compile(r"\s*\[[^\]\n]{0,20}context compaction", re.IGNORECASE)


class Unwrapped(NamedTuple):
    """The text as the user typed it, and the names of the files that were attached to it."""

    text: str
    files: tuple[str, ...]


def unwrapped(text: str) -> Unwrapped:
    """Return `text` without the server's prefix and suffix, trimmed."""
    prefix = _WORKSPACE.match(text)
    text = (text[prefix.end() :] if prefix else text).strip()
    at = text.rfind(_ATTACHED) if text.endswith("]") else -1
    names = text[at + len(_ATTACHED) : -1]
    stands_alone = at == 0 or text[max(at - 2, 0) : at] == "\n\n"
    if at < 0 or not stands_alone or ("]" in names and "\n" in names):
        return Unwrapped(text, ())
    files = tuple(name.strip() for name in names.split(",") if name.strip())
    return Unwrapped(text[:at].rstrip(), files)


def is_compaction(text: str) -> bool:
    """Tell whether `text` is the summary of older messages that were taken away."""
    return _COMPACTION.match(text) is not None
