"""Whole sessions: from the bytes of a file, and back without losing a byte that did not change."""

from __future__ import annotations

import json
import time
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from core import system
from core.disk.atomic import Expected, replace
from core.disk.members import insert, literal_of, splice
from core.disk.new_rows import derive_new, new_row_of
from core.disk.reading import Stamp, stamp_of, unreadable
from core.disk.rows import Derive, is_number, old_row_of, row_literal, times_of
from core.errors import Conflict, InvalidId, Refused
from core.store.file_edits import SessionFile, read_session_file
from core.store.folder_state import FolderState
from core.titles import UNTITLED, clean_title, shown_title
from core.values import Session, is_usable_id

_OWN = {"extra", "loaded_from"}
FIELDS = tuple(field.name for field in fields(Session) if field.name not in _OWN)
"""The fields of a session file that we know, in the order in which the old server writes them."""

_TEXTS = {"workspace", "model"}
_LISTS = {"messages", "tool_calls", "pending_attachments"}


class LoadedFrom(NamedTuple):
    """What a loaded session remembers of its file: the state that a save expects to find.

    A stamp that was too young to prove anything is helped by a digest of the bytes.
    """

    stamp: Stamp
    digest: bytes | None = None

    def is_still(self, file: SessionFile) -> bool:
        """Tell whether `file` is what was loaded."""
        known = self.digest is None or self.digest == _digest(file.data)
        return self.stamp == file.stamp and known


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def check_id(session_id: str) -> str:
    """Return `session_id` if a file could be named so; else raise `InvalidId`."""
    if not is_usable_id(session_id) or system.is_device(session_id):
        raise InvalidId(f"“{clean_title(str(session_id))}” cannot be the id of a session.")
    return session_id


def load(path: Path) -> Session:
    """Return the session in the file at `path`; raises `NotFound`, `Unreadable`, `DiskTrouble`."""
    file = read_session_file(path)
    session = session_of(file.fields(), file.stamp.mtime_ns / 1e9)
    digest = _digest(file.data) if file.stamp.is_fresh() else None
    session.loaded_from = LoadedFrom(file.stamp, digest)
    return session


def session_of(found: dict[str, Any], mtime: float) -> Session:
    """Return decoded top-level fields as a session; odd values become what DESIGN 3 says.

    `mtime`, in seconds since 1970, stands in for times that are no numbers.
    """
    known = {name: found[name] for name in FIELDS if name in found}
    known["title"] = shown_title(found.get("title", UNTITLED))
    known["created_at"], known["updated_at"] = times_of(found, mtime)
    for name in known.keys() & _LISTS:
        known[name] = known[name] if isinstance(known[name], list) else []
    for name in known.keys() & _TEXTS:
        known[name] = known[name] if isinstance(known[name], str) else ""
    for name in known.keys() & {"pinned", "archived"}:
        known[name] = bool(known[name])
    for name in known.keys() & {"input_tokens", "output_tokens"}:
        known[name] = known[name] if is_number(known[name]) else 0
    return Session(**known, extra={k: v for k, v in found.items() if k not in FIELDS})


def save(state: FolderState, session: Session, *, touch: bool) -> None:
    """Write `session` to its file; see `SessionStore.save`. The caller holds the folder."""
    path = state.path_of(check_id(session.session_id))
    before = session.updated_at
    if touch:
        session.updated_at = time.time()
    try:
        session.loaded_from = LoadedFrom(_write(path, session))
    except (RecursionError, TypeError) as error:
        session.updated_at = before
        raise _not_for_json(path, error) from error
    except BaseException:
        session.updated_at = before
        raise


def _write(path: Path, session: Session) -> Stamp:
    if session.loaded_from is None and stamp_of(path) is None:
        return _create(path, session)
    return _update(path, session)


def _values_of(session: Session) -> dict[str, Any]:
    """Return the fields with a title that every server can write again."""
    found = {name: getattr(session, name) for name in FIELDS}
    return found | {"title": shown_title(session.title)}


def _written_values(session: Session) -> dict[str, Any]:
    """Return the fields as they are to be written: times are numbers (STORE_FORMAT 0.8)."""
    found = _values_of(session)
    created, updated = times_of(found, time.time())
    return found | {"created_at": created, "updated_at": updated}


def _create(path: Path, session: Session) -> Stamp:
    content = _written_values(session) | {k: v for k, v in session.extra.items() if k not in FIELDS}
    return replace(path, [literal_of(content, indent=2)], Expected(None))


def _update(path: Path, session: Session) -> Stamp:
    file = read_session_file(path)
    expected = session.loaded_from
    if isinstance(expected, LoadedFrom) and not expected.is_still(file):
        raise Conflict(
            f"{path.name} was changed by another program since it was read. ({path})", path=path
        )
    _refuse_to_lose_messages(session, file)
    changed, added = _changes(session, file)
    if not changed and not added:
        return file.stamp
    parts = splice(file.data, changed, file.where)
    if added:
        parts = [insert(b"".join(parts), added)]
    return replace(path, parts, file.expected)


def _refuse_to_lose_messages(session: Session, file: SessionFile) -> None:
    """Refuse to write fewer messages than the file has (#1558: whole histories were lost so)."""
    found = file.literal_of("messages")
    try:
        stored = json.loads(found) if found else []
    except (ValueError, RecursionError) as error:
        raise unreadable(file.path, "its messages hold what Python cannot read") from error
    if isinstance(stored, list) and len(session.messages) < len(stored):
        raise Refused(
            f"{file.path.name} has {len(stored):,} messages, and saving {len(session.messages):,} "
            f"would lose the rest. ({file.path})",
            path=file.path,
        )


def _changes(session: Session, file: SessionFile) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the literals that change in `file`, and those that it does not have yet."""
    stored = session_of(file.fields(), file.stamp.mtime_ns / 1e9)
    changed: dict[str, bytes] = {}
    added: dict[str, bytes] = {}
    for name, value in _written_values(session).items():
        if literal_of(value) != literal_of(getattr(stored, name)):
            wanted = changed if name in file.where else added
            wanted[name] = literal_of(value, indent=2, level=1)
    count = literal_of(len(session.messages))
    if "message_count" in file.where and file.literal_of("message_count") != count:
        changed["message_count"] = count  # the newer server trusts it (STORE_FORMAT 2.3)
    return changed, added


def derived_literal(session: Session, derive: Derive) -> bytes:
    """Return the index row that `session` gives, in the generation that `derive` makes."""
    make = new_row_of if derive is derive_new else old_row_of
    otherwise = session.updated_at if is_number(session.updated_at) else 0.0
    try:
        return row_literal(make(session.extra | _values_of(session), otherwise))
    except (RecursionError, TypeError) as error:
        raise _not_for_json(Path(f"{session.session_id}.json"), error) from error


def _not_for_json(path: Path, error: Exception) -> Refused:
    """Return the error for a session that no file can hold."""
    why = "is nested too deeply" if isinstance(error, RecursionError) else "holds what is no JSON"
    return Refused(f"{path.name} {why} to be saved. ({path})", path=path)
