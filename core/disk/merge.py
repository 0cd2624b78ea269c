"""Two rows of one session held against each other: the one in the index, the one its file gives.

What only the index knows stays (PEERS: rebuilds that dropped it are a common complaint); what the
file decides is taken from the file; values that change with every key stroke of a running server
(drafts, stream ids) are nobody's fault and are left alone.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from core.disk.members import insert, spans, splice
from core.disk.rows import OLD_FIELDS
from core.titles import without_surrogates

DECIDED_BY_FILE = (
    *OLD_FIELDS[1:],
    *("model_provider", "last_message_at", "cache_read_tokens", "cache_write_tokens"),
    *("pre_compression_snapshot", "manual_title", "created_workspace", "user_message_count"),
    *("is_cli_session", "source_tag", "raw_source", "session_source", "source_label"),
    *("read_only", "parent_session_id"),
)
_ALWAYS_THERE = frozenset(OLD_FIELDS)
_MISSING = b""
_NOBODY_CAN_SAY = (RecursionError, ValueError)
"""Nested too deeply, or a number of more digits than Python reads."""


class Difference(NamedTuple):
    """One field of a row that does not say what the file says; None stands for a missing one."""

    field: str
    old: bytes
    new: bytes

    @property
    def old_value(self) -> Any:
        """What the row says, decoded, as far as JSON and msgpack can both carry it."""
        return _told(self.old) if self.old else None

    @property
    def new_value(self) -> Any:
        """What the file says, in the same way."""
        return _told(self.new)


def differences(row: bytes, derived: bytes) -> list[Difference]:
    """Return where the index row `row` differs from the row its file gives.

    Both are row literals. Another spelling of the same value is no difference, and a field of
    the new generation counts only where the row has it.
    """
    if row == derived:
        return []
    try:
        old, new = spans(row), spans(derived)
    except RecursionError:  # nobody could say what is in it
        return []
    found = []
    for name in DECIDED_BY_FILE:
        if name not in new or (name not in old and name not in _ALWAYS_THERE):
            continue
        before = row[slice(*old[name])] if name in old else _MISSING
        after = derived[slice(*new[name])]
        if before != after and not (before and _is_same(before, after)):
            found.append(Difference(name, before, after))
    return found


def _is_same(before: bytes, after: bytes) -> bool:
    """Tell whether two literals mean the same."""
    try:
        old, new = json.loads(before), json.loads(after)
    except _NOBODY_CAN_SAY:
        return False
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)


def _told(literal: bytes) -> Any:
    try:
        return _plain(json.loads(literal))
    except _NOBODY_CAN_SAY:
        return "…"


def _plain(value: Any) -> Any:
    """Return decoded JSON with what not everybody can carry made into text."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(key): _plain(item) for key, item in value.items()}
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)
    return without_surrogates(value) if isinstance(value, str) else value


def merge(row: bytes, derived: bytes) -> bytes:
    """Return the index row `row` with what its file decides taken from `derived`.

    Every other byte of it stays, fields nobody knows included.
    """
    changes = differences(row, derived)
    replaced = {change.field: change.new for change in changes if change.old}
    added = {change.field: change.new for change in changes if not change.old}
    merged = b"".join(splice(row, replaced)) if replaced else row
    return insert(merged, added) if added else merged
