"""Values as they stand in a file, decoded when somebody wants them, and told as text."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.titles import without_surrogates

NULL = msgspec.Raw(b"null")


class Unread(NamedTuple):
    """Stands for a value that cannot be decoded: its text, and why."""

    text: str
    why: str


def decoded(value: Any) -> Any:
    """Return what stands in a `Raw` by the rules of Python's `json`, or an `Unread`.

    Anything else has been decoded before, and is returned as it is.
    """
    if not isinstance(value, msgspec.Raw):
        return value
    try:
        return msgspec.json.decode(value)
    except FAST_PATH_REFUSED:
        text = bytes(value).decode("utf-8", "replace")
    try:
        return json.loads(text)
    except RecursionError:
        return Unread(text, "it is nested too deeply")
    except ValueError as error:
        return Unread(text, without_surrogates(str(error)))


def are_equal(one: Any, other: Any) -> bool:
    """Tell whether two values are spelt alike, or were decoded to the same."""
    if isinstance(one, msgspec.Raw) and isinstance(other, msgspec.Raw):
        return bytes(one) == bytes(other)
    return bool(decoded(one) == decoded(other))


def as_text(value: Any) -> str:
    """Return a text as it is, nothing for null, and anything else as JSON to look at."""
    if value is None:
        return ""
    if isinstance(value, str):
        return without_surrogates(value)
    try:
        return without_surrogates(json.dumps(value, ensure_ascii=False, indent=2))
    except (ValueError, RecursionError):  # deeper, or a longer number, than Python writes
        return "\ufffd"


def as_name(value: Any) -> str:
    """Return a text as it is, and nothing for anything else."""
    return without_surrogates(value) if isinstance(value, str) else ""
