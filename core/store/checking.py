"""Checking and repairing the index of a folder, from the survey to the receipt (DESIGN 7)."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from core.errors import Conflict
from core.memory import collector_paused
from core.repair.build import Chosen, repaired_rows
from core.repair.check import keep_report, report_on, unchanged_report
from core.repair.engine import NOT_WRITTEN, Written, put_in_place, receipt_for
from core.repair.reports import CheckReport, Receipt
from core.repair.survey import Survey, survey
from core.store.folder_state import FolderState
from core.values import Finding, Watch

TRIES = 5
"""How often a repair is planned again because another program wrote the index meanwhile."""


@collector_paused()
def check(state: FolderState, watch: Watch, *, read_all: bool) -> CheckReport:
    """Return what is wrong with the store; see `SessionStore.check`."""
    started = monotonic()
    if not read_all and not state.announced:
        report = unchanged_report(state.folder, state.stamps, watch)
        if report is not None:
            return report
    seen = _survey(state, watch, read_all=read_all)
    report = report_on(seen, monotonic() - started)
    keep_report(state.stamps, seen, report)
    return report


@collector_paused()
def repair(state: FolderState, chosen: Chosen, watch: Watch, *, read_all: bool) -> Receipt:
    """Put the `chosen` findings right; see `SessionStore.repair`."""
    started = monotonic()
    for left in reversed(range(TRIES)):
        seen = _survey(state, watch, read_all=read_all and left == TRIES - 1)
        report = report_on(seen, monotonic() - started)
        done = [f for f in report.repairable if (f.kind, f.session_id) in chosen]
        try:
            written = _put_right(state, seen, done, watch)
        except Conflict:
            if not left:
                raise
        else:
            break
    return receipt_for(report, done, written, started)


def _put_right(
    state: FolderState, seen: Survey, findings: Sequence[Finding], watch: Watch
) -> Written:
    if not findings:
        return NOT_WRITTEN
    rows = repaired_rows(seen, findings)
    with state.writing():
        return put_in_place(seen, rows, state.places, watch)


def _survey(state: FolderState, watch: Watch, *, read_all: bool) -> Survey:
    return survey(
        state.folder,
        state.stamps,
        read_all=read_all,
        announced=state.announced,
        watch=watch,
    )
