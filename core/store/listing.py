"""What is shown, and in what order (DESIGN 3, *Listing*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import force_setattr, replace

from core.disk.folder import Names
from core.titles import UNTITLED
from core.values import DEFAULT_PROFILE, Health, SessionRow

HIDE_EMPTY_AFTER = 60.0
"""Age in seconds from which an empty `Untitled` session is hidden (STORE_FORMAT 5.2, #789)."""

_newest_first = attrgetter("updated_at")


class Sorted(NamedTuple):
    """Index rows held against the names in the folder."""

    rows: list[SessionRow]
    """One row for each session of the index that has a file or is announced."""
    ghosts: list[str]
    unlisted: list[str]
    duplicates: int


def sort_out(
    rows: Sequence[SessionRow], names: Names, announced: Mapping[str, SessionRow]
) -> Sorted:
    """Tell rows with a file, rows without one and files without a row apart."""
    by_id = {row.session_id: row for row in rows}
    if not announced and len(by_id) == len(rows) and by_id.keys() == names.sessions:
        return Sorted(list(rows), [], [], 0)  # as it nearly always is
    if len(by_id) < len(rows):
        by_id = _best_of_each(rows)
    known = names.sessions
    unlisted = known.difference(by_id)
    ghosts: list[str] = []
    if len(by_id) + len(unlisted) > len(known):
        there = known.union(announced, names.odd)
        ghosts = [session_id for session_id in by_id if session_id not in there]
    for session_id in ghosts:
        del by_id[session_id]
    listed = [*by_id.values(), *(row for id_, row in announced.items() if id_ not in by_id)]
    waiting = sorted(unlisted.difference(announced))
    return Sorted(listed, ghosts, waiting, len(rows) - len(by_id) - len(ghosts))


def _best_of_each(rows: Iterable[SessionRow]) -> dict[str, SessionRow]:
    """Of several rows with one id the one with the most messages counts (#2738)."""
    best: dict[str, SessionRow] = {}
    for row in rows:
        other = best.get(row.session_id)
        if other is None or row.message_count > other.message_count:
            best[row.session_id] = row
    return best


def with_problems(rows: list[SessionRow], problems: Mapping[str, SessionRow]) -> list[SessionRow]:
    """Return `rows` with the reason on each whose file cannot be read, and a row for the rest.

    `problems` are rows made up for such files; an index row is kept, with the problem added.
    """
    if not problems:
        return rows
    left = dict(problems)
    marked = [
        replace(row, problem=left.pop(row.session_id).problem) if row.session_id in left else row
        for row in rows
    ]
    return [*marked, *left.values()]


def in_order(rows: Iterable[SessionRow], now: float) -> list[SessionRow]:
    """Return those of `rows` that are shown at the time `now`: pinned first, then newest."""
    shown = [
        row
        for row in rows
        if row.title != UNTITLED or row.message_count or not _is_hidden(row, now)
    ]
    shown.sort(key=_newest_first, reverse=True)
    pinned = [row for row in shown if row.pinned]
    return [*pinned, *(row for row in shown if not row.pinned)] if pinned else shown


def _is_hidden(row: SessionRow, now: float) -> bool:
    return row.problem is None and now - row.updated_at > HIDE_EMPTY_AFTER


def tidy(rows: Iterable[SessionRow]) -> None:
    """Fill in the default profile, and let rows share equal texts.

    Decoding gives each of 100,000 rows a model and a workspace of its own; sharing them saves
    more memory than all titles take. The rows are not yet shown to anybody, so this once they
    may be changed.
    """
    pool: dict[str, str] = {}
    share = pool.setdefault
    for row in rows:
        if not row.profile:
            force_setattr(row, "profile", DEFAULT_PROFILE)
        if (model := row.model) is not None and (shared := share(model, model)) is not model:
            force_setattr(row, "model", shared)
        if (place := row.workspace) is not None and (shared := share(place, place)) is not place:
            force_setattr(row, "workspace", shared)
        if row.project_id is not None:
            force_setattr(row, "project_id", share(row.project_id, row.project_id))


def health_of(found: Sorted, *, unlisted: int, unreadable: int, index_broken: bool) -> Health:
    """Return what a listing knows of the index without a check.

    `unlisted` are the readable files without a row, `unreadable` those with a problem.
    """
    return Health(
        ghosts=len(found.ghosts),
        unlisted=0 if index_broken else unlisted,
        duplicates=found.duplicates,
        unreadable=unreadable,
        index_broken=index_broken,
    )
