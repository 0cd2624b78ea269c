"""What is wrong with a store: a survey held against itself. Nothing is changed (DESIGN 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import msgspec

from core.disk.folder import Names, is_ours, list_names
from core.disk.merge import differences
from core.disk.new_rows import derive_new
from core.disk.parsing import is_mismatch, parse_object
from core.disk.reading import Stamp, read_regular, stamp_of
from core.disk.rows import derive, row_of_literal
from core.errors import StoreError, readable
from core.locations import INDEX_NAME
from core.repair.reports import CheckReport
from core.repair.survey import Survey
from core.stamps.heads import look_at_all
from core.stamps.stamp_store import StampStore
from core.values import NOBODY, Finding, FindingKind, Watch

MANY_GHOSTS, MANY_GHOSTS_SHARE = 10, 0.2
"""More ghosts than both: perhaps the folder is not mounted, so nothing is pruned unasked."""

_CHECKED = "checked"
_KEEP_FINDINGS = 2_000


def report_on(survey: Survey, seconds: float) -> CheckReport:
    """Return the findings of `survey`; `seconds` is how long it took."""
    findings = sorted(_findings(survey), key=lambda finding: finding.session_id)
    sessions = sum(1 for _ in survey.readable())
    report = CheckReport(
        folder=readable(str(survey.folder)),
        findings=findings,
        sessions=sessions,
        rows=0 if survey.index.broken else len(survey.index.briefs),
        seconds=seconds,
    )
    return msgspec.structs.replace(report, warnings=warnings_of(report))


def warnings_of(report: CheckReport) -> list[str]:
    """Return why repairing what was found might be a mistake right now (DESIGN 7.3)."""
    ghosts = report.counts["ghost"]
    if report.rows and not report.sessions:
        return [f"The index has {report.rows:,} rows, but the folder has no readable session."]
    if is_mass_pruning(ghosts, report.rows):
        return [f"{ghosts:,} of {report.rows:,} rows have no file. Is the folder mounted?"]
    return []


def is_mass_pruning(ghosts: int, rows: int) -> bool:
    """Tell whether so many rows have no file that pruning them has to be asked for."""
    return ghosts > max(MANY_GHOSTS, MANY_GHOSTS_SHARE * rows)


def _findings(survey: Survey) -> Iterator[Finding]:
    if survey.index.broken and (survey.names.sessions or survey.index.stamp):
        yield Finding(
            kind="index_broken",
            session_id="",
            path=_path(survey, INDEX_NAME),
            reason=survey.index.broken,
        )
    if not survey.index.broken:
        yield from _row_findings(survey)
    yield from _file_findings(survey)
    for name in survey.names.temps:
        if not is_ours(name):
            yield Finding(
                kind="temp",
                session_id=readable(name.partition(".")[0]),
                path=_path(survey, name),
                reason="left by another program; it may hold the only copy of a last turn",
                repairable=False,
            )


def _row_findings(survey: Survey) -> Iterator[Finding]:
    misplaced = _inner_ids(survey)
    told: set[str] = set()
    repeated = survey.repeated
    index = survey.index
    for brief, literal, agrees in zip(index.briefs, index.literals, survey.agreements, strict=True):
        session_id = brief.session_id
        if session_id in repeated:
            if session_id not in told:
                told.add(session_id)
                times, best = repeated[session_id]
                reason, title = f"{times} rows have this id", row_of_literal(best).title
                yield _finding(survey, "duplicate", session_id, reason=reason, title=title)
                yield from _row_finding(survey, session_id, best, misplaced)
        elif not agrees:
            yield from _row_finding(survey, session_id, literal, misplaced)


def _row_finding(
    survey: Survey, session_id: str, literal: bytes, misplaced: dict[str, str]
) -> Iterator[Finding]:
    """Give the findings of a row that is a ghost, misplaced, or perhaps stale."""
    if session_id in misplaced and session_id not in survey.announced:
        reason = f"the file with this id is named {misplaced[session_id]}.json"
        yield _finding(survey, "id_mismatch", session_id, reason=reason)
    elif not survey.is_there(session_id):
        title = row_of_literal(literal).title
        yield _finding(survey, "ghost", session_id, old=title, reason="its file is not there")
    elif survey.is_readable(session_id):
        yield from _stale(survey, session_id, literal)


def _stale(survey: Survey, session_id: str, literal: bytes) -> Iterator[Finding]:
    derived = survey.literal_of(session_id)
    if derived is None:
        return
    title = row_of_literal(derived).title
    for change in differences(literal, derived):
        yield _finding(
            survey,
            "stale",
            session_id,
            field=change.field,
            old=change.old_value,
            new=change.new_value,
            title=title,
        )


def _file_findings(survey: Survey) -> Iterator[Finding]:
    if not survey.index.broken:
        rows = {brief.session_id for brief in survey.index.briefs}
        for session_id in survey.readable():
            if session_id not in rows:
                yield _unlisted(survey, session_id)
    for session_id, problem in survey.problems():
        yield _problem(survey, session_id, problem)


def _unlisted(survey: Survey, session_id: str) -> Finding:
    literal = survey.literal_of(session_id)
    title = None if literal is None else row_of_literal(literal).title
    reason = "the index has no row for it"
    return _finding(survey, "unlisted", session_id, new=title, reason=reason)


def _problem(survey: Survey, session_id: str, problem: str) -> Finding:
    kind: FindingKind = "id_mismatch" if is_mismatch(problem) else "unreadable"
    return Finding(
        kind=kind,
        session_id=session_id,
        path=_path(survey, f"{session_id}.json"),
        reason=problem,
        repairable=False,
    )


def _finding(survey: Survey, kind: FindingKind, session_id: str, **values: Any) -> Finding:
    path = _path(survey, f"{session_id}.json")
    return Finding(kind=kind, session_id=session_id, path=path, **values)


def _path(survey: Survey, name: str) -> str:
    return readable(str(survey.folder / name))


def _inner_ids(survey: Survey) -> dict[str, str]:
    """Return which ids stand in files of another name, and those names (STORE_FORMAT 2.5)."""
    inner: dict[str, str] = {}
    for stem, problem in survey.problems():
        if is_mismatch(problem):
            found = inner_id_of(survey.folder / f"{stem}.json")
            if found is not None and found not in survey.names.sessions:
                inner[found] = stem
    return inner


def inner_id_of(path: Path) -> str | None:
    """Return the `session_id` that the file at `path` holds; None if it holds none."""
    try:
        found = parse_object(read_regular(path)[0]).get("session_id")
    except (OSError, ValueError, RecursionError, StoreError):
        return None
    return found if isinstance(found, str) else None


class SecondLook:
    """Two looks at folder and index, to see whether somebody is writing there right now."""

    APART = 0.3
    """Least time between the two, in seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamps = self._look()
        self._until = monotonic() + self.APART

    def _look(self) -> tuple[Stamp | None, Stamp | None]:
        return stamp_of(self._folder), stamp_of(self._folder / INDEX_NAME)

    def warning(self) -> str | None:
        """Return what to say if something moved between the looks; waits until they are apart."""
        Event().wait(max(0.0, self._until - monotonic()))
        if self._look() == self._stamps:
            return None
        return "Another program is writing in this folder right now. Is the server running?"


