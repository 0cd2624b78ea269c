"""What a terminal is told: lines, and JSON for scripts, both harmless to it."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import msgspec

_ODD = re.compile(r"[^\x20-\x7e\n]")


def json_text(value: Any) -> str:
    """Return `value` as indented JSON; `NaN` becomes null, what a terminal acts on an escape."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except (UnicodeEncodeError, OverflowError):  # lone surrogates, numbers beyond 64 bits
        text = json.dumps(_without_nan(value), ensure_ascii=False, indent=2)
    return _ODD.sub(_escaped, text)


def one_line(text: str) -> str:
    """Return `text` so that it can do no harm to a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _escaped(found: re.Match[str]) -> str:
    """Return a character as it is if it only shows itself, else escaped."""
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]
