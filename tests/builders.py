"""Real sessions folders for tests, written by plain code that knows nothing of `core`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

INDEX = "_index.json"
MAY = 1_777_000_000.0
"""A moment in 2026, in seconds since 1970: when the sessions of the tests were made."""

OLD_ROW = (
    *("session_id", "title", "workspace", "model", "message_count", "created_at", "updated_at"),
    *("pinned", "archived", "project_id", "profile", "input_tokens", "output_tokens"),
    *("estimated_cost", "personality", "compression_anchor_visible_idx"),
    "compression_anchor_message_key",
)

Fields = dict[str, Any]


def a_session(session_id: str = "aa11", **fields: Any) -> Fields:
    """The fields of a session file as the old server writes it, with `fields` in it or behind."""
    plain: Fields = {
        "session_id": session_id,
        "title": f"Title of {session_id}",
        "workspace": "/home/ann/code",
        "model": "opus",
        "messages": some_messages(2),
        "tool_calls": [],
        "created_at": MAY,
        "updated_at": MAY + 60.25,
        "pinned": False,
        "archived": False,
        "project_id": None,
        "profile": None,
        "input_tokens": 10,
        "output_tokens": 20,
        "estimated_cost": None,
        "personality": None,
        "active_stream_id": None,
        "pending_user_message": None,
        "pending_attachments": [],
        "pending_started_at": None,
        "compression_anchor_visible_idx": None,
        "compression_anchor_message_key": None,
    }
    return {**plain, **fields}


def a_new_session(session_id: str = "aa11", **fields: Any) -> Fields:
    """The fields of a session file that the new server wrote, as far as a title edit meets them."""
    old = a_session(session_id)
    first = ("session_id", "title", "workspace", "model")
    plain = {name: old[name] for name in first} | {
        "created_at": old["created_at"],
        "updated_at": old["updated_at"],
        "pinned": False,
        "archived": False,
        "manual_title": False,
        "llm_title_generated": True,
        "message_count": 2,
    }
    return {**plain, "messages": old["messages"], "tool_calls": [], **fields}


def some_messages(count: int) -> list[Fields]:
    """`count` messages, of a user and an assistant in turn."""
    roles = ("user", "assistant")
    return [
        {"role": roles[number % 2], "content": f"words {number}", "timestamp": int(MAY) + number}
        for number in range(count)
    ]


def some_sessions(count: int) -> list[Fields]:
    """`count` sessions, each a minute newer than the one before."""
    return [a_session(f"s{number:04d}", updated_at=MAY + 60 * number) for number in range(count)]


def a_row(session: Mapping[str, Any], **fields: Any) -> Fields:
    """The row that the old server writes for `session`, with `fields` in it or behind."""
    row = {name: session.get(name) for name in OLD_ROW}
    return {**row, "message_count": len(session["messages"]), **fields}


def text_of(value: Any) -> bytes:
    """`value` as either server writes it to a file."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def write_session(folder: Path, session: Mapping[str, Any]) -> Path:
    """Write the file of `session` over whatever is there, in place, as the old server does."""
    path = folder / f"{session['session_id']}.json"
    path.write_bytes(text_of(session))
    return path


def write_index(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write an index of `rows`, newest first."""
    path = folder / INDEX
    path.write_bytes(text_of(sorted(rows, key=lambda row: row["updated_at"], reverse=True)))
    return path


def a_folder(path: Path, *sessions: Mapping[str, Any], index: bytes | None = b"") -> Path:
    """A sessions folder with `sessions` at `path`.

    `index` is the text of its index, None for no index; by default it is the right one.
    """
    path.mkdir(parents=True, exist_ok=True)
    for session in sessions:
        write_session(path, session)
    if index == b"":
        write_index(path, map(a_row, sessions))
    elif index is not None:
        (path / INDEX).write_bytes(index)
    return path


def rows_in(folder: Path) -> list[Fields]:
    """The rows of the index as they stand in the file."""
    rows: list[Fields] = json.loads((folder / INDEX).read_bytes())
    return rows


def row_in(folder: Path, session_id: str) -> Fields:
    """The one row of `session_id` in the index."""
    (row,) = (row for row in rows_in(folder) if row["session_id"] == session_id)
    return row


def session_in(folder: Path, session_id: str) -> Fields:
    """The fields in the file of `session_id`."""
    fields: Fields = json.loads((folder / f"{session_id}.json").read_bytes())
    return fields


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path there, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
