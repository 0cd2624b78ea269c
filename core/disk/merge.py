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

DECIDED_BY_FILE = (
    *OLD_FIELDS[1:],
    *("model_provider", "last_message_at", "cache_read_tokens", "cache_write_tokens"),
    *("pre_compression_snapshot", "manual_title", "created_workspace", "user_message_count"),
    *("is_cli_session", "source_tag", "raw_source", "session_source", "source_label"),
    *("read_only", "parent_session_id"),
)
_ALWAYS_THERE = frozenset(OLD_FIELDS)
_MISSING = b""


class Difference(NamedTuple):
    """One field of a row that does not say what the file says; None stands for a missing one."""

    field: str
    old: bytes
    new: bytes

    @property
    def old_value(self) -> Any:
        """What the row says, decoded."""
        return json.loads(self.old) if self.old else None

    @property
    def new_value(self) -> Any:
        """What the file says, decoded."""
        return json.loads(self.new)


def differences(row: bytes, derived: bytes) -> list[Difference]:
    """Return where the index row `row` differs from the row its file gives.

    Both are row literals. Another spelling of the same value is no difference, and a field of
    the new generation counts only where the row has it.
    """
    if row == derived:
        return []
    old, new = spans(row), spans(derived)
    found = []
    for name in DECIDED_BY_FILE:
        if name not in new or (name not in old and name not in _ALWAYS_THERE):
            continue
        before = row[slice(*old[name])] if name in old else _MISSING
        after = derived[slice(*new[name])]
        if before != after and (not before or json.loads(before) != json.loads(after)):
            found.append(Difference(name, before, after))
    return found


def merge(row: bytes, derived: bytes) -> bytes:
    """Return the index row `row` with what its file decides taken from `derived`.

    Every other byte of it stays, fields nobody knows included.
    """
    changes = differences(row, derived)
    replaced = {change.field: change.new for change in changes if change.old}
    added = {change.field: change.new for change in changes if not change.old}
    merged = b"".join(splice(row, replaced)) if replaced else row
    return insert(merged, added) if added else merged
