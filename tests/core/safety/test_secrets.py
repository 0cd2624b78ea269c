"""Which files are opened: those of the folder, our own, and never one that a link points to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from core.errors import StoreError
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename
from tests.builders import INDEX, a_folder, a_session, rows_in, some_sessions, text_of, write_index

pytestmark = pytest.mark.usefixtures("aged")

ROOT = Path(__file__).resolve().parents[3]
PYTHON = (sys.prefix, sys.base_prefix, str(ROOT))
SECRETS = (".signing_key", ".sessions.json", "settings.json", ".pbkdf2_key", "passkeys.json")

_met: list[list[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _met and event in ("open", "os.listdir", "os.scandir", "sqlite3.connect"):
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            _met[-1].append(os.fsdecode(path))


sys.addaudithook(_hook)  # which cannot be taken back; while nobody asks it does nothing


@contextmanager
def what_is_opened() -> Iterator[list[str]]:
    """Give the paths of all that is opened or listed meanwhile."""
    met: list[str] = []
    _met.append(met)
    try:
        yield met
    finally:
        _met.remove(met)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder with the server's secrets, to which everything in `sessions` is a link."""
    state = tmp_path / "state"
    folder = a_folder(state / "sessions", *some_sessions(3))
    for name in SECRETS:
        (state / name).write_bytes(text_of(a_session("link1", title="SECRET")))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.json").write_bytes(text_of(a_session("link2", title="SECRET")))
    (folder / "link1.json").symlink_to(state / SECRETS[0])
    (folder / "link2.json").symlink_to("../../outside/secret.json")
    (folder / "link3.json").symlink_to(tmp_path / "outside")
    (folder / "s0001.json.bak").symlink_to(state / SECRETS[1])
    (folder / "s0001.tmp.4711.1").symlink_to(state / SECRETS[2])
    (folder / "s0002.tmp.sb-4194303-1f").symlink_to(state / SECRETS[3])
    (folder / "_turn_journal").symlink_to(tmp_path / "outside")
    (state / "projects.json").symlink_to(state / SECRETS[4])
    return state


@pytest.fixture
def store(state: Path) -> SessionStore:
    return SessionStore(state / "sessions", server=NO_SERVER)


IDS = ("link1", "link2", "link3", "s0001", "../settings", "_turn_journal/secret")
WORKS: dict[str, Callable[[SessionStore], object]] = {
    "list": lambda store: store.list_sessions(sizes=True),
    "newest": lambda store: store.newest(9),
    "check": lambda store: store.check(read_all=True),
    "plan": SessionStore.plan,
    "repair": SessionStore.repair,
    "rebuild": SessionStore.rebuild_index,
    "rename": lambda store: store.rename("s0001", "New"),
    "rename all": lambda store: store.edit_titles([Rename(i, "New") for i in IDS]),
    "details": lambda store: show_all(store),
    "projects": SessionStore.projects,
    "moved": SessionStore.moved,
}
work = pytest.mark.parametrize("work", WORKS.values(), ids=WORKS.keys())


def show_all(store: SessionStore) -> None:
    """Look at each session closely, and at what is none."""
    for session_id in IDS:
        with suppress(StoreError):
            store.details(session_id)
        with suppress(StoreError):
            store.load(session_id)


def spoil(folder: Path) -> None:
    """Leave something to repair, so that a repair writes."""
    write_index(folder, rows_in(folder)[1:])


def is_allowed(path: str, state: Path, home: Path) -> bool:
    """Tell whether that may be opened: in the folder and no link, ours, or a part of Python."""
    if path.startswith((*PYTHON, str(home), "/proc/self/", "/dev/null", "file://" + str(home))):
        return True
    if path == str(state / "projects.json"):
        return True
    return path == str(state / "sessions") or Path(path).parent == state / "sessions"


@work
def test_nothing_else_is_opened(
    state: Path, store: SessionStore, home: Path, work: Callable[[SessionStore], object]
) -> None:
    spoil(state / "sessions")
    with what_is_opened() as met, suppress(StoreError):
        work(store)
    assert [path for path in met if not is_allowed(path, state, home)] == []


@work
def test_no_secret_is_read_through_a_link(
    state: Path, store: SessionStore, work: Callable[[SessionStore], object]
) -> None:
    spoil(state / "sessions")
    secrets = [state / name for name in SECRETS] + [state.parent / "outside" / "secret.json"]
    for path in secrets:
        os.utime(path, ns=(10**18, 10**18))  # older than its change: a read would be noted
    with suppress(StoreError):
        work(store)
    assert [path.name for path in secrets if path.stat().st_atime_ns != 10**18] == []
    assert "SECRET" not in str(store.list_sessions(now=0.0))
    assert b"SECRET" not in (state / "sessions" / INDEX).read_bytes()


@work
def test_an_index_that_is_a_link_is_not_followed(
    state: Path, store: SessionStore, work: Callable[[SessionStore], object]
) -> None:
    index, target = state / "sessions" / INDEX, state / SECRETS[0]
    index.unlink()
    index.symlink_to(target)
    before = target.read_bytes()
    with suppress(StoreError):
        work(store)
    assert target.read_bytes() == before
    assert "SECRET" not in str(store.list_sessions(now=0.0))


def test_a_sweep_of_what_a_dead_program_left_removes_the_link_and_not_its_target(
    state: Path, store: SessionStore
) -> None:
    store.rename("s0001", "New")
    assert not (state / "sessions" / "s0002.tmp.sb-4194303-1f").is_symlink()
    assert (state / SECRETS[3]).exists()
