"""The words around what was said are those that were given, in every format."""

from __future__ import annotations

from typing import Any

import msgspec

from core.transcript.export import exported
from core.transcript.words import ENGLISH, Words
from tests.core.transcript.conftest import Open

NUMBERED = ("some_tokens_in", "some_tokens_out", "some_bytes", "some_seconds")
NOT_WORDS = ("thousands", "point", "notes")
STRANGE = Words(
    **{
        name: f"strange{n}end" + (" {number}" if name in NUMBERED else "")
        for n, name in enumerate(Words.__struct_fields__)
        if name not in NOT_WORDS
    },  # type: ignore[arg-type]
    thousands="'",
    point=";",
)


def everything(opened: Open) -> Any:
    """A conversation that needs every word."""
    call = {"id": "a", "function": {"name": "", "arguments": "{}"}}
    media = {"type": "image_url", "image_url": {"url": ""}}
    usage = {"input_tokens": 12345, "output_tokens": 6, "estimated_cost": 0.5}
    messages = [
        {"role": "user", "content": ["hello", media], "timestamp": 1_777_000_000},
        {"role": "user", "content": "", "attachments": [{"size": 7}, {"name": "n"}, {}]},
        {"role": "assistant", "content": "x", "reasoning": "y", "tool_calls": [call],
         "_turnUsage": usage, "_turnDuration": 1.5},
        {"role": "tool", "tool_call_id": "a", "content": "z", "is_error": True},
        {"role": "tool", "tool_call_id": "b", "content": "alone"},
        {"role": "system", "content": "rules"},
        {"role": "user", "content": "[CONTEXT COMPACTION] before"},
        {"role": "", "content": "who"},
        {"role": "assistant", "content": "e", "_error": True, "_partial": True,
         "provider_details": "d"},
    ]  # fmt: skip
    summary = {"tid": "c", "name": "n", "snippet": "s", "assistant_msg_idx": 2}
    return opened(*messages, tool_calls=[summary], **usage)


def text(transcript: Any, format_: Any, words: Words) -> str:
    return b"".join(exported(transcript, format_, words=words)).decode()


def test_every_word_is_used_and_none_beside_them(opened: Open) -> None:
    transcript = everything(opened)
    pages = [text(transcript, format_, STRANGE) for format_ in ("markdown", "html")]
    words = [name for name in STRANGE.__struct_fields__ if name not in NOT_WORDS]
    assert [n for n in words if getattr(STRANGE, n).split()[0] not in "".join(pages)] == []
    said = pages[0] + pages[1].partition("<body>")[2]
    ours = [getattr(ENGLISH, name).replace("{number}", "").strip() for name in words]
    assert [word for word in ours if len(word) > 5 and f" {word}" in said] == []


def test_numbers_are_written_as_where_the_words_are_spoken(opened: Open) -> None:
    written = text(everything(opened), "markdown", STRANGE)
    assert "12'345" in written
    assert "$0;5000" in written


def test_a_note_is_told_in_other_words(from_bytes: Any) -> None:
    notes = {
        "Not everything can be read: {why}. What is whole is shown.": "Nicht alles: {why}.",
        "it is cut off at byte {number}": "abgeschnitten bei {number}",
    }
    transcript = from_bytes(b'{"title": "T", "messages": [{"role": "user", "content": "a"}, {"ro')
    written = text(transcript, "markdown", Words(notes=notes))
    assert "> Nicht alles: abgeschnitten bei 66." in written


def test_the_words_cross_a_pipe() -> None:
    encoded = msgspec.msgpack.encode(STRANGE)
    assert msgspec.msgpack.decode(encoded, type=Words) == STRANGE
