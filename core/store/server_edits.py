"""A title edit through the server: sent, then read back, and only then called saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic

from core.disk.atomic import flush_folder
from core.disk.index_file import IndexBroken
from core.disk.members import literal_of, spans
from core.errors import Conflict, ServerRefused, ServerUnreachable, StoreError, Unreadable
from core.server.client import ServerClient, SessionAt, is_kept
from core.store.file_edits import ABSENT, SessionFile, moved_on, read_session_file
from core.store.folder_state import FolderState
from core.store.index_writing import row_for
from core.store.requests import Rename, Renamed, Write
from core.store.sessions import check_id
from core.store.title_editing import row_changes
from core.store.title_edits import Replaced, TitleEdit
from core.store.torn_saves import put_back
from core.titles import UNTITLED, clean_title

READ_BACK_S = 5.0
"""How long a file may take to have the title that the server says it has saved, in seconds."""

SETTLED_S = 1.0
"""The same after a failure: whatever the server has saved by then counts."""

_PAUSES = (0.0, 0.01, 0.02, 0.05, 0.1)
_OF_A_TITLE = ("title", "manual_title", "llm_title_generated")


class ServerEdits:
    """Does title edits through the server of `client`.

    `is_gone` tells, by a look made at that moment, whether the server has ended.
    """

    def __init__(
        self, state: FolderState, client: ServerClient, is_gone: Callable[[], bool]
    ) -> None:
        self._state = state
        self._client = client
        self._is_gone = is_gone

    def do(self, request: Write) -> Renamed:
        """Do one title edit; the file has it when this returns.

        Raises `ServerRefused`, `ServerUnreachable`, `Conflict`, or what reading the file raises.
        """
        if isinstance(request, Rename):
            return self._rename(check_id(request.session_id), clean_title(request.title))
        return self._revert(request.edit)

    def confirm(self, done: Renamed) -> Renamed:
        """Let the server know of an edit that is in the file already; raises as `do`."""
        if done.edit is None:
            return done
        file = self._read(done.edit.session_id)
        session, title = session_at(file), done.edit.new_title
        if not _has(file, title) or self._client.title_of(session) == title:
            return done
        self._send(file, title)
        return Renamed(row_for(self._state, session.session_id, None), done.edit)

    def stands(self, done: Renamed) -> bool:
        """Tell whether an edit is in the file and the server that could undo it has ended."""
        edit = done.edit
        if edit is None or not self._is_gone():
            return False
        with suppress(StoreError):
            return _has(self._read(edit.session_id), edit.new_title)
        return False

    def _rename(self, session_id: str, title: str) -> Renamed:
        file = self._read(session_id)
        if not title or (_has(file, title) and self._client.title_of(session_at(file)) == title):
            return Renamed(row_for(self._state, session_id, None), None)
        return self._send(file, title)

    def _revert(self, edit: TitleEdit) -> Renamed:
        file = self._read(check_id(edit.session_id))
        if file.title != edit.new_title:
            raise moved_on(file.path)
        if edit.old_title == edit.new_title:
            return Renamed(row_for(self._state, edit.session_id, None), None)
        _check_kept(self._client, session_at(file), edit)
        return self._send(file, edit.old_title)

    def _read(self, session_id: str) -> SessionFile:
        return read_session_file(self._state.path_of(session_id))

    def _send(self, before: SessionFile, title: str) -> Renamed:
        """Have the server rename a session, and wait until its file, so far `before`, says so."""
        session = session_at(before)
        in_rows = _row_edits(self._state, session.session_id, title)
        try:
            self._client.rename(session, title)
            after = _read_back(before, title, READ_BACK_S)
        except (ServerRefused, ServerUnreachable) as error:
            after = self._after_failure(before, title, error)
        if after is None:
            raise self._client.refused(session, "says it has saved it, but the file says not", 200)
        flush_folder(before.path)  # the older server does not; flushing a file is the same call
        edit = TitleEdit(
            session.session_id, before.title, title, _file_edits(before, after), in_rows
        )
        return Renamed(row_for(self._state, session.session_id, None), edit)

    def _after_failure(
        self, before: SessionFile, title: str, error: ServerRefused | ServerUnreachable
    ) -> SessionFile:
        """Return the file if the server has saved all the same; else raise what to say."""
        if not _may_be_saved(error) or _has(before, title):
            raise error
        with suppress(StoreError):
            after = _read_back(before, title, SETTLED_S)
            if after is not None:
                return after
        if put_back(self._state, before, title, self._is_gone):
            reason = "ended in the middle of saving. The file has been put back as it was"
            raise self._client.unreachable(session_at(before), reason, was_sent=True) from error
        raise error


def _check_kept(client: ServerClient, session: SessionAt, edit: TitleEdit) -> None:
    """Raise `ServerRefused` if the old title is one that would not come out of a server as is."""
    old = next((json.loads(c.before) for c in edit.in_file if c.key == "title" and c.before), None)
    title = old if isinstance(old, str) else edit.old_title
    if not is_kept(title):
        shown = clean_title(title)
        what = f"the old title “{shown}”" if shown else "the old, empty title"
        raise client.refused(session, f"would not keep {what} as it was", 0)


def session_at(file: SessionFile) -> SessionAt:
    """Return what a server has to be told of the session in `file`."""
    found = file.literal_of("profile")
    return SessionAt(file.path, file.path.stem, json.loads(found) if found else None)


def _has(file: SessionFile, title: str) -> bool:
    found = file.literal_of("title")
    return found != ABSENT and json.loads(found) == title


def _may_be_saved(error: StoreError) -> bool:
    """Tell whether a server that failed so may have saved all the same."""
    if isinstance(error, ServerUnreachable):
        return error.was_sent
    return isinstance(error, ServerRefused) and error.status >= 500


def _read_back(before: SessionFile, title: str, seconds: float) -> SessionFile | None:
    """Return the file once it has `title`; None if it never does.

    A file that is torn, because the older server saves in place, is read again. Raises `Conflict`
    if somebody gave it a third title meanwhile.
    """
    until = monotonic() + seconds
    turn = 0
    while True:
        try:
            file = read_session_file(before.path)
            if _has(file, title):
                return file
            if file.literal_of("title") != before.literal_of("title"):
                raise _overtaken(file)
        except Unreadable:
            if monotonic() > until:
                raise
        if monotonic() > until:
            return None
        Event().wait(_PAUSES[min(turn, len(_PAUSES) - 1)])
        turn += 1


def _overtaken(file: SessionFile) -> Conflict:
    return Conflict(
        f"{file.path.name} was given the title “{clean_title(file.title)}” by another program at "
        f"the same moment. ({file.path})",
        path=file.path,
    )


def _file_edits(before: SessionFile, after: SessionFile) -> tuple[Replaced, ...]:
    """Return what has changed in the file, as far as an undo without the server can change it.

    A key that the server has added stands somewhere in the middle, and stays.
    """
    found = [(key, before.literal_of(key), after.literal_of(key)) for key in _OF_A_TITLE]
    if found[0][1] == ABSENT:
        found[0] = ("title", literal_of(UNTITLED), found[0][2])
    return tuple(
        Replaced(key, old, new)
        for key, old, new in found
        if old != new and ABSENT not in (old, new)
    )


def _row_edits(state: FolderState, session_id: str, title: str) -> tuple[tuple[Replaced, ...], ...]:
    """Return what the server is about to replace in the rows of the index."""
    try:
        rows = state.literals_with(session_id)
        return tuple(row_changes(row, spans(row), title) for row in rows)
    except (IndexBroken, StoreError, RecursionError):  # an undo then goes by the title
        return ()
