"""The index row that a session file gives, spelt as the web UI's server spells it.

Two generations of rows exist (STORE_FORMAT 4.1): 17 fields up to v0.50.206, some 55 after. A row
of either is derived here from the bytes of one session file. `NaN`, odd types and other damage
take the slow path by Python's `json`; the usual file never leaves C code.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Annotated, Any, NamedTuple, TypeGuard

import msgspec

from core.disk.members import FAST_PATH_REFUSED, literal_of
from core.disk.parsing import check_utf8, parse_object, parse_session
from core.titles import UNTITLED, shown_title
from core.values import MOST_MESSAGES, SessionRow

OLD_FIELDS = (
    "session_id",
    "title",
    "workspace",
    "model",
    "message_count",
    "created_at",
    "updated_at",
    "pinned",
    "archived",
    "project_id",
    "profile",
    "input_tokens",
    "output_tokens",
    "estimated_cost",
    "personality",
    "compression_anchor_visible_idx",
    "compression_anchor_message_key",
)
_DEFAULTS: dict[str, Any] = {
    "pinned": False,
    "archived": False,
    "input_tokens": 0,
    "output_tokens": 0,
    "workspace": "",
}
_INTEGERS = ("input_tokens", "output_tokens")
_BOOLEANS = ("pinned", "archived")
_TEXT_OR_NULL = ("model", "project_id", "profile", "personality")


class DerivedRow(NamedTuple):
    """A row as it would stand in the index, and the same as values."""

    literal: bytes
    row: SessionRow


_NULL = msgspec.Raw(b"null")
Count = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
"""A number that is written as it was read; any other takes the slow path."""


class _Message(msgspec.Struct, gc=False):
    """A message: only counted."""


class _Head(msgspec.Struct, gc=False):
    """The literals that a row of the old generation needs, in the order of its fields."""

    session_id: msgspec.Raw
    title: msgspec.Raw
    workspace: msgspec.Raw
    model: msgspec.Raw
    messages: list[_Message]
    created_at: msgspec.Raw
    updated_at: msgspec.Raw
    pinned: msgspec.Raw
    archived: msgspec.Raw
    project_id: msgspec.Raw = _NULL
    profile: msgspec.Raw = _NULL
    input_tokens: Count = 0
    output_tokens: Count = 0
    estimated_cost: msgspec.Raw = _NULL
    personality: msgspec.Raw = _NULL
    compression_anchor_visible_idx: msgspec.Raw = _NULL
    compression_anchor_message_key: msgspec.Raw = _NULL


_decode_head = msgspec.json.Decoder(_Head).decode
decode_row = msgspec.json.Decoder(SessionRow).decode
"""Decodes a row literal strictly: values of a wrong type raise `msgspec.DecodeError`."""

_COUNTS = {"message_count", "user_message_count", *_INTEGERS}


def row_template(fields: Iterable[str]) -> bytes:
    """Return the `%`-template of a row; its counts are numbers, all else literals."""
    lines = (
        b'    "%s": %s' % (name.encode(), b"%d" if name in _COUNTS else b"%b") for name in fields
    )
    return b"{\n" + b",\n".join(lines) + b"\n  }"


_TEMPLATE = row_template(OLD_FIELDS)


def derive(data: bytes, stem: str, mtime: float) -> DerivedRow:
    """Return the old-generation row of the session file `data` that is named `stem`.json.

    `mtime` (seconds since 1970) stands in for times that are no finite numbers. Raises
    `NotThisSession` for another or no id inside, `ValueError` with the reason as its text for a
    file that is no session, and `RecursionError` for one nested too deeply.
    """
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
    if head.compression_anchor_message_key != _NULL:
        return None  # an object, which has to be indented anew
    if head.personality != _NULL and not is_text_or_null(head.personality):
        return None
    fields = msgspec.structs.astuple(head)
    literal = _TEMPLATE % (*fields[:4], len(head.messages), *fields[5:])
    row = decode_row(literal)  # which checks the types, too
    if row.workspace is None or may_hide_surrogate(literal):
        return None
    return DerivedRow(literal, row)


def is_text_or_null(raw: msgspec.Raw) -> bool:
    """Tell whether a literal is a string or null."""
    return raw == _NULL or bytes(raw).startswith(b'"')


def may_hide_surrogate(literal: bytes) -> bool:
    """Tell whether `literal` has an escape that may be a lone surrogate's: the index takes none."""
    return b"\\" in literal and b"\\u" in literal  # a byte is found ten times faster than two


