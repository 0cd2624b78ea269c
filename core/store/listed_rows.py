"""The rows of a folder, from the index where it is right and from the files where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from core.disk.folder import Names
from core.disk.index_file import IndexBroken, first_rows
from core.disk.reading import Stamp, size_in, stamp_of
from core.disk.rows import row_of_literal
from core.errors import StoreError
from core.repair.build import rebuilt_rows
from core.repair.survey import survey
from core.stamps.heads import look_at_all
from core.store.folder_state import FolderState
from core.store.listing import Sorted, health_of, in_order, sort_out, tidy, with_problems
from core.values import Health, SessionRow


class ListedState(NamedTuple):
    """What a listing was made from: a hash of the names, and the stamps of folder and index.

    The names themselves take much memory, and are only compared. The folder has no stamp here if
    that was too young to prove anything.
    """

    names: int
    folder: Stamp | None
    index_stamp: Stamp | None

    @classmethod
    def of(cls, names: Names, index_stamp: Stamp | None) -> ListedState:
        """Return what is to be remembered of a listing of `names`."""
        folder = names.stamp if names.is_proven else None
        return cls(hash((names.sessions, *sorted(names.odd))), folder, index_stamp)


def list_rows(
    state: FolderState, now: float, *, sizes: bool = False
) -> tuple[list[SessionRow], Health]:
    """Return the rows as they are shown at the time `now`, and what is wrong with the index.

    With `sizes`, each row has the size of its file, where a check has seen it. Nothing is
    written. Raises `StoreError` if folder or index cannot be read.
    """
    try:
        rows = state.rows()
    except IndexBroken:
        rows = None
    names, is_index = state.names(), rows is not None
    if rows is None:
        rows = _rows_without_index(state) if names.sessions else []
    tidy(rows)
    found = sort_out(rows, names, state.announced)
    lost, problems = _lost_rows(state, found.unlisted)
    problems |= _known_problems(state, found)
    problems |= {stem: problem_row(stem, reason) for stem, reason in names.odd.items()}
    listed = with_problems([*found.rows, *lost], problems)
    if sizes:
        listed = _with_sizes(listed, state.stamps.sizes())
    health = health_of(
        found,
        unlisted=len(lost),
        unreadable=len(problems),
        index_broken=not is_index and bool(names.sessions),
    )
    return in_order(listed, now), health


def _rows_without_index(state: FolderState) -> list[SessionRow]:
    """Return the rows that a rebuilt index would have."""
    seen = survey(state.folder, state.stamps, read_all=False, announced=state.announced)
    return [row_of_literal(literal) for _, _, literal in rebuilt_rows(seen)]


def _lost_rows(
    state: FolderState, unlisted: Sequence[str]
) -> tuple[list[SessionRow], dict[str, SessionRow]]:
    """Return rows for files that the index has none for: good ones, and those with a problem."""
    problems = state.stamps.problems() if unlisted else {}
    empty = {
        i: _sized_problem_row(i, packed, problem)
        for i, (packed, problem) in problems.items()
        if size_in(packed) == 0 and i in unlisted and _is_still(state, i, packed)
    }  # which nobody need wait for again
    waiting = [i for i in unlisted if i not in empty]
    if not waiting:
        return [], empty
    found = look_at_all(state.folder, waiting, state.row_maker(), {})
    rows = [row_of_literal(f.literal) for f in found.values() if f.literal is not None]
    tidy(rows)
    bad = {i: f for i, f in found.items() if f.problem is not None}
    bad_rows = {i: _sized_problem_row(i, f.seen.stamp, f.problem or "") for i, f in bad.items()}
    return [replace(row, listed=False) for row in rows], bad_rows | empty


def _sized_problem_row(session_id: str, packed: bytes, problem: str) -> SessionRow:
    row = problem_row(session_id, problem)
    stamp = Stamp.unpacked(packed)
    return replace(row, updated_at=stamp.mtime_ns / 1e9, size=stamp.size)


def problem_row(stem: str, reason: str) -> SessionRow:
    """Return a row for a file that cannot be read and that the index knows nothing of."""
    return SessionRow(session_id=stem, title=stem, problem=reason, listed=False)


def _known_problems(state: FolderState, found: Sorted) -> dict[str, SessionRow]:
    """Return rows for those listed files that could not be read, and have not moved since."""
    seen = state.stamps.problems()
    if not seen:
        return {}
    listed = {row.session_id for row in found.rows}
    return {
        session_id: problem_row(session_id, problem)
        for session_id, (packed, problem) in seen.items()
        if session_id in listed and _is_still(state, session_id, packed)
    }


def _is_still(state: FolderState, session_id: str, packed: bytes) -> bool:
    try:
        now = stamp_of(state.path_of(session_id))
    except StoreError:
        return False
    return now is not None and now == Stamp.unpacked(packed)


def _with_sizes(rows: Iterable[SessionRow], sizes: Mapping[str, int]) -> list[SessionRow]:
    return [
        replace(row, size=sizes[row.session_id])
        if row.size is None and row.session_id in sizes
        else row
        for row in rows
    ]


def newest_rows(state: FolderState, count: int, now: float) -> list[SessionRow]:
    """Return about `count` rows from the beginning of the index, without listing the folder.

    They are for a first look, and come before the index is read as a whole: ghosts may be among
    them. Empty if there is no index, or none that can be read like that.
    """
    try:
        rows = first_rows(state.index_path)[:count]
    except (IndexBroken, StoreError, OSError):  # which the listing itself will tell
        return []
    tidy(rows)
    return in_order(rows, now)
