"""Changing rows of the index: incrementally where there is one, from the files where there is none.

The caller holds the folder for writing. A server that writes the index at the same moment makes
us start again from what it wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Event
from time import monotonic

from msgspec.structs import replace

from core.disk.index_file import IndexBroken, IndexText, RowEdit
from core.disk.merge import merge
from core.disk.reading import stamp_of, unreadable
from core.disk.rows import row_of_literal
from core.errors import Conflict, NotFound, Unreadable
from core.repair.backups import Touched, follow
from core.repair.build import rebuilt_rows
from core.repair.check import is_mass_pruning, report_on, unchanged_report
from core.repair.engine import NOT_WRITTEN, put_in_place, receipt_for
from core.repair.reports import CheckReport, Receipt
from core.repair.survey import survey
from core.stamps.heads import look_at
from core.store.folder_state import FolderState
from core.store.listing import tidy
from core.values import NOBODY, SessionRow, Watch

TRIES = 8
_PAUSE = 0.02


def edit_rows(
    state: FolderState, make_edits: Callable[[], Mapping[str, RowEdit]], how: Touched
) -> None:
    """Let edits change the bytes of the rows with their ids, and write the index if one did.

    `make_edits` is called before each try. Rows that are not there are passed over. Without an
    index, or with a broken one, it is built from the files, which have the edits already.
    """
    for left in reversed(range(TRIES)):
        edits = make_edits()
        try:
            text = state.index()
            if text is None:
                rebuild(state)
            elif text.edit(edits):
                _write(state, text, edits, how)
        except (IndexBroken, RecursionError):  # a row nested to the limit can be read, not edited
            make_edits()  # so that nobody takes back what was done to rows that are no more
            rebuild(state)
        except Conflict:
            state.rest()
            if not left:
                raise
            Event().wait(_PAUSE)
            continue
        return


def _write(state: FolderState, text: IndexText, edits: Mapping[str, RowEdit], how: Touched) -> None:
    """Write `text`, which has been edited in memory: if that fails, forget it."""
    before = text.stamp
    try:
        state.write_index(text, before)
    except BaseException:
        state.rest()
        raise
    follow(state.places.state, before, text.stamp, edits, how)


def update_rows(state: FolderState, given: Mapping[str, bytes]) -> None:
    """Let the row literals `given` by id replace or add rows; ghosts go (DESIGN 3).

    Other rows stay byte for byte; the order is by `updated_at`, newest first. Without an index,
    or with a broken one, it is built from the files first.
    """
    for left in reversed(range(TRIES)):
        try:
            if not _is_index(state):
                rebuild(state)
            text, rows = state.index(), state.rows()
            if text is not None and rows is not None:
                _update(state, text, rows, given)
        except IndexBroken as error:  # although it has just been built
            raise unreadable(state.index_path, str(error)) from error
        except Conflict:
            state.rest()
            if not left:
                raise
            Event().wait(_PAUSE)
        else:
            return


def _is_index(state: FolderState) -> bool:
    try:
        return state.rows() is not None
    except IndexBroken:
        return False


def _update(
    state: FolderState, text: IndexText, rows: list[SessionRow], given: Mapping[str, bytes]
) -> None:
    ghosts = _ghosts_to_prune(state, rows)
    best: dict[str, tuple[int, bytes]] = {}
    kept: list[tuple[float, bytes]] = []
    for row, literal in zip(rows, text.literals(), strict=True):
        session_id = row.session_id
        if session_id not in given:
            if session_id not in ghosts:
                kept.append((row.updated_at, literal))
        elif session_id not in best or row.message_count > best[session_id][0]:
            best[session_id] = (row.message_count, literal)  # of several, as everywhere (#2738)
    for session_id, literal in given.items():
        new = merge(best[session_id][1], literal) if session_id in best else literal
        kept.append((row_of_literal(new).updated_at, new))
    kept.sort(key=lambda pair: pair[0], reverse=True)
    new_text = IndexText.of_rows([literal for _, literal in kept], text.stamp)
    if not new_text.is_still(b"".join(text.parts())):
        before = text.stamp
        state.write_index(new_text, before)
        follow(state.places.state, before, new_text.stamp, given, "row")


def _ghosts_to_prune(state: FolderState, rows: list[SessionRow]) -> set[str]:
    """Return the ids of rows without a file; none if they are suspiciously many."""
    names = state.names()
    there = names.sessions.union(names.odd, state.announced)
    ghosts = {row.session_id for row in rows}.difference(there)
    if is_mass_pruning(len(ghosts), len(rows)):
        return set()
    return {session_id for session_id in ghosts if stamp_of(state.path_of(session_id)) is None}


def rebuild(
    state: FolderState,
    *,
    read_all: bool = False,
    watch: Watch = NOBODY,
) -> Receipt:
    """Build the index from every file, in place of whatever index there is.

    The files are read without holding the folder; it is held only for the replace, which starts
    again if somebody wrote the index meanwhile.
    """
    started = monotonic()
    if not read_all and (known := _nothing_to_do(state, watch)) is not None:
        return receipt_for(known, [], NOT_WRITTEN, started)
    for left in reversed(range(TRIES)):
        seen = survey(
            state.folder,
            state.stamps,
            read_all=read_all and left == TRIES - 1,
            announced=state.announced,
            watch=watch,
        )
        rows = rebuilt_rows(seen)
        try:
            with state.writing():
                written = put_in_place(seen, rows, state.places, watch)
        except Conflict:
            if not left:
                raise
        else:
            break
    report = report_on(seen, monotonic() - started)
    return receipt_for(report, report.repairable, written, started)


def _nothing_to_do(state: FolderState, watch: Watch) -> CheckReport | None:
    """Return the report of the last check, if nothing moved since and nothing was wrong."""
    if state.announced:
        return None
    report = unchanged_report(state.folder, state.stamps, watch)
    return report if report is not None and not report.repairable else None


def row_for(state: FolderState, session_id: str, literal: bytes | None) -> SessionRow:
    """Return the row of a session: from its row literal in the index, else from its file.

    Raises `NotFound` or `Unreadable` if there is neither row nor readable file.
    """
    if literal is None:
        path = state.path_of(session_id)
        found = look_at(str(path), session_id, state.row_maker())
        if found is None:
            raise NotFound(f"There is no session {session_id}. ({path})", path=path)
        if found.literal is None:
            raise Unreadable(
                f"{path.name} cannot be read: {found.problem}. ({path})",
                path=path,
                reason=found.problem or "",
            )
        row = row_of_literal(found.literal)
        row = replace(row, listed=known_row(state, session_id) is not None)
    else:
        row = row_of_literal(literal)
    tidy([row])
    return row


def known_row(state: FolderState, session_id: str) -> bytes | None:
    """Return the literal of a session's first row in the index, or None."""
    try:
        rows = state.literals_with(session_id)
    except IndexBroken:
        return None
    return rows[0] if rows else None
