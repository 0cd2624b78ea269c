"""The index row of the new generation (v0.50.207 and later), derived from a session file.

Fields, order and the computed ones are those of STORE_FORMAT 4.1, as v0.52.262 wrote them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import msgspec
from msgspec.structs import astuple

from core.disk.members import FAST_PATH_REFUSED
from core.disk.parsing import check_utf8, parse_session
from core.disk.rows import (
    Count,
    DerivedRow,
    decode_row,
    is_number,
    is_text_or_null,
    may_hide_surrogate,
    old_row_of,
    row_literal,
    row_of_literal,
    row_template,
)

_NULL, _ZERO = msgspec.Raw(b"null"), msgspec.Raw(b"0")
_FALSE, _OBJECT, _LIST = msgspec.Raw(b"false"), msgspec.Raw(b"{}"), msgspec.Raw(b"[]")
Raw = msgspec.Raw


class _Message(msgspec.Struct, gc=False):
    role: str | None = None
    content: Raw = _NULL
    timestamp: float | None = None
    ts: float | None = msgspec.field(default=None, name="_ts")


class _Head(msgspec.Struct, gc=False):
    """The literals of a row in its own order; the computed fields are filled in later."""

    session_id: Raw
    title: Raw
    workspace: Raw
    model: Raw
    created_at: Raw
    updated_at: Raw
    pinned: Raw
    archived: Raw
    messages: list[_Message]
    model_provider: Raw = _NULL
    project_id: Raw = _NULL
    profile: Raw = _NULL
    input_tokens: Count = 0
    output_tokens: Count = 0
    estimated_cost: Raw = _NULL
    cache_read_tokens: Raw = _ZERO
    cache_write_tokens: Raw = _ZERO
    personality: Raw = _NULL
    compression_anchor_visible_idx: Raw = _NULL
    compression_anchor_message_key: Raw = _NULL
    compression_anchor_summary: Raw = _NULL
    pre_compression_snapshot: Raw = _FALSE
    context_engine: Raw = _NULL
    compression_anchor_engine: Raw = _NULL
    compression_anchor_mode: Raw = _NULL
    compression_anchor_details: Raw = _OBJECT
    context_engine_state: Raw = _OBJECT
    context_length: Raw = _NULL
    threshold_tokens: Raw = _NULL
    last_prompt_tokens: Raw = _NULL
    post_compression_context_tokens_estimate: Raw = _NULL
    compression_recovery: Raw = _OBJECT
    recommended_recovery_action: Raw = _NULL
    gateway_routing: Raw = _NULL
    gateway_routing_history: Raw = _LIST
    manual_title: Raw = _FALSE
    created_workspace: Raw = _NULL
    active_stream_id: Raw = _NULL
    pending_user_message: Raw = _NULL
    pending_started_at: Raw = _NULL
    is_cli_session: Raw = _FALSE
    source_tag: Raw = _NULL
    raw_source: Raw = _NULL
    session_source: Raw = _NULL
    source_label: Raw = _NULL
    read_only: Raw = _FALSE
    enabled_toolsets: Raw = _NULL
    composer_draft: Raw = _OBJECT
    process_wakeup_pause: Raw = _OBJECT
    share_token: Raw = _NULL
    share_created_at: Raw = _NULL
    parent_session_id: Raw = _NULL
    compression_recovery_source_session_id: Raw = _NULL
    compression_recovery_action: Raw = _NULL
    worktree_path: Raw = _NULL
    worktree_branch: Raw = _NULL
    worktree_repo_root: Raw = _NULL
    worktree_created_at: Raw = _NULL


NEW_FIELDS = (
    *("session_id", "title", "workspace", "model", "model_provider", "message_count"),
    *("created_at", "updated_at", "last_message_at", "pinned", "archived", "project_id"),
    *("profile", "input_tokens", "output_tokens", "estimated_cost", "cache_read_tokens"),
    *("cache_write_tokens", "cache_hit_percent", "personality"),
    *("compression_anchor_visible_idx", "compression_anchor_message_key"),
    *("compression_anchor_summary", "pre_compression_snapshot", "context_engine"),
    *("compression_anchor_engine", "compression_anchor_mode", "compression_anchor_details"),
    *("context_engine_state", "context_length", "threshold_tokens", "last_prompt_tokens"),
    *("post_compression_context_tokens_estimate", "compression_recovery"),
    *("recommended_recovery_action", "gateway_routing", "gateway_routing_history"),
    *("manual_title", "created_workspace", "user_message_count", "active_stream_id"),
    *("pending_user_message", "has_pending_user_message", "is_cli_session", "source_tag"),
    *("raw_source", "session_source", "source_label", "read_only", "enabled_toolsets"),
    *("composer_draft", "process_wakeup_pause", "share_token", "share_created_at"),
    "is_streaming",
)
ONLY_WHEN_SET = (
    *("parent_session_id", "compression_recovery_source_session_id"),
    *("compression_recovery_action", "worktree_path", "worktree_branch"),
    *("worktree_repo_root", "worktree_created_at"),
)
_COMPUTED = (
    *("message_count", "last_message_at", "cache_hit_percent", "user_message_count"),
    *("has_pending_user_message", "is_streaming"),
)
_decode_head = msgspec.json.Decoder(_Head).decode
_TEMPLATE = row_template(NEW_FIELDS)
_only_when_set = attrgetter(*ONLY_WHEN_SET)
_NEVER_SET = (_NULL,) * len(ONLY_WHEN_SET)
_LINES = _TEMPLATE.count(b"\n")
_VALUES = (*_Head.__struct_fields__, *_COMPUTED)
_in_row_order = itemgetter(*(_VALUES.index(name) for name in NEW_FIELDS))
_NO_TEXT = Raw(b'""')
_DEFAULTS = {
    name: default if isinstance(default, int) else json.loads(bytes(default))
    for name, default in zip(
        _Head.__struct_fields__[-len(_Head.__struct_defaults__) :],
        _Head.__struct_defaults__,
        strict=True,
    )
}


def derive_new(data: bytes, stem: str, mtime: float) -> DerivedRow:
    """Return the new-generation row of a session file; see `core.disk.rows.derive`."""
    try:
        derived = _derive_fast(data)
    except (*FAST_PATH_REFUSED, ValueError):
        derived = None
    if derived is None or derived.row.session_id != stem:
        return _derive_slowly(data, stem, mtime)
    return derived


def _derive_fast(data: bytes) -> DerivedRow | None:
    check_utf8(data)
    head = _decode_head(data)
    if _only_when_set(head) != _NEVER_SET or not _is_plain(head):
        return None
    pending = head.pending_user_message not in (_NULL, _NO_TEXT)
    last = head.pending_started_at if pending else _last_time(head.messages) or head.updated_at
    computed = (  # in the order of _COMPUTED
        max(len(head.messages), int(pending)),
        last,
        b"null",
        [message.role for message in head.messages].count("user"),
        b"true" if pending else b"false",
        b"false",
    )
    literal = _TEMPLATE % _in_row_order((*astuple(head), *computed))
    if literal.count(b"\n") != _LINES:
        return None  # a nested value, which has to be indented anew
    row = decode_row(literal)  # which checks the types of the fields that are shown
    if row.workspace is None or may_hide_surrogate(literal):
        return None
    return DerivedRow(literal, row)


def _is_plain(head: _Head) -> bool:
    """Tell whether those values have the right type that no later step looks at."""
    if not is_text_or_null(head.personality) or not is_text_or_null(head.pending_user_message):
        return False
    started = head.pending_started_at
    return head.pending_user_message == _NULL or is_number(json.loads(bytes(started)))


def _last_time(messages: Sequence[_Message]) -> bytes | None:
    for message in reversed(messages):
        if message.role == "tool" or _is_empty(message.content):
            continue
        stamp = message.timestamp if message.timestamp is not None else message.ts
        return None if stamp is None else repr(stamp).encode()  # as json spells a float
    return None


def _is_empty(content: Raw) -> bool:
    """Tell whether the literal of a message's content is null, `""` or `[]`."""
    if content in (_NULL, _NO_TEXT):
        return True
    text = bytes(content)
    return text.startswith(b"[") and not text[1:-1].strip()


