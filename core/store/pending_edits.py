"""Titles that were typed but are not on the disk yet, kept in our state folder.

An edit is entered when it is made and struck out when it is saved, or given up by the user. What
is left when the program ends, in whatever way, is offered at the next start; it is never applied
by itself, for the session may have a newer title by then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from core.errors import disk_trouble


class PendingEdit(msgspec.Struct, frozen=True):
    """A title that `session_id` should have got instead of `base`; `at` is seconds since 1970."""

    session_id: str
    title: str
    base: str
    at: float


class _Entry(msgspec.Struct, frozen=True):
    """One line of the file: an edit that was made, or one that is over."""

    session_id: str
    edit: PendingEdit | None = None


_decode = msgspec.json.Decoder(_Entry).decode
_encode = msgspec.json.Encoder().encode


class PendingEdits:
    """The edits of one sessions folder that are not over. Use it from one thread at a time.

    Lines are only ever added, each by one write, so that a kill leaves whole lines; they survive
    the program, though not a loss of power in the same second.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / "pending-edits.jsonl"

    def enter(self, edit: PendingEdit) -> None:
        """Keep `edit`; a later one of the same session takes its place.

        Raises `DiskTrouble` if it cannot be kept.
        """
        self._add(_Entry(edit.session_id, edit))

    def strike(self, session_ids: Iterable[str]) -> None:
        """Forget the edits of these sessions: they are saved, or given up."""
        for session_id in session_ids:
            self._add(_Entry(session_id))
        if not self.left():
            with suppress(OSError):
                self._path.unlink()

    def left(self) -> list[PendingEdit]:
        """Return the edits that are not over, oldest first; what cannot be read is passed over."""
        edits: dict[str, PendingEdit] = {}
        for line in self._lines():
            with suppress(msgspec.DecodeError):
                entry = _decode(line)
                edits.pop(entry.session_id, None)
                if entry.edit is not None:
                    edits[entry.session_id] = entry.edit
        return list(edits.values())

    def _lines(self) -> list[bytes]:
        try:
            return self._path.read_bytes().splitlines()
        except OSError:
            return []

    def _add(self, entry: _Entry) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
            descriptor = os.open(self._path, flags, 0o600)
            try:
                os.write(descriptor, b"\n%b\n" % _encode(entry))  # behind a line that was cut, too
            finally:
                os.close(descriptor)
        except OSError as error:
            raise disk_trouble("write", self._path, error) from error
