"""What a check found and what a repair did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from core.values import KINDS, Finding, FindingKind, Health


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """The findings of one check, and what has to be asked before they are repaired.

    Reads like a mapping too: `report["ghost"]` is the list of ghosts.
    """

    folder: str
    findings: list[Finding]
    sessions: int
    """How many session files can be read."""
    rows: int
    """How many rows the index has; 0 if it is broken or missing."""
    seconds: float
    warnings: list[str] = []
    """Sentences of DESIGN 7.3: why a repair might be a mistake right now."""

    @property
    def counts(self) -> dict[FindingKind, int]:
        """Findings by kind; every kind is there, most of them 0."""
        counts = dict.fromkeys(KINDS, 0)
        for finding in self.findings:
            counts[finding.kind] += 1
        return counts

    @property
    def repairable(self) -> list[Finding]:
        """The findings that a repair would put right."""
        return [finding for finding in self.findings if finding.repairable]

    def __getitem__(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_kind)

    @property
    def by_kind(self) -> Mapping[FindingKind, list[Finding]]:
        """The findings of each kind that was found."""
        return {kind: self[kind] for kind in KINDS if self[kind]}

    @property
    def health(self) -> Health:
        """The same, as the counts that a status bar shows."""
        counts = self.counts
        return Health(
            ghosts=counts["ghost"],
            unlisted=counts["unlisted"],
            stale=counts["stale"],
            duplicates=counts["duplicate"],
            mismatched=sum(f.repairable for f in self["id_mismatch"]),
            index_broken=bool(counts["index_broken"]),
            unreadable=counts["unreadable"] + sum(not f.repairable for f in self["id_mismatch"]),
            checked=True,
        )


RepairState = Literal["done", "nothing to do", "undone", "cancelled", "failed"]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a repair did (DESIGN 7.7). `counts` are the findings that were put right, by kind."""

    folder: str
    state: RepairState
    counts: dict[FindingKind, int] = {}
    unreadable: list[Finding] = []
    sessions: int = 0
    seconds: float = 0.0
    backup: str | None = None
    """Path of the compressed copy of the index as it was before; None if there was none."""
    repair_id: str | None = None
    """Names this repair for `undo_repair`; None if there is nothing to undo."""

    @property
    def sessions_per_second(self) -> float:
        """How fast the sessions went through, for the receipt."""
        return self.sessions / self.seconds if self.seconds else 0.0