def _derive_slowly(data: bytes, stem: str, mtime: float) -> DerivedRow:
    fields = parse_session(data, stem)
    row = new_row_of(fields, mtime)
    literal = row_literal(row)
    return DerivedRow(literal, row_of_literal(literal))


def new_row_of(fields: dict[str, Any], mtime: float) -> dict[str, Any]:
    """Return the new-generation row of a session given as decoded top-level `fields`."""
    old = old_row_of(fields, mtime)
    found = fields.get("messages")
    messages = [m for m in found if isinstance(m, dict)] if isinstance(found, list) else []
    pending = bool(fields.get("pending_user_message"))
    started = fields.get("pending_started_at")
    computed = {
        "message_count": max(old["message_count"], int(pending)),
        "last_message_at": started
        if pending and is_number(started)
        else _last_time_of(messages, old["updated_at"]),
        "cache_hit_percent": None,
        "user_message_count": sum(message.get("role") == "user" for message in messages),
        "has_pending_user_message": pending,
        "is_streaming": False,
    }
    row: dict[str, Any] = {}
    for name in NEW_FIELDS:
        known = computed if name in computed else old if name in old else fields
        row[name] = known.get(name, _DEFAULTS.get(name))
    row |= {name: fields[name] for name in ONLY_WHEN_SET if fields.get(name) is not None}
    return row


def _last_time_of(messages: Iterable[dict[str, Any]], otherwise: float) -> float:
    for message in reversed(list(messages)):
        if message.get("role") == "tool" or message.get("content") in (None, "", []):
            continue
        stamp = message.get("timestamp")
        stamp = message.get("_ts") if stamp is None else stamp
        return float(stamp) if is_number(stamp) else otherwise
    return otherwise
