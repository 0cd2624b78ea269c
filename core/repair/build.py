"""The index as it should be: the old rows with what was chosen put right, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from operator import itemgetter

from core.disk.merge import merge
from core.disk.rows import row_of_literal
from core.repair.survey import Survey
from core.values import Finding, FindingKind

Chosen = Container[tuple[FindingKind, str]]
"""Findings to put right, as pairs of kind and session id."""


NewRow = tuple[float, str, bytes]
"""A row of the index to be: its `updated_at`, its id, its bytes. Plain, as there are so many."""


class Everything:
    """All that was found, as a choice."""

    def __contains__(self, _: object) -> bool:
        return True


def repaired_rows(survey: Survey, findings: Iterable[Finding]) -> list[NewRow]:
    """Return the rows of an index in which `findings` are put right, newest first.

    Every other row keeps its bytes. A broken index is built from the files, with what could be
    saved of it.
    """
    if survey.index.broken:
        return rebuilt_rows(survey)
    right = {(finding.kind, finding.session_id) for finding in findings}
    gone = {session_id for kind, session_id in right if kind in ("ghost", "id_mismatch")}
    single = {session_id for kind, session_id in right if kind == "duplicate"}
    stale = {session_id for kind, session_id in right if kind == "stale"}
    rows = []
    for row in _old_rows(survey):
        _, session_id, literal = row
        if session_id in gone:
            continue
        if session_id in single and survey.repeated[session_id][1] is not literal:
            continue
        rows.append(_refreshed(survey, row) if session_id in stale else row)
    rows += _added(survey, (session_id for kind, session_id in right if kind == "unlisted"))
    return in_order(rows)


def rebuilt_rows(survey: Survey) -> list[NewRow]:
    """Return the rows of an index built from every file that can be read.

    What only the old rows know is kept; the old row of a file that cannot be read stays as it
    is, and so do announced sessions' rows. Rows of files that are not there go.
    """
    rows: list[NewRow] = []
    listed: set[str] = set()
    repeated = survey.repeated
    for row, agrees in zip(_old_rows(survey), survey.agreements, strict=True):
        _, session_id, literal = row
        if session_id in repeated and repeated[session_id][1] is not literal:
            continue
        listed.add(session_id)
        if agrees:
            rows.append(row)
        elif survey.is_readable(session_id):
            rows.append(_refreshed(survey, row))
        elif survey.is_there(session_id):
            rows.append(row)
    rows += _added(survey, (i for i in survey.readable() if i not in listed))
    return in_order(rows)


def _old_rows(survey: Survey) -> Iterable[NewRow]:
    briefs = survey.index.briefs
    times = [brief.updated_at for brief in briefs]
    ids = [brief.session_id for brief in briefs]
    return zip(times, ids, survey.index.literals, strict=True)


def _refreshed(survey: Survey, row: NewRow) -> NewRow:
    _, session_id, literal = row
    derived = survey.literal_of(session_id)
    if derived is None:  # its file has just vanished, or broken
        return row
    return new_row(merge(literal, derived))


def new_row(literal: bytes) -> NewRow:
    """Return the row in `literal`."""
    row = row_of_literal(literal)
    return row.updated_at, row.session_id, literal


def _added(survey: Survey, ids: Iterable[str]) -> Iterator[NewRow]:
    """Give rows for files that have none; a file that has just vanished gives none."""
    for session_id in ids:
        found = survey.found.get(session_id)
        if found is not None and found.literal is not None:
            yield found.updated_at, session_id, found.literal
        elif (literal := survey.literal_of(session_id)) is not None:
            yield new_row(literal)


def in_order(rows: list[NewRow]) -> list[NewRow]:
    """Return `rows`, sorted: newest first, equally new ones as they stood."""
    rows.sort(key=itemgetter(0), reverse=True)
    return rows
