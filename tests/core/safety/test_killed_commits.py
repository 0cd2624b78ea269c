"""The program is killed in the middle of what it writes down about the files it has seen."""

from __future__ import annotations

import resource
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from core.disk import reading
from core.repair.reports import CheckReport
from core.stamps.stamp_store import LAYOUT
from tests.builders import a_folder, a_session, some_sessions, write_session
from tests.core.safety.killed_work import opened

PAGE = 4_096
"""How much SQLite writes at once, in bytes."""

SESSIONS = 4
CHANGED = ("s0001", "s0002")

CheckUpTo = Callable[[Path, int], int | None]


def check(place: Path) -> CheckReport:
    """Check the folder in `place` for what moved since the last time."""
    return opened(place).check()


def check_up_to(place: Path, most: int) -> None:
    """Check, as a process that dies when it writes beyond `most` bytes of any file."""
    reading.FRESH_NS = 0  # as the fixture `aged` does for the process of the test
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    check(place)


@pytest.fixture
def dying(processes: ForkServerContext) -> CheckUpTo:
    """Checks in a process of its own, and returns how that ended."""

    def run(place: Path, most: int) -> int | None:
        process = processes.Process(target=check_up_to, args=(place, most))
        process.start()
        process.join()
        return process.exitcode

    return run


@pytest.fixture
def place(tmp_path: Path, aged: None) -> Path:
    """A folder that was checked and found clean; two titles have changed since."""
    place = tmp_path / "place"
    a_folder(place / "sessions", *some_sessions(SESSIONS))
    assert check(place).findings == check(place).findings == []
    for session_id in CHANGED:
        write_session(place / "sessions", a_session(session_id, title="By the server"))
    return place


def test_the_next_check_finds_all_that_changed(place: Path, dying: CheckUpTo) -> None:
    database = place / "cache" / "stamps.sqlite"
    before = database.read_bytes()
    written = 0
    ends: list[int | None] = []
    while not ends or ends[-1] != 0:
        ends.append(dying(place, written * PAGE))
        found = {finding.session_id for finding in check(place).findings}
        assert found == set(CHANGED), f"after {written} pages"
        for path in database.parent.iterdir():
            path.unlink()
        database.write_bytes(before)
        written += 1
    assert set(ends) == {-signal.SIGXFSZ, 0}
    assert written > len(before) // PAGE


def test_a_damaged_page_is_healed_by_the_next_two_checks(place: Path) -> None:
    database = place / "cache" / "stamps.sqlite"
    good = database.read_bytes()
    for page in range(len(good) // PAGE):
        damaged = good[: page * PAGE] + b"\xa5" * PAGE + good[(page + 1) * PAGE :]
        database.write_bytes(damaged)
        check(place)
        check(place)
        assert opened(place).check().sessions == SESSIONS
        sizes = {row.size for row in opened(place).list_sessions(sizes=True)}
        assert None not in sizes, f"page {page}"


def test_a_database_of_somebody_else_is_made_anew(place: Path) -> None:
    database = place / "cache" / "stamps.sqlite"
    database.unlink()
    with closing(sqlite3.connect(database)) as foreign, foreign:
        foreign.execute("create table seen (whatever integer)")
        foreign.execute(f"pragma user_version = {LAYOUT}")
    check(place)
    check(place)
    assert None not in {row.size for row in opened(place).list_sessions(sizes=True)}