class _LastCheck(msgspec.Struct, array_like=True):
    """What the last check found, and the index it looked at."""

    index: bytes
    generation: bytes
    odd: dict[str, str]
    temps: tuple[str, ...]
    report: CheckReport


def keep_report(stamps: StampStore, survey: Survey, report: CheckReport) -> None:
    """Keep `report` for a later check that finds nothing changed."""
    index = survey.index.stamp
    lasting = index is not None and not index.is_fresh() and not survey.announced
    if index is None or not lasting or len(report.findings) > _KEEP_FINDINGS:
        return
    generation = b"new" if survey.derive is derive_new else b"old"
    names = survey.names
    last = _LastCheck(index.packed(), generation, names.odd, _temps(names), report)
    stamps.record({}, notes={_CHECKED: msgspec.msgpack.encode(last)})


def _temps(names: Names) -> tuple[str, ...]:
    return tuple(map(readable, names.temps))


def unchanged_report(
    folder: Path,
    stamps: StampStore,
    watch: Watch = NOBODY,
) -> CheckReport | None:
    """Return the report of the last check if nothing has changed since; else None.

    Looks at the stamp of each file and of the index, and reads none of them.
    """
    started = monotonic()
    last = _last_check(stamps)
    index = stamp_of(folder / INDEX_NAME)
    if last is None or index is None or index.packed() != last.index:
        return None
    names, seen = list_names(folder), stamps.seen()
    if seen.keys() != names.sessions or (names.odd, _temps(names)) != (last.odd, last.temps):
        return None
    maker = derive_new if last.generation == b"new" else derive
    if look_at_all(folder, names.sessions, maker, seen, watch):
        return None
    return msgspec.structs.replace(last.report, seconds=monotonic() - started)


def _last_check(stamps: StampStore) -> _LastCheck | None:
    note = stamps.note(_CHECKED)
    try:
        return None if note is None else msgspec.msgpack.decode(note, type=_LastCheck)
    except msgspec.MsgspecError:
        return None
