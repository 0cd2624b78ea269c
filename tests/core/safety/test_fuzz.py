"""Every file that we read, spoilt at random: no crash, no hang, and not one byte of the user's."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from core.errors import StoreError
from core.locations import OwnPlaces
from core.repair.check import SecondLook
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename, Renamed
from tests.builders import (
    INDEX,
    MAY,
    a_new_session,
    a_row,
    a_session,
    contents,
    some_messages,
    text_of,
)
from tests.core.safety.conftest import Note
from tests.core.safety.damage import Damage, Gone, Spliced, several, spoil, spoilt

LONG = os.environ.get("SESSION_BROWSER_LONG") == "1"
EXAMPLES = 25_000 if LONG else 15
SECONDS, MOST_MEMORY_KB = 1.0, 1024 * 1024

pytestmark = [pytest.mark.usefixtures("aged"), pytest.mark.timeout(3_600)]
fuzz = settings(max_examples=EXAMPLES, deadline=None)

SESSIONS = [
    a_session("s0001", title='重构 "x"', updated_at=MAY + 60),
    a_session("s0002", updated_at=MAY + 120, messages=some_messages(400)),
]
FILES = {f"{session['session_id']}.json": text_of(session) for session in SESSIONS}
TEXTS = [
    text_of(SESSIONS[0]),
    text_of(a_new_session("s0001", messages=some_messages(1))),
    b'{"session_id":"s0001","title":"T","messages":[{"role":"user","x":[1,{}]}],"u":1e5}',
]
ROWS = [a_row(session) for session in reversed(SESSIONS)]
INDEXES = [
    text_of(ROWS),
    text_of([*ROWS, a_row(a_session("gone"))]),
    json.dumps(ROWS).encode(),
]
PROJECTS = [
    text_of([{"project_id": f"{n:012x}", "name": f"P {n}", "color": "#fff"} for n in range(3)])
]


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for the disk nor for a second look at the folder."""
    monkeypatch.setattr(SecondLook, "APART", 0.0)
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(autouse=True)
def _memory_is_bounded(note: Note) -> Iterator[None]:
    """Fail if the examples of a test made this process grow by a gigabyte."""
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    yield
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    note(f"{EXAMPLES} examples in {time.monotonic() - started:.0f} s, {grown / 1024:.0f} MB more")
    assert grown < MOST_MEMORY_KB


@contextmanager
def a_place(index: bytes = INDEXES[1]) -> Iterator[Path]:
    """A folder of two good sessions, one of them big, whose index has a ghost."""
    place = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        folder = place / "sessions"
        folder.mkdir()
        for name, data in FILES.items():
            (folder / name).write_bytes(data)
        (folder / INDEX).write_bytes(index)
        yield place
    finally:
        shutil.rmtree(place)


def opened(place: Path) -> SessionStore:
    places = OwnPlaces(place / "cache", place / "state")
    return SessionStore(place / "sessions", places=places, server=NO_SERVER)


def quickly(work: Callable[[], object]) -> None:
    """Do some work, which may be refused; fail if it takes more than a second of this thread."""
    started = time.thread_time()
    with suppress(StoreError):
        work()
    assert time.thread_time() - started < SECONDS


def look_and_repair(place: Path) -> None:
    """Look at everything, then repair: only the index may change, and only by the repair."""
    store = opened(place)
    before = contents(place / "sessions")
    for look in (
        lambda: store.list_sessions(sizes=True),
        lambda: store.newest(5),
        store.projects,
        store.check,
        store.plan,
        lambda: store.details("s0001"),
        lambda: store.load("s0001"),
    ):
        quickly(look)
    assert contents(place / "sessions") == before
    quickly(store.repair)
    after = contents(place / "sessions")
    assert {n: d for n, d in after.items() if n != INDEX} == {
        n: d for n, d in before.items() if n != INDEX
    }
    assert store.check().repairable == []
    json.loads(after[INDEX])


@fuzz
@given(spoilt(TEXTS))
def test_a_spoilt_session(data: bytes) -> None:
    with a_place() as place:
        path = place / "sessions" / "s0001.json"
        path.write_bytes(data)
        look_and_repair(place)
        (answer,) = opened(place).edit_titles([Rename("s0001", "New")])
        if isinstance(answer, Renamed):
            assert json.loads(path.read_bytes())["title"] == "New"
        else:
            assert path.read_bytes() == data


@fuzz
@given(spoilt(INDEXES))
def test_a_spoilt_index(data: bytes) -> None:
    with a_place(data) as place:
        look_and_repair(place)
        assert {row.session_id for row in opened(place).list_sessions()} == {"s0001", "s0002"}


@fuzz
@given(spoilt(PROJECTS))
def test_spoilt_projects(data: bytes) -> None:
    with a_place() as place:
        (place / "projects.json").write_bytes(data)
        for project in opened(place).projects():
            f"{project.project_id}{project.name}{project.color}".encode()
        look_and_repair(place)
        assert (place / "projects.json").read_bytes() == data


# --- what we have noted down ourselves -----------------------------------------------------------

FOREIGN = """
create table {table} (a, b, c);
insert into {table} values ('01', {value}, {value}), (2, {value}, {value});
"""


@pytest.fixture(scope="module")
def known() -> Iterator[Path]:
    """A place that has been checked, and its repaired index."""
    with a_place() as place:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("core.disk.reading.FRESH_NS", 0)
            opened(place).check()
        shutil.copy(place / "cache" / "stamps.sqlite", place / "remembered")
        yield place


def remembered(known: Path) -> bytes:
    """What has been noted down of that place."""
    return (known / "remembered").read_bytes()


def assert_repair_is_right(place: Path) -> None:
    """Whatever was remembered, the index is repaired by what the files say."""
    index = place / "sessions" / INDEX
    before, status = index.read_bytes(), index.stat()
    look_and_repair(place)
    assert json.loads(index.read_bytes()) == ROWS
    index.write_bytes(before)
    os.utime(index, ns=(status.st_atime_ns, status.st_mtime_ns))


@fuzz
@given(done=several)
@example(done=[Gone(110, 84), Spliced(0, 0, 235)])  # SQLite's own words are no UTF-8 then
def test_spoilt_stamps(known: Path, done: list[Damage]) -> None:
    (known / "cache" / "stamps.sqlite").write_bytes(spoil(remembered(known), done))
    assert_repair_is_right(known)


@pytest.mark.parametrize("value", ["null", "7", "'text'", "x'00'", "zeroblob(9000)"])
@pytest.mark.parametrize("table", ["seen", "rows", "problems", "notes"])
def test_stamps_of_another_shape(known: Path, table: str, value: str) -> None:
    path = known / "cache" / "stamps.sqlite"
    path.write_bytes(remembered(known))
    with closing(sqlite3.connect(path)) as opened_one:
        opened_one.execute(f"drop table {table}")
        opened_one.executescript(FOREIGN.format(table=table, value=value))
    assert_repair_is_right(known)
