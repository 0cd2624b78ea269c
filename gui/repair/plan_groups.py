"""The findings of one report by kind, with what is ticked: a plan, without a widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

from PySide6.QtCore import Qt

from core.values import KINDS, Finding, FindingKind

OPEN_UP_TO = 100
"""A kind with more findings than this starts folded, so that the others can be seen."""


class PlanGroup:
    """All findings of one kind, and which sessions' are not ticked.

    A repair is told kind and session id; so all findings of one kind about one session, such as
    two stale values of a row, are ticked together.
    """

    def __init__(self, kind: FindingKind, findings: list[Finding], *, expanded: bool) -> None:
        self.kind = kind
        self.findings = findings
        self.expanded = expanded
        self.heading = 0
        """The row of the heading; those of the findings follow while it is expanded."""
        self.repairable = sum(finding.repairable for finding in findings)
        self.ticked = self.repairable
        self._unticked: set[str] = set()

    @property
    def rows(self) -> int:
        """How many rows the group takes up."""
        return 1 + (len(self.findings) if self.expanded else 0)

    @property
    def state(self) -> Qt.CheckState:
        """The tick of the heading."""
        if not self.ticked:
            return Qt.CheckState.Unchecked
        if self.ticked < self.repairable:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked

    def is_ticked(self, finding: Finding) -> bool:
        """Tell whether `finding` would be repaired."""
        return finding.repairable and finding.session_id not in self._unticked

    def set_all(self, *, ticked: bool) -> None:
        """Tick all findings, or none."""
        self._unticked = set() if ticked else {finding.session_id for finding in self.findings}
        self.ticked = self.repairable if ticked else 0

    def set_some(self, places: Iterable[int], *, ticked: bool) -> None:
        """Tick the findings at `places`, or take their ticks away."""
        ids = {self.findings[place].session_id for place in places}
        if ticked:
            self._unticked -= ids
        else:
            self._unticked |= ids
        self.ticked = sum(map(self.is_ticked, self.findings))

    def chosen(self) -> list[tuple[FindingKind, str]]:
        """What a repair is told of this group: each session once, in the order of the report."""
        unticked = self._unticked
        ids = [f.session_id for f in self.findings if f.repairable]
        if unticked:
            ids = [session_id for session_id in ids if session_id not in unticked]
        return list(zip(repeat(self.kind), dict.fromkeys(ids)))


def grouped(findings: Sequence[Finding]) -> list[PlanGroup]:
    """The groups of `findings`, in the order in which kinds are shown; none is empty."""
    by_kind: dict[FindingKind, list[Finding]] = {kind: [] for kind in KINDS}
    for finding in findings:
        by_kind[finding.kind].append(finding)
    found = {kind: members for kind, members in by_kind.items() if members}
    return [
        PlanGroup(kind, members, expanded=len(members) <= OPEN_UP_TO or len(found) == 1)
        for kind, members in found.items()
    ]
