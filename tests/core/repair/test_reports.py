"""What a check hands over, and what it reads for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.repair.reports import CheckReport
from core.store import SessionStore
from core.values import KINDS
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    some_sessions,
    text_of,
    write_index,
    write_session,
)
from tests.core.repair.spoilt import ghost

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder)


def with_ghosts(place: Path, sessions: int, ghosts: int) -> Path:
    """A folder whose index has rows for `sessions` files and for `ghosts` that are not there."""
    there = some_sessions(sessions)
    gone = [a_session(f"gone{number}") for number in range(ghosts)]
    folder = a_folder(place / "sessions", *there, index=None)
    write_index(folder, [a_row(session) for session in there + gone])
    return folder


class TestReport:
    """What a check hands over."""

    def test_it_reads_like_a_mapping_of_kinds(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        report = store.check()
        assert [finding.session_id for finding in report["ghost"]] == ["s0001"]
        assert list(report) == ["ghost"]
        assert report["stale"] == []

    def test_every_kind_is_counted(self, store: SessionStore) -> None:
        assert store.check().counts == dict.fromkeys(KINDS, 0)

    def test_findings_are_in_the_order_of_their_ids(self, tmp_path: Path) -> None:
        report = SessionStore(with_ghosts(tmp_path, 2, 5)).check()
        ids = [finding.session_id for finding in report.findings]
        assert ids == sorted(ids)

    def test_the_store_knows_its_health_from_it(self, store: SessionStore, folder: Path) -> None:
        ghost(folder)
        report = store.check()
        assert isinstance(report, CheckReport)
        assert store.health == report.health
        assert store.health.repairable == 1

    def test_it_has_taken_time(self, store: SessionStore) -> None:
        assert store.check().seconds > 0


class TestReadAgain:
    """After the first time only files that moved are read."""

    def test_an_unchanged_store_is_not_read(
        self, store: SessionStore, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = store.check()
        opened = opened_in(folder, monkeypatch)
        assert store.check().findings == first.findings
        assert opened == []

    def test_a_changed_file_is(
        self, store: SessionStore, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.check()
        write_session(folder, a_session("s0003", title="Changed"))
        opened = opened_in(folder, monkeypatch)
        store.check()
        assert {name for name in opened if name != INDEX} == {"s0003.json"}

    def test_on_request_all_are(
        self, store: SessionStore, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.check()
        opened = opened_in(folder, monkeypatch)
        store.check(read_all=True)
        assert len({name for name in opened if name != INDEX}) == 6

    def test_our_own_data_may_vanish_at_any_time(
        self, store: SessionStore, folder: Path, home: Path
    ) -> None:
        ghost(folder)
        first = store.check().findings
        for path in (home / "cache_home").rglob("*.sqlite"):
            path.unlink()
        assert store.check().findings == first

    @pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
    def test_our_own_data_may_be_damaged(
        self, store: SessionStore, folder: Path, home: Path, data: bytes
    ) -> None:
        ghost(folder)
        first = store.check().findings
        for path in (home / "cache_home").rglob("*.sqlite"):
            path.write_bytes(data)
        assert store.check().findings == first
        assert store.list_sessions()

    def test_a_cache_that_cannot_be_written_stops_nothing(self, folder: Path, home: Path) -> None:
        (home / "cache_home" / "session-browser").write_text("in the way")
        ghost(folder)
        store = SessionStore(folder)
        assert store.check().counts["ghost"] == 1
        assert store.repair().state == "done"


def opened_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files of `folder` that are read from now on."""
    from core.disk import reading

    names: list[str] = []
    opened = reading.os.open

    def note(path: str | Path, *arguments: int, **named: int) -> int:
        if Path(path).parent == folder:
            names.append(Path(path).name)
        return opened(path, *arguments, **named)

    monkeypatch.setattr(reading.os, "open", note)
    return names


def test_findings_with_values_that_are_hard_to_keep_are_kept(tmp_path: Path) -> None:
    session = a_session("aa11")
    rows = text_of([a_row(session, input_tokens=10**40, model="M")]).replace(b'"M"', rb'"\ud800"')
    store = SessionStore(a_folder(tmp_path / "s", session, index=rows))
    first = store.check()
    assert store.check().findings == first.findings
    assert len(first["stale"]) == 2


def test_names_that_are_not_utf8_are_kept(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", a_session("aa11"))
    for name in (b"\xff.tmp.1.2", b"\xfe.json"):
        (folder / name.decode("utf-8", "surrogateescape")).write_bytes(b"{}")
    store = SessionStore(folder)
    first = store.check()
    assert (first.counts["temp"], first.counts["unreadable"]) == (1, 1)
    assert store.check().findings == first.findings
