"""Check each kind of fault (DESIGN 7.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.repair.reports import CheckReport
from core.store import SessionStore
from core.values import Finding
from tests.builders import (
    MAY,
    a_session,
    contents,
    write_session,
)
from tests.core.repair.spoilt import (
    EVERY,
    REPAIRABLE,
    Fault,
)

pytestmark = pytest.mark.usefixtures("aged")


def checked(folder: Path) -> CheckReport:
    return SessionStore(folder).check()


def test_a_good_store_has_no_findings(folder: Path) -> None:
    report = checked(folder)
    assert (report.findings, report.sessions, report.rows) == ([], 6, 6)
    assert report.warnings == []


@pytest.mark.parametrize("fault", EVERY.values(), ids=EVERY.keys())
class TestCheck:
    """What is wrong is told, and left alone."""

    def test_it_is_told_once(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        found = [f for f in checked(folder).findings if f.kind == fault.kind and is_of(f, fault)]
        assert len(found) == 1
        assert found[0].field == fault.field

    def test_it_is_repairable_or_a_note(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        (found,) = (f for f in checked(folder).findings if f.kind == fault.kind and is_of(f, fault))
        assert found.repairable == (fault in REPAIRABLE.values())

    def test_nothing_is_changed(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        before = contents(folder), folder.stat().st_mtime_ns
        checked(folder)
        assert (contents(folder), folder.stat().st_mtime_ns) == before

    def test_its_file_is_named(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        for finding in checked(folder).findings:
            assert Path(finding.path).parent == folder
            assert finding.path

    def test_a_second_check_says_the_same(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        store = SessionStore(folder)
        first = store.check().findings
        assert store.check().findings == first
        assert SessionStore(folder).check().findings == first
        assert store.check(read_all=True).findings == first

    def test_a_check_sees_that_it_has_come(self, folder: Path, fault: Fault) -> None:
        store = SessionStore(folder)
        assert store.check().findings == []
        fault.spoil(folder)
        assert fault.kind in {finding.kind for finding in store.check().findings}

    def test_the_report_counts_it(self, folder: Path, fault: Fault) -> None:
        fault.spoil(folder)
        report = checked(folder)
        assert report.counts[fault.kind] == len(report[fault.kind])  # type: ignore[index]
        assert report.health.checked


def is_of(finding: Finding, fault: Fault) -> bool:
    words = fault.reason or ""
    return finding.session_id == fault.session_id and words in (finding.reason or "")


def test_a_stale_row_says_each_field_with_its_old_and_new_value(folder: Path) -> None:
    write_session(
        folder, a_session("s0001", updated_at=MAY + 60, title="New", model="haiku", pinned=True)
    )
    found = {(f.field, f.old, f.new) for f in checked(folder)["stale"]}
    assert found == {
        ("title", "Title of s0001", "New"),
        ("model", "opus", "haiku"),
        ("pinned", False, True),
    }


def test_a_store_of_the_new_generation_is_clean(sample_new: Path) -> None:
    assert checked(sample_new).findings == []


@pytest.mark.parametrize("kind", ["stale", "duplicate"])
def test_a_finding_about_a_row_tells_the_title_of_the_session(folder: Path, kind: str) -> None:
    fault = next(fault for fault in EVERY.values() if fault.kind == kind)
    fault.spoil(folder)
    store = SessionStore(folder)
    found = [finding for finding in store.check().findings if finding.kind == kind]
    assert found
    assert [f.title for f in found] == [store.load(f.session_id).title for f in found]
