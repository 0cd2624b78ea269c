"""Putting the index right, and going back on it. The caller holds the folder's lock (DESIGN 7)."""

from __future__ import annotations

import os
import secrets
import stat
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from core.disk.atomic import Expected, replace
from core.disk.index_file import MAX_INDEX, IndexBroken, IndexText, text_of
from core.disk.members import spans, splice
from core.disk.merge import merge
from core.disk.reading import Stamp, read_regular, stamp_of
from core.disk.rows import Derive
from core.errors import Refused, StoreError, disk_trouble, readable
from core.locations import INDEX_NAME, OwnPlaces
from core.repair.backups import (
    RepairRecord,
    back_up,
    forget_record,
    read_backup,
    read_record,
    write_record,
)
from core.repair.build import NewRow, in_order, new_row
from core.repair.reports import CheckReport, Receipt
from core.repair.survey import Survey
from core.stamps.heads import look_at
from core.values import NOBODY, Finding, FindingKind, Watch

_NO_STAMP = Stamp(0, 0, 0, 0)


class Written(NamedTuple):
    """What became of a new index: was it written, where is the old one, how is that undone."""

    wrote: bool
    backup: str | None
    repair_id: str | None


NOT_WRITTEN = Written(wrote=False, backup=None, repair_id=None)


def put_in_place(
    survey: Survey,
    rows: list[NewRow],
    places: OwnPlaces,
    watch: Watch = NOBODY,
) -> Written:
    """Write an index of `rows`, if it differs from the one that `survey` saw.

    The old one is backed up first. Raises `Conflict` if the index is no longer the one that was
    surveyed, and `Cancelled`; the old index then stands as it was.
    """
    path = survey.folder / INDEX_NAME
    literals = [literal for _, _, literal in rows]
    if not survey.index.broken and literals == survey.index.literals:
        return NOT_WRITTEN
    new = IndexText.of_rows(literals, _NO_STAMP)
    _verify(new, rows)
    old = _old_bytes(path) if survey.index.stamp is not None else None
    watch.check_cancel()
    backup = back_up(places.state, old) if old is not None else None
    stamp = replace(path, new.parts(), Expected(survey.index.stamp))
    repair_id = secrets.token_hex(6)
    record = RepairRecord(repair_id, stamp.packed(), str(backup) if backup else None)
    try:
        write_record(places.state, record)
    except StoreError:  # repaired all the same, only not to be undone by us
        return Written(True, record.backup, None)
    return Written(True, record.backup, repair_id)


def _old_bytes(path: Path) -> bytes | None:
    """Return the bytes of the old index; None for a link, fifo or the like, which has none."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return read_regular(path, limit=MAX_INDEX)[0]
    except OSError as error:
        raise disk_trouble("read", path, error) from error


def _verify(new: IndexText, rows: list[NewRow]) -> None:
    """Read the new index back before it takes the old one's place."""
    read = [(brief.updated_at, brief.session_id) for brief in new.briefs()]
    wanted = [(updated_at, session_id) for updated_at, session_id, _ in rows]
    # The time of a row with odd values may be told otherwise, now that its neighbours are good.
    if read != wanted and new.literals() != [literal for _, _, literal in rows]:
        raise Refused("The repaired index did not read back as it should; nothing was changed.")


def receipt_for(
    report: CheckReport,
    done: Iterable[Finding],
    written: Written,
    started: float,
) -> Receipt:
    """Return the receipt of a repair that put the findings `done` right (DESIGN 7.7)."""
    counts: Counter[FindingKind] = Counter(finding.kind for finding in done)
    return Receipt(
        folder=report.folder,
        state="done" if written.wrote else "nothing to do",
        counts=dict(counts) if written.wrote else {},
        unreadable=[
            f
            for f in report.findings
            if f.kind in ("unreadable", "id_mismatch") and not f.repairable
        ],
        sessions=report.sessions,
        seconds=monotonic() - started,
        backup=written.backup,
        repair_id=written.repair_id,
    )


def undo(folder: Path, places: OwnPlaces, repair_id: str, derive: Derive) -> Receipt:
    """Put the index back as it was before the repair, with our own later edits applied again.

    Raises `Refused` if the repair is not the last one, or if somebody else has written the index
    since.
    """
    started, path = monotonic(), folder / INDEX_NAME
    record = read_record(places.state)
    if record is None or record.repair_id != repair_id:
        raise Refused("This repair can no longer be undone: it is not the last one.", path=path)
    now = stamp_of(path)
    if now is None or now.packed() != record.index:
        raise Refused(
            "The repair was not undone: another program has written the index since.", path=path
        )
    if record.backup is None:
        _take_away(path)
    else:
        data = _with_later_edits(read_backup(Path(record.backup)), record, folder, derive)
        replace(path, data, Expected(now))
    forget_record(places.state)
    return Receipt(folder=readable(str(folder)), state="undone", seconds=monotonic() - started)


def _take_away(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise disk_trouble("remove", path, error) from error


def _with_later_edits(
    data: bytes, record: RepairRecord, folder: Path, derive: Derive
) -> list[bytes | memoryview]:
    """Return the backup `data` with the rows of the sessions touched since brought up to date."""
    if not record.touched:
        return [data]
    try:
        text = IndexText.of(data, _NO_STAMP)
        derived = {i: _derived(folder, i, derive) for i in record.touched}
        text.edit({i: _later(derived[i], how) for i, how in record.touched.items()})
        made = [derived[i] for i, how in record.touched.items() if how == "row"]
        return _with_new_rows(text, [literal for literal in made if literal is not None])
    except IndexBroken:  # then it had no rows that could be brought up to date
        return [data]


def _derived(folder: Path, session_id: str, derive: Derive) -> bytes | None:
    found = look_at(str(folder / f"{session_id}.json"), session_id, derive)
    return None if found is None else found.literal


def _with_new_rows(text: IndexText, made: Iterable[bytes]) -> list[bytes | memoryview]:
    """Return the parts of `text` with those of the rows `made` that it does not have, in place."""
    briefs = text.briefs()
    known = {brief.session_id for brief in briefs}
    new = [row for row in map(new_row, made) if row[1] not in known]
    if not new:
        return text.parts()
    pairs = zip(briefs, text.literals(), strict=True)
    rows = [(brief.updated_at, brief.session_id, literal) for brief, literal in pairs]
    return text_of([literal for _, _, literal in in_order([*rows, *new])])


def _later(derived: bytes | None, how: str) -> Callable[[bytes], bytes]:
    if derived is None:
        return lambda row: row
    if how == "row":
        return lambda row: merge(row, derived)
    return lambda row: b"".join(splice(row, _titles(row, derived)))


def _titles(row: bytes, derived: bytes) -> dict[str, bytes]:
    old, new = spans(row), spans(derived)
    both = [name for name in ("title", "manual_title") if name in old and name in new]
    return {name: derived[slice(*new[name])] for name in both}
