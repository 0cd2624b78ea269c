"""Files that are huge, or small and yet too much: a reason or an answer, in little memory."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest

from core.errors import StoreError
from core.server.finding import NO_SERVER
from core.store import SessionStore
from tests.builders import a_folder, a_session, session_in, some_sessions, text_of, write_session
from tests.core.safety.conftest import Note
from tests.core.safety.killed_work import opened

pytestmark = pytest.mark.usefixtures("aged")

GB = 1024**3
MB = 1024**2


def reasons(store: SessionStore) -> dict[str, str | None]:
    return {row.session_id: row.problem for row in store.list_sessions(now=0.0)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "sessions", *some_sessions(2))


@pytest.fixture
def store(folder: Path) -> SessionStore:
    return SessionStore(folder, server=NO_SERVER)


# --- huge ----------------------------------------------------------------------------------------


def everything(store: SessionStore, session_id: str) -> None:
    """All that can be done to a session, whether it can be done or not."""
    for work in (
        lambda: store.rename(session_id, "New"),
        lambda: store.load(session_id),
        lambda: store.details(session_id),
        store.list_sessions,
        lambda: store.check(read_all=True),
        store.repair,  # refused where the old index is too big to be backed up
    ):
        with suppress(StoreError):
            work()


def memory_of(place: Path, session_id: str, pipe: Connection) -> None:
    """Tell by how many bytes a process grows that does all of it, and what the list says."""
    store = opened(place)
    before = getrusage(RUSAGE_SELF).ru_maxrss
    everything(store, session_id)
    pipe.send(((getrusage(RUSAGE_SELF).ru_maxrss - before) * 1024, reasons(store)[session_id]))


Grown = Callable[[Path, str], tuple[int, str | None]]


@pytest.fixture
def grown(processes: ForkServerContext) -> Grown:
    """By how much a process grows that does everything to a session, and its problem."""

    def measure(place: Path, session_id: str) -> tuple[int, str | None]:
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=memory_of, args=(place, session_id, theirs))
        process.start()
        theirs.close()
        told: tuple[int, str | None] = ours.recv()
        process.join()
        ours.close()
        return told

    return measure


@pytest.mark.parametrize("name", ["huge.json", "_index.json"])
def test_a_file_of_a_terabyte_is_a_reason_and_costs_no_memory(
    folder: Path, grown: Grown, name: str
) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(1024 * GB)
    size, _ = grown(folder.parent, "s0001")
    assert size < 50 * MB


def test_a_session_of_a_gigabyte_says_why_it_is_not_opened(
    folder: Path, store: SessionStore
) -> None:
    with (folder / "huge.json").open("wb") as file:
        file.truncate(GB)
    everything(store, "huge")
    assert reasons(store)["huge"] == "it has 1,073,741,824 bytes, more than can be opened"
    assert (folder / "huge.json").stat().st_size == GB


def a_session_of(path: Path, size: int) -> None:
    """Write a session of about `size` bytes, all of it messages."""
    message = json.dumps({"role": "user", "content": "x" * MB})
    head, tail = text_of(a_session(path.stem, messages=[])).decode().split('"messages": []')
    with path.open("w") as file:
        file.write(f'{head}"messages": [')
        file.write(message)
        for _ in range(size // MB - 1):
            file.write(f",{message}")
        file.write(f"]{tail}")


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(16, id="16MB"),
        pytest.param(500, id="500MB", marks=[pytest.mark.long, pytest.mark.timeout(600)]),
        pytest.param(1_024, id="1GB", marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_a_real_conversation_of_that_size_is_edited_or_refused(
    folder: Path, grown: Grown, size: int, note: Note
) -> None:
    path = folder / "big1.json"
    a_session_of(path, size * MB)
    before = path.stat().st_size
    most, problem = grown(folder.parent, "big1")
    note(f"{size} MB: {most / MB:.0f} MB of memory, {problem or 'renamed'}")
    if problem is None:
        assert path.stat().st_size == before + len("New") - len("Title of big1")
    else:
        assert path.stat().st_size == before
    assert (problem is None) == (size <= 512)
    assert most < 4 * size * MB + 100 * MB


# --- small, and yet too much ---------------------------------------------------------------------


def in_session(member: str) -> bytes:
    """A session with one more member."""
    text = text_of(a_session("odd1")).decode()
    return f"{text[:-2]},\n  {member}\n}}".encode()


KEYS = ", ".join(f'"k{number}": {number}' for number in range(100_000))
READABLE = {
    "100,000 keys": in_session(KEYS),
    "100,000 keys inside": in_session(f'"x": {{{KEYS}}}'),
    "a million empty lists": in_session(f'"x": [{"[]," * 999_999}[]]'),
    "one key 100,000 times": in_session(", ".join(['"again": 1'] * 100_000)),
    "its id twice": in_session('"session_id": "odd1"'),
    "its messages twice": in_session('"messages": []'),
    "900 levels": in_session(f'"x": {"[" * 900}{"]" * 900}'),
    "100,000 escapes": in_session('"x": "' + "\\u0000\\ud800\\u202e" * 33_333 + '"'),
    "a key of a megabyte": in_session(f'"{"k" * MB}": 1'),
    "a title of a megabyte": in_session(f'"title": "{"t" * MB}"'),
    "a number of 4,000 digits": in_session(f'"x": {"9" * 4_000}'),
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE.keys())
def test_a_session_with_too_much_of_something_is_listed_and_renamed(
    folder: Path, store: SessionStore, text: bytes
) -> None:
    (folder / "odd1.json").write_bytes(text)
    assert reasons(store) == {"s0000": None, "s0001": None, "odd1": None}
    store.rename("odd1", "New")
    after = (folder / "odd1.json").read_bytes()
    assert session_in(folder, "odd1")["title"] == "New"
    assert len(after) >= len(text) - MB - 100
    store.repair()
    assert store.check(read_all=True).findings == []


UNREADABLE = {
    "another id the second time": in_session('"session_id": "odd2"'),
    "a million levels": in_session(f'"x": {"[" * 1_000_000}{"]" * 1_000_000}'),
    "a million levels of objects": in_session('"x": ' + '{"a":' * 1_000_000),
    "a million opening quotes": b'{"session_id": "odd1", ' + b'"' * 1_000_000,
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_python_does_not_read_is_a_reason_and_stays(
    folder: Path, store: SessionStore, text: bytes
) -> None:
    (folder / "odd1.json").write_bytes(text)
    everything(store, "odd1")
    found = reasons(store)
    assert found.pop("odd1")
    assert found == {"s0000": None, "s0001": None}
    assert (folder / "odd1.json").read_bytes() == text


# --- names and kinds -----------------------------------------------------------------------------


def test_ids_that_differ_only_in_case_are_two_sessions(folder: Path, store: SessionStore) -> None:
    write_session(folder, a_session("case"))
    if (folder / "CASE.json").exists():
        pytest.skip("this file system takes both for the same name")
    write_session(folder, a_session("CASE"))
    store.repair()
    store.rename("CASE", "Upper")
    store.rename("case", "Lower")
    titles = {row.session_id: row.title for row in store.list_sessions()}
    assert (titles["CASE"], titles["case"]) == ("Upper", "Lower")
    assert store.check(read_all=True).findings == []


@pytest.mark.parametrize("name", ["device.json", "_index.json"])
@pytest.mark.parametrize(
    ("kind", "numbers"),
    [(stat.S_IFCHR, (1, 5)), (stat.S_IFCHR, (1, 9)), (stat.S_IFBLK, (7, 200))],
    ids=["zero", "urandom", "block"],
)
def test_a_device_is_not_read_and_not_waited_for(
    folder: Path, store: SessionStore, name: str, kind: int, numbers: tuple[int, int]
) -> None:
    (folder / name).unlink(missing_ok=True)
    try:
        os.mknod(folder / name, kind | 0o600, os.makedev(*numbers))
    except PermissionError:
        pytest.skip("only root can make devices, and not everywhere")
    store.check(read_all=True)
    found = reasons(store)
    assert found.pop("device", "it is not a regular file") == "it is not a regular file"
    assert found == {"s0000": None, "s0001": None}
