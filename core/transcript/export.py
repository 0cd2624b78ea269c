"""One conversation as a file of its own: Markdown, HTML, or the JSON it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Literal

from core.transcript.file_names import ENDINGS, Format, safe_file_name
from core.transcript.masking import masked, masked_json_pieces
from core.transcript.transcript import Transcript
from core.transcript.values import Head, Message
from core.transcript.words import ENGLISH, Words

Clean = Callable[[str], str]
"""Takes out of a text what is not to be given away."""


def exported(
    transcript: Transcript, format_: Format, *, mask: bool = False, words: Words = ENGLISH
) -> Iterator[bytes]:
    """Make the file piece by piece, with `words` around what was said.

    JSON is the session file byte for byte, whole or not. With `mask` what looks like a secret is
    replaced in all three (see `core.transcript.masking` for what cannot be known).
    """
    if format_ == "json":
        return _json(transcript.data) if mask else iter([transcript.data])
    return exported_together([transcript], format_, mask=mask, words=words)


def exported_together(
    transcripts: Iterable[Transcript],
    format_: Literal["markdown", "html"],
    *,
    mask: bool = False,
    words: Words = ENGLISH,
) -> Iterator[bytes]:
    """Make one text of several conversations, piece by piece; each is asked for in its turn."""
    clean = masked if mask else str
    if format_ == "html":
        from core.transcript.html_export import html_of  # late: it brings Markdown along

        return (piece.encode() for piece in html_of(transcripts, clean, words))
    from core.transcript.markdown_export import markdown_of

    return (piece.encode() for piece in markdown_of(transcripts, clean, words))


def export_name(transcript: Transcript, format_: Format, *, mask: bool = False) -> str:
    """Return a name for the exported file that every system can have."""
    title = transcript.head.title
    session_id = transcript.head.session_id
    return safe_file_name(masked(title) if mask else title, session_id, ENDINGS[format_])


def _json(data: bytes) -> Iterator[bytes]:
    text = data.decode("utf-8", "surrogateescape")
    return (piece.encode("utf-8", "surrogateescape") for piece in masked_json_pieces(text))


def moment(seconds: float | None) -> str:
    """Return a time as the clock here shows it; empty if no calendar has it."""
    if seconds is None:
        return ""
    try:
        when = datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, ValueError, OSError):
        return ""
    return when.isoformat(sep=" ", timespec="seconds")


def speaker(message: Message, words: Words) -> str:
    """Return who speaks, as a heading."""
    names = {
        "user": words.user,
        "assistant": words.assistant,
        "tool": words.tool,
        "system": words.system,
    }
    return names.get(message.kind) or message.role or words.nobody


def remarks(message: Message, words: Words) -> list[str]:
    """Return what there is to say about a message beside its heading."""
    usage = message.usage
    told = [
        moment(message.time),
        message.model,
        words.seconds_text(message.seconds),
        _counted(words.some_tokens_in, usage.input_tokens, words),
        _counted(words.some_tokens_out, usage.output_tokens, words),
        _dollars(usage.cost, words),
        words.error if message.is_error else "",
        words.unfinished if message.is_partial else "",
        words.summary if message.is_compaction else "",
    ]
    return [remark for remark in told if remark]


def facts(head: Head, count: int, words: Words) -> list[tuple[str, str]]:
    """Return what there is to say about the whole conversation: names and values."""
    usage = head.usage
    told = [
        (words.session, head.session_id),
        (words.model, head.model),
        (words.workspace, head.workspace),
        (words.created, moment(head.created_at)),
        (words.updated, moment(head.updated_at)),
        (words.messages, words.number(count)),
        (words.tokens_in, words.number(usage.input_tokens) if usage.input_tokens else ""),
        (words.tokens_out, words.number(usage.output_tokens) if usage.output_tokens else ""),
        (words.cost, _dollars(usage.cost or None, words)),
    ]
    return [(name, value) for name, value in told if value]


def _counted(phrase: str, count: int | None, words: Words) -> str:
    return "" if count is None else phrase.format(number=words.number(count))


def _dollars(cost: float | None, words: Words) -> str:
    return "" if cost is None else f"${words.number(cost, 4)}"
