"""What the tests of the repair dialog are made of: findings, reports, receipts, progress."""

from __future__ import annotations

from typing import Any

from core.repair.reports import CheckReport, Receipt
from core.store.requests import Progressed
from core.values import Finding, FindingKind

PLAN = "Your conversations are never changed or deleted."
ALL_WELL = "The index agrees with the files."
FOLDER = "/home/ann/.hermes/webui/sessions"


def a_finding(kind: FindingKind = "ghost", session_id: str = "aa11", **fields: Any) -> Finding:
    name = "_index.json" if kind == "index_broken" else f"{session_id}.json"
    given = {"path": f"{FOLDER}/{name}", "repairable": kind not in ("unreadable", "temp")}
    return Finding(kind=kind, session_id=session_id, **{**given, **fields})


def some_findings() -> list[Finding]:
    """Seven findings of five kinds, two of them notes."""
    return [
        a_finding("ghost", "20260412_101112_ab12cd"),
        a_finding("ghost", "8e81727b7ddd"),
        a_finding("unlisted", "6a307b7c0b59"),
        a_finding("stale", "53d0aa", field="title", old="Nginx 502", new="Nginx 502 after deploy"),
        a_finding("stale", "53d0aa", field="message_count", old=3, new=12),
        a_finding("unreadable", "broken0000", reason="cut off at byte 812"),
        a_finding("temp", "", path=f"{FOLDER}/77.tmp.4711.1", reason="left by another program"),
    ]


def many_ghosts(count: int) -> list[Finding]:
    return [a_finding("ghost", f"{number:012x}") for number in range(count)]


def a_report(findings: list[Finding] | None = None, **fields: Any) -> CheckReport:
    given = {"folder": FOLDER, "sessions": 4310, "rows": 4312, "seconds": 0.31}
    found = some_findings() if findings is None else findings
    return CheckReport(findings=found, **{**given, **fields})


def a_receipt(**fields: Any) -> Receipt:
    given: dict[str, Any] = {
        "folder": FOLDER,
        "state": "done",
        "counts": {"ghost": 2, "unlisted": 1, "stale": 2},
        "sessions": 4310,
        "seconds": 0.42,
        "backup": "/home/ann/.local/state/session-browser/backups/2026-11-22.json.gz",
        "repair_id": "r1",
    }
    return Receipt(**{**given, **fields})


def some_progress(done: int = 1200, total: int = 4310, **fields: Any) -> Progressed:
    given = {"step": 2, "steps": 4, "name": "Reading the files", "item": "8e81727b7ddd.json"}
    return Progressed(done=done, total=total, **{**given, **fields})
