"""The index as it should be: the old rows with what was chosen put right, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from core.disk.merge import merge
from core.disk.rows import row_of_literal
from core.repair.survey import Survey
from core.values import Finding, FindingKind

Chosen = Container[tuple[FindingKind, str]]
"""Findings to put right, as pairs of kind and session id."""


class _Row(NamedTuple):
    updated_at: float
    literal: bytes


class Everything:
    """All that was found, as a choice."""

    def __contains__(self, _: object) -> bool:
        return True


def repaired_rows(survey: Survey, findings: Iterable[Finding]) -> list[bytes]:
    """Return the literals of an index in which `findings` are put right, newest first.

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
        if session_id in stale:
            rows.append(_refreshed(survey, session_id, literal))
        else:
            rows.append(_Row(row.updated_at, literal))
    new = [session_id for kind, session_id in right if kind == "unlisted"]
    rows += [_refreshed(survey, session_id, None) for session_id in new]
    return _in_order(rows)


def rebuilt_rows(survey: Survey) -> list[bytes]:
    """Return the literals of an index built from every file that can be read.

    What only the old rows know is kept; the old row of a file that cannot be read stays as it
    is, and so do announced sessions' rows. Rows of files that are not there go.
    """
    old = _old_literals(survey)
    rows = []
    for session_id, seen in survey.seen.items():
        before = old.pop(session_id, None)
        if seen.problem is None:
            rows.append(_refreshed(survey, session_id, before))
        elif before is not None:
            rows.append(_as_it_is(before))
    kept = (i for i in old if i in survey.names.odd or i in survey.announced)
    rows += [_as_it_is(old[session_id]) for session_id in kept]
    return _in_order(rows)


def _old_literals(survey: Survey) -> dict[str, bytes]:
    pairs = zip(survey.index.rows, survey.index.literals, strict=True)
    old = {row.session_id: literal for row, literal in pairs}
    return old | {i: literal for i, (_, literal) in survey.repeated.items()}


def _refreshed(survey: Survey, session_id: str, before: bytes | None) -> _Row:
    derived = survey.literal_of(session_id)
    if derived is None:  # it has just vanished or broken
        return _as_it_is(before or b"")
    return _as_it_is(derived if before is None else merge(before, derived))


def _as_it_is(literal: bytes) -> _Row:
    return _Row(row_of_literal(literal).updated_at if literal else 0.0, literal)


def _in_order(rows: list[_Row]) -> list[bytes]:
    rows.sort(key=lambda row: row.updated_at, reverse=True)
    return [row.literal for row in rows if row.literal]
