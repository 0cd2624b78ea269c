"""Changing the title in one session file, and nothing else of it (DESIGN 3, *rename*)."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from core.disk.atomic import Draft, Expected
from core.disk.members import Span, insert, spans, splice
from core.disk.members import literal_of as literal
from core.disk.parsing import NotThisSession, check_utf8, parse_object
from core.disk.reading import Stamp, read_regular
from core.errors import Conflict, Unreadable, disk_trouble
from core.stamps.heads import PAUSES
from core.store.title_edits import Replaced
from core.titles import clean_title, shown_title

_PATIENCE = (0.4, 0.4, 0.4)
"""Further pauses for a single file: a save in place by a busy machine may take all of 2 s."""

ABSENT = b""
"""Stands for the literal of a key that is not there."""


class SessionFile(NamedTuple):
    """The bytes of a readable session file, and where its top-level values stand."""

    path: Path
    data: bytes
    stamp: Stamp
    where: dict[str, Span]

    def literal_of(self, key: str) -> bytes:
        """Return the literal of `key` as it stands; `ABSENT` if it is not there."""
        span = self.where.get(key)
        return ABSENT if span is None else self.data[span.start : span.end]

    @property
    def expected(self) -> Expected:
        """What must still be there when this file is replaced."""
        return Expected(self.stamp, self.data if self.stamp.is_fresh() else None)

    @property
    def title(self) -> str:
        """The title as it is shown."""
        found = self.literal_of("title")
        try:
            return shown_title(json.loads(found) if found else None)
        except ValueError:  # a number of more digits than Python reads
            return clean_title(found.decode())

    def fields(self) -> dict[str, Any]:
        """Return every top-level field, decoded; raises `Unreadable`.

        What the fast look at the file has taken, Python may still refuse: a number of 5,000 digits.
        """
        try:
            return parse_object(self.data)
        except (ValueError, RecursionError) as error:
            raise _unreadable(self.path, self.data, error) from error


def read_session_file(path: Path) -> SessionFile:
    """Read the session file at `path`, again if it was caught in the middle of a save.

    Raises `NotFound`, `Unreadable` or `DiskTrouble`.
    """
    for looks, pause in enumerate((*PAUSES, *_PATIENCE, None)):
        try:
            data, stamp = read_regular(path)
        except OSError as error:
            raise disk_trouble("read", path, error) from error
        try:
            return SessionFile(path, data, stamp, _checked_spans(data, path.stem))
        except (ValueError, RecursionError) as error:
            over = pause is None or not stamp.may_heal(looks)
            if over or isinstance(error, NotThisSession):
                raise _unreadable(path, data, error) from error
        Event().wait(pause)
    raise AssertionError  # the last turn returns or raises


def _checked_spans(data: bytes, stem: str) -> dict[str, Span]:
    check_utf8(data)
    where = spans(data)
    span = where.get("session_id")
    inner = None if span is None else json.loads(data[span.start : span.end])
    if inner != stem:
        raise NotThisSession(inner)
    return where


def _unreadable(path: Path, data: bytes, error: Exception) -> Unreadable:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    if not isinstance(error, RecursionError | NotThisSession):
        try:
            parse_object(data)  # which knows better words for what is wrong
        except (ValueError, RecursionError) as why:
            reason = str(why)
    return Unreadable(f"{path.name} cannot be read: {reason}. ({path})", path=path, reason=reason)


def title_changes(file: SessionFile, title: str) -> tuple[Replaced, ...]:
    """Return what has to be replaced in `file` to give it the clean title `title`.

    A manual title is marked as such where the file knows the mark, so that the server does not
    replace it by one of its own (STORE_FORMAT 7.5, #3013); keys are not added for that.
    """
    if file.title == title and file.literal_of("title") != ABSENT:
        return ()
    wanted = {
        "title": literal(title),
        "manual_title": b"true",
        "llm_title_generated": b"false",
    }
    changes = ((key, file.literal_of(key), after) for key, after in wanted.items())
    return tuple(
        Replaced(key, before, after)
        for key, before, after in changes
        if before != after and (before != ABSENT or key == "title")
    )


def draft_of(file: SessionFile, changes: tuple[Replaced, ...]) -> Draft:
    """Return a draft of `file` with `changes`; see `core.disk.atomic.Draft`."""
    present = {c.key: c.after for c in changes if c.before != ABSENT and c.after != ABSENT}
    parts = splice(file.data, present, file.where)
    added = {c.key: c.after for c in changes if c.before == ABSENT}
    if added:
        parts = [insert(b"".join(parts), added)]
    for change in changes:
        if change.after == ABSENT:
            parts = [remove(b"".join(parts), change.key)]
    return Draft(file.path, parts, file.expected)


def remove(data: bytes, key: str) -> bytes:
    """Return the object `data` without its member `key`: undoes an `insert`."""
    where = spans(data)
    own = where[key]
    before = [span.end for span in where.values() if span.end <= own.start]
    if before:
        return data[: max(before)] + data[own.end :]
    end = own.end if len(where) == 1 else data.index(b",", own.end) + 1
    return data[: data.index(b"{") + 1] + data[end:]


def moved_on(path: Path) -> Conflict:
    """Return the error for an undo that would write over a newer title."""
    return Conflict(f"The title in {path.name} was changed since. ({path})", path=path)
