"""One conversation as a file of its own: Markdown, HTML, or the JSON it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from core.transcript.file_names import ENDINGS, Format, safe_file_name
from core.transcript.masking import masked, masked_json
from core.transcript.transcript import Transcript
from core.transcript.values import Head, Message

Clean = Callable[[str], str]
"""Takes out of a text what is not to be given away."""


def exported(transcript: Transcript, format_: Format, *, mask: bool = False) -> Iterator[bytes]:
    """Make the file piece by piece.

    JSON is the session file byte for byte, whole or not. With `mask` what looks like a secret is
    replaced in all three (see `core.transcript.masking` for what cannot be known).
    """
    if format_ == "json":
        return iter([_json(transcript.data) if mask else transcript.data])
    clean = masked if mask else str
    if format_ == "html":
        from core.transcript.html_export import html_of  # late: it brings Markdown along

        return (piece.encode() for piece in html_of(transcript, clean))
    from core.transcript.markdown_export import markdown_of

    return (piece.encode() for piece in markdown_of(transcript, clean))


def export_name(transcript: Transcript, format_: Format, *, mask: bool = False) -> str:
    """Return a name for the exported file that every system can have."""
    title = transcript.head.title
    session_id = transcript.head.session_id
    return safe_file_name(masked(title) if mask else title, session_id, ENDINGS[format_])


def _json(data: bytes) -> bytes:
    return masked_json(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def moment(seconds: float | None) -> str:
    """Return a time as the clock here shows it; empty if no calendar has it."""
    if seconds is None:
        return ""
    try:
        when = datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, ValueError, OSError):
        return ""
    return when.isoformat(sep=" ", timespec="seconds")


def speaker(message: Message) -> str:
    """Return who speaks, as a heading."""
    names = {"user": "User", "assistant": "Assistant", "tool": "Tool", "system": "System"}
    return names.get(message.kind) or message.role or "Unknown"


def remarks(message: Message) -> list[str]:
    """Return what there is to say about a message beside its heading."""
    usage = message.usage
    told = [
        moment(message.time),
        message.model,
        f"{message.seconds:.1f} s" if message.seconds is not None else "",
        f"{usage.input_tokens:,} tokens in" if usage.input_tokens is not None else "",
        f"{usage.output_tokens:,} tokens out" if usage.output_tokens is not None else "",
        f"${usage.cost:.4f}" if usage.cost is not None else "",
        "error" if message.is_error else "",
        "not finished" if message.is_partial else "",
        "summary of older messages" if message.is_compaction else "",
    ]
    return [remark for remark in told if remark]


def facts(head: Head, count: int) -> list[tuple[str, str]]:
    """Return what there is to say about the whole conversation: names and values."""
    usage = head.usage
    told = [
        ("Session", head.session_id),
        ("Model", head.model),
        ("Workspace", head.workspace),
        ("Created", moment(head.created_at)),
        ("Updated", moment(head.updated_at)),
        ("Messages", f"{count:,}"),
        ("Tokens in", f"{usage.input_tokens:,}" if usage.input_tokens else ""),
        ("Tokens out", f"{usage.output_tokens:,}" if usage.output_tokens else ""),
        ("Cost", f"${usage.cost:.4f}" if usage.cost else ""),
    ]
    return [(name, value) for name, value in told if value]


def pretty(arguments: str) -> str:
    """Return the JSON that a tool was called with so that it can be read; else as it is."""
    if len(arguments) > _LONGEST_PRETTY:
        return arguments
    try:
        value = json.loads(arguments)
        return json.dumps(value, ensure_ascii=False, indent=2).encode().decode()
    except (ValueError, RecursionError):
        return arguments


_LONGEST_PRETTY = 100_000
