"""The index as it should be: the old rows with what was chosen put right, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from core.disk.merge import merge
from core.disk.rows import row_of_literal
from core.repair.survey import Survey
from core.values import Finding, FindingKind

Chosen = Container[tuple[FindingKind, str]]
"""Findings to put right, as pairs of kind and session id."""


class NewRow(NamedTuple):
    """A row of the index to be: its bytes, and what they say."""

    updated_at: float
    session_id: str
    literal: bytes


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
    for row, literal in zip(survey.index.rows, survey.index.literals, strict=True):
        session_id = row.session_id
        if session_id in gone:
            continue
        if session_id in single and survey.repeated[session_id][1] is not literal:
            continue
        old = NewRow(row.updated_at, session_id, literal)
        rows.append(_refreshed(survey, old) if session_id in stale else old)
    rows += _added(survey, (session_id for kind, session_id in right if kind == "unlisted"))
    return _in_order(rows)


def rebuilt_rows(survey: Survey) -> list[NewRow]:
    """Return the rows of an index built from every file that can be read.

    What only the old rows know is kept; the old row of a file that cannot be read stays as it
    is, and so do announced sessions' rows. Rows of files that are not there go.
    """
    old = _old_rows(survey)
    rows = []
    for session_id, row in old.items():
        seen = survey.seen.get(session_id)
        if seen is not None and seen.problem is None:
            is_right = crc32(row.literal) == seen.checksum
            rows.append(row if is_right else _refreshed(survey, row))
        elif seen is not None or session_id in survey.names.odd or session_id in survey.announced:
            rows.append(row)
    rows += _added(survey, (i for i, s in survey.seen.items() if not s.problem and i not in old))
    return _in_order(rows)


def _old_rows(survey: Survey) -> dict[str, NewRow]:
    pairs = zip(survey.index.rows, survey.index.literals, strict=True)
    return {
        row.session_id: NewRow(row.updated_at, row.session_id, literal)
        for row, literal in pairs
        if row.session_id not in survey.repeated or survey.repeated[row.session_id][1] is literal
    }


def _refreshed(survey: Survey, row: NewRow) -> NewRow:
    derived = survey.literal_of(row.session_id)
    if derived is None:  # its file has just vanished, or broken
        return row
    return _new_row(merge(row.literal, derived))


def _new_row(literal: bytes) -> NewRow:
    row = row_of_literal(literal)
    return NewRow(row.updated_at, row.session_id, literal)


def _added(survey: Survey, ids: Iterable[str]) -> Iterator[NewRow]:
    """Give rows for files that have none; a file that has just vanished gives none."""
    for session_id in ids:
        found = survey.found.get(session_id)
        if found is not None and found.literal is not None:
            yield NewRow(found.updated_at, session_id, found.literal)
        elif (literal := survey.literal_of(session_id)) is not None:
            yield _new_row(literal)


def _in_order(rows: list[NewRow]) -> list[NewRow]:
    rows.sort(key=attrgetter("updated_at"), reverse=True)
    return rows
