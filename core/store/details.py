"""What there is to say about one session besides its messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from core.errors import NotFound, StoreError, Unreadable
from core.store.file_edits import read_session_file
from core.store.folder_state import FolderState
from core.store.index_writing import known_row, row_for
from core.store.requests import Details
from core.store.sessions import session_of
from core.titles import without_surrogates
from core.transcript.wrappers import unwrapped
from core.values import SessionRow

PROMPT_LENGTH = 2_000
"""How much of the first prompt is shown, in code points."""

_LONGEST_FIELD = 500
_NOT_SHOWN = frozenset(
    {"messages", "tool_calls", "context_messages", "anchor_activity_scenes", "anchor_scene_index"}
)
_SECRET = re.compile(r"token|secret|password|cookie|share_|api_?key", re.IGNORECASE)
_NO_SECRET = re.compile(r"_tokens|tokens_", re.IGNORECASE)


def details_of(state: FolderState, session_id: str) -> Details:
    """Return what can be told of `session_id`; an unreadable file only has its row.

    Raises `NotFound` if there is neither a file nor a row.
    """
    path = state.path_of(session_id)
    literal = known_row(state, session_id)
    try:
        file = read_session_file(path)
        found = file.fields()
    except StoreError as error:
        row = _row_of_bad_file(state, session_id, literal, error)
        return Details(row, path, {}, "")
    session = session_of(found, file.stamp.mtime_ns / 1e9)
    shown = {key: value for key, value in found.items() if _is_shown(key, value)}
    row = row_for(state, session_id, literal)
    return Details(row, path, shown, first_prompt(session.messages))


def _row_of_bad_file(
    state: FolderState, session_id: str, literal: bytes | None, error: StoreError
) -> SessionRow:
    if literal is not None:
        return row_for(state, session_id, literal)
    if isinstance(error, NotFound):
        raise error
    problem = error.reason if isinstance(error, Unreadable) else str(error)
    return SessionRow(session_id=session_id, title=session_id, problem=problem, listed=False)


def _is_shown(key: str, value: Any) -> bool:
    if key in _NOT_SHOWN or (_SECRET.search(key) and not _NO_SECRET.search(key)):
        return False
    return not isinstance(value, str | list | dict) or _is_short(value)


def _is_short(value: Any) -> bool:
    try:
        return len(str(value)) <= _LONGEST_FIELD
    except RecursionError:
        return False


def first_prompt(messages: Iterable[Any]) -> str:
    """Return the first text of a user, without the server's wrappers (STORE_FORMAT 2.6)."""
    for message in messages:
        if isinstance(message, dict) and message.get("role") == "user":
            text = without_surrogates(text_of(message.get("content")))
            stripped = unwrapped(text).text
            if stripped:
                return stripped[:PROMPT_LENGTH]
    return ""


def text_of(content: Any) -> str:
    """Return the text in the `content` of a message: a string, or a list of parts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = (part if isinstance(part, str) else _part_text(part) for part in content)
    return "\n".join(part for part in parts if part)


def _part_text(part: Any) -> str:
    text = part.get("text") if isinstance(part, dict) else None
    return text if isinstance(text, str) else ""
