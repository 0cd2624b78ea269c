"""What tools are asked, laid out so that it can be read."""

from __future__ import annotations

import json

import msgspec

LONGEST = 100_000
"""Longer arguments stay as they are."""


def pretty(arguments: str) -> str:
    """Return the JSON that a tool was called with in lines; as it is if it is none."""
    if len(arguments) > LONGEST:
        return arguments
    try:
        if "\\u" not in arguments:  # else there are letters to be shown as such
            return msgspec.json.format(arguments, indent=2)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        value = json.loads(arguments)
        return json.dumps(value, ensure_ascii=False, indent=2).encode().decode()
    except (ValueError, RecursionError):
        return arguments
