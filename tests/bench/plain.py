"""What everybody would write first: the `json` module, whole files, one `exists()` a row.

It keeps to the same rules of the store as we do, so that its answers can be held against ours,
and it is as quick as such code can be: it takes no lock, makes no backup and calls no `fsync`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from core.locations import INDEX_NAME
from tests.bench.layouts import OLD, Generation

Row = dict[str, Any]


def rebuild(folder: Path, generation: Generation) -> None:
    """Read every session file and write the index anew."""
    rows = [_row_of(_read(folder / name), generation) for name in _session_names(folder)]
    _write_index(folder, rows)


def list_sessions(folder: Path, generation: Generation) -> list[Row]:
    """Return the rows to show: ghosts out, lost ones in, pinned first, then newest."""
    rows: list[Row] = _read(folder / INDEX_NAME)
    rows = [row for row in rows if (folder / f"{row['session_id']}.json").exists()]
    known = {row["session_id"] for row in rows}
    lost = [name for name in _session_names(folder) if name.removesuffix(".json") not in known]
    rows += [_row_of(_read(folder / name), generation) for name in lost]
    rows = [row for row in rows if row["title"] != "Untitled" or row["message_count"]]
    rows.sort(key=lambda row: (not row["pinned"], -row["updated_at"]))
    return rows


def rename(folder: Path, session_id: str, title: str) -> None:
    """Write a new title into the file, then bring the index up to date."""
    rename_in_file(folder / f"{session_id}.json", title)
    rows: list[Row] = _read(folder / INDEX_NAME)
    rows = [row for row in rows if (folder / f"{row['session_id']}.json").exists()]
    for row in rows:
        if row["session_id"] == session_id:
            row["title"] = title
    _write_index(folder, rows)


def rename_in_file(path: Path, title: str) -> None:
    """Write a new title into a session file."""
    session = _read(path)
    session["title"] = title
    _write(path, session)


def _session_names(folder: Path) -> list[str]:
    names = os.listdir(folder)  # noqa: PTH208 - a path for each name would be slower
    return [name for name in names if name.endswith(".json") and name[0] != "_"]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, value: Any) -> None:
    temp = path.with_suffix(".tmp")
    temp.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
    temp.replace(path)


def _write_index(folder: Path, rows: list[Row]) -> None:
    rows.sort(key=lambda row: row["updated_at"], reverse=True)
    _write(folder / INDEX_NAME, rows)


def _row_of(session: Row, generation: Generation) -> Row:
    """Return the index row of a session, as the server of that generation makes it."""
    messages = session["messages"]
    counted: Row = {"message_count": len(messages)}
    if generation is not OLD:
        asked = sum(message.get("role") == "user" for message in messages)
        counted |= {"user_message_count": asked, "cache_hit_percent": None, "is_streaming": False}
        counted["last_message_at"] = _last_time(messages, session["updated_at"])
        counted["has_pending_user_message"] = bool(session.get("pending_user_message"))
    return {m.key: counted[m.key] if m.key in counted else session[m.key] for m in generation.row}


def _last_time(messages: list[Row], otherwise: float) -> float:
    for message in reversed(messages):
        if message.get("role") != "tool" and message.get("content"):
            return float(message.get("timestamp") or message.get("_ts") or otherwise)
    return otherwise
