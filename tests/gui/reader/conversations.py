"""Conversations for the tests of the reader: messages, and session files that hold them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Said = dict[str, Any]

_SENTENCE = "the index is a cache and the file is the truth whatever the server says of it"
WORDS = _SENTENCE.split()


def text_of(words: int, start: int = 0) -> str:
    """A text of so many words in paragraphs of thirty."""
    chosen = [WORDS[(start + place) % len(WORDS)] for place in range(words)]
    return "\n\n".join(" ".join(chosen[at : at + 30]) for at in range(0, words, 30))


def said(role: str, content: object, **more: object) -> Said:
    """A message as a session file has it."""
    return {"role": role, "content": content, **more}


def talk(count: int, words: int = 40) -> list[Said]:
    """A conversation of prompts and answers of different lengths, each with its number in it."""
    return [
        said(
            "assistant" if number % 2 else "user",
            f"number {number}\n\n{text_of(1 + (number * 37) % (2 * words), number)}",
        )
        for number in range(count)
    ]


def called(number: int, answer: str | None = "done") -> list[Said]:
    """A call of a tool, and its answer if there is one."""
    function = {"name": "terminal", "arguments": json.dumps({"command": f"ls {number}"})}
    call = said("assistant", "", tool_calls=[{"id": f"c{number}", "function": function}])
    answered = said("tool", answer, tool_call_id=f"c{number}")
    return [call] if answer is None else [call, answered]


def as_file(session_id: str, messages: Sequence[object], **fields: object) -> bytes:
    """The bytes of a session file."""
    data = {"session_id": session_id, "title": "A title", "messages": list(messages), **fields}
    return json.dumps(data, ensure_ascii=False).encode()


def write(folder: Path, session_id: str, messages: Sequence[object], **fields: object) -> Path:
    """Put a session file into `folder`, replacing the one that is there as the server does."""
    path, fresh = folder / f"{session_id}.json", folder / f"{session_id}.new"
    fresh.write_bytes(as_file(session_id, messages, **fields))
    return fresh.replace(path)