def _derive_slowly(data: bytes, stem: str, mtime: float) -> DerivedRow:
    fields = parse_session(data, stem)
    literal = row_literal(old_row_of(fields, mtime))
    return DerivedRow(literal, row_of_literal(literal))


def old_row_of(fields: dict[str, Any], mtime: float) -> dict[str, Any]:
    """Return the old-generation row of a session given as decoded top-level `fields`.

    Bad values become what DESIGN 3 says; "now" is never used, so that a check of an unchanged
    store stays clean.
    """
    row = {name: fields.get(name, _DEFAULTS.get(name)) for name in OLD_FIELDS}
    messages = fields.get("messages")
    row["title"] = shown_title(fields.get("title", UNTITLED))
    row["message_count"] = len(messages) if isinstance(messages, list) else 0
    row["created_at"], row["updated_at"] = times_of(fields, mtime)
    for name in _BOOLEANS:
        row[name] = bool(row[name])
    for name in _INTEGERS:
        row[name] = row[name] if is_number(row[name]) else 0
    for name in _TEXT_OR_NULL:
        row[name] = row[name] if isinstance(row[name], str) else None
    row["workspace"] = row["workspace"] if isinstance(row["workspace"], str) else ""
    return row


def times_of(fields: dict[str, Any], mtime: float) -> tuple[float, float]:
    """Return `created_at` and `updated_at` in seconds, each replaced where it is no number."""
    created, updated = fields.get("created_at"), fields.get("updated_at")
    fallback: float = next((v for v in (updated, created) if is_number(v)), mtime)
    created_or = fallback if not is_number(created) else created
    return created_or, updated if is_number(updated) else created_or


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether `value` is a finite number (not a boolean)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def row_literal(row: dict[str, Any]) -> bytes:
    """Return `row` as it stands in the index file: indented, UTF-8, no lone surrogates."""
    return literal_of(without_surrogates_in(row), indent=2, level=1)


def without_surrogates_in(value: Any) -> Any:
    """Return decoded JSON with each lone surrogate in it as U+FFFD."""
    if isinstance(value, str):
        return shown_title(value)
    if isinstance(value, list):
        return [without_surrogates_in(item) for item in value]
    if isinstance(value, dict):
        return {shown_title(k): without_surrogates_in(v) for k, v in value.items()}
    return value


def row_of_literal(literal: bytes) -> SessionRow:
    """Return the row in `literal`, one object of the index, as values.

    Odd values become what DESIGN 3 says; raises `ValueError` if it is no object with an id.
    """
    try:
        return decode_row(literal)  # takes no NaN and no infinity
    except FAST_PATH_REFUSED:
        return row_of_fields(parse_object(literal))


def row_of_fields(fields: dict[str, Any], mtime: float = 0.0) -> SessionRow:
    """Return decoded row `fields` as a `SessionRow`, with odd values put right."""
    if not isinstance(fields.get("session_id"), str):
        raise ValueError("a row has no session_id")
    row = old_row_of(fields, mtime)
    return SessionRow(
        session_id=fields["session_id"],
        title=row["title"],
        updated_at=float(row["updated_at"]),
        created_at=float(row["created_at"]),
        message_count=_count_of(fields.get("message_count")),
        pinned=row["pinned"],
        archived=row["archived"],
        model=row["model"],
        workspace=row["workspace"],
        project_id=row["project_id"],
        profile=row["profile"],
        snapshot=bool(fields.get("pre_compression_snapshot")),
    )


def _count_of(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return value if 0 <= value <= MOST_MESSAGES else 0


Derive = Callable[[bytes, str, float], DerivedRow]
"""How a row is made from `(data, stem, mtime)`: `derive`, or its twin for the new generation."""
