"""The folder goes away while a store has it open: unmounted, plainly or lazily, or deleted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotFound, StoreError
from core.locations import OwnPlaces
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename, Renamed
from tests.builders import (
    INDEX,
    MAY,
    a_folder,
    a_row,
    a_session,
    contents,
    some_sessions,
    write_index,
    write_session,
)
from tests.core.safety.conftest import Mounts

LAZILY = ("-l",)


@dataclass
class Watched:
    """Calls something before the event number `at` below `root`, as Python's audit tells them."""

    root: str
    at: int
    what: Callable[[], object]
    seen: int = 0

    def met(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count an event below the root."""
        path = arguments[0] if arguments else None
        if isinstance(path, str | Path) and str(path).startswith(self.root):
            self.seen += 1
            if self.seen - 1 == self.at:
                _watched.clear()
                self.what()


_watched: list[Watched] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and (event == "open" or event.startswith("os.")):
        _watched[-1].met(event, arguments)


sys.addaudithook(_hook)  # which cannot be taken back; with nothing watched it does nothing


@dataclass
class Mounted:
    """A folder that is mounted at a second place, where a store has opened it."""

    mounts: Mounts
    real: Path
    view: Path
    store: SessionStore
    before: dict[str, bytes] = field(default_factory=dict)

    def unmount(self, *how: str) -> None:
        """Take the second place away; an empty folder is left there."""
        self.mounts.unmount(self.view, *how)

    def mount_again(self) -> None:
        """Bring the second place back."""
        self.mounts.bind(self.real, self.view)


Make = Callable[[], Mounted]


@pytest.fixture
def make(mounts: Mounts, tmp_path: Path) -> Make:
    """Makes a folder with something to repair, and mounts it at a second place."""
    made: list[Mounted] = []

    def _make() -> Mounted:
        place = tmp_path / f"place{len(made)}"
        real = place / "real"
        sessions = some_sessions(3)
        a_folder(real, *sessions)
        write_index(real, [*map(a_row, sessions), a_row(a_session("gone"))])
        write_session(real, a_session("lost", updated_at=MAY + 90))
        view = mounts.bind(real, place / "view")
        places = OwnPlaces(place / "cache", place / "state")
        store = SessionStore(view, places=places, server=NO_SERVER)
        made.append(Mounted(mounts, real, view, store, contents(real)))
        return made[-1]

    return _make


def rename(store: SessionStore) -> object:
    return store.rename("s0001", "New")


def rename_many(store: SessionStore) -> object:
    answers = store.edit_titles([Rename(f"s000{n}", "New") for n in range(3)])
    bad = [answer for answer in answers if not isinstance(answer, Renamed)]
    if bad:
        raise bad[0]
    return answers


def save(store: SessionStore) -> object:
    session = store.load("s0001")
    session.model = "haiku"
    return store.save(session, touch=False)


WORKS: list[Callable[[SessionStore], object]] = [
    *(rename, rename_many, save, SessionStore.repair, SessionStore.rebuild_index),
    *(SessionStore.check, SessionStore.list_sessions),
]
work = pytest.mark.parametrize("work", WORKS)


@pytest.mark.parametrize("how", [(), LAZILY], ids=["plainly", "lazily"])
class TestUnmounted:
    """Between two calls."""

    def test_a_store_that_has_it_open_keeps_nobody_from_unmounting(
        self, make: Make, how: tuple[str, ...]
    ) -> None:
        mounted = make()
        mounted.store.list_sessions()
        mounted.store.rename("s0001", "New")
        mounted.unmount(*how)
        assert list(mounted.view.iterdir()) == []

    @work
    def test_nothing_is_written_where_it_was_or_into_it(
        self, make: Make, how: tuple[str, ...], work: Callable[[SessionStore], object]
    ) -> None:
        mounted = make()
        mounted.store.list_sessions()
        mounted.unmount(*how)
        with suppress(StoreError):
            work(mounted.store)
        assert list(mounted.view.iterdir()) == []
        assert contents(mounted.real) == mounted.before

    def test_a_rename_asks_whether_it_is_mounted(self, make: Make, how: tuple[str, ...]) -> None:
        mounted = make()
        mounted.store.list_sessions()
        mounted.unmount(*how)
        with pytest.raises(NotFound, match="Is it still mounted"):
            mounted.store.rename("s0001", "New")

    def test_who_asks_whether_it_is_mounted_is_told(self, make: Make, how: tuple[str, ...]) -> None:
        mounted = make()
        mounted.store.check_mounted()
        mounted.unmount(*how)
        with pytest.raises(NotFound, match="Is it still mounted"):
            mounted.store.check_mounted()

    def test_mounted_again_everything_is_there_and_works(
        self, make: Make, how: tuple[str, ...]
    ) -> None:
        mounted = make()
        whole = mounted.store.list_sessions()
        mounted.unmount(*how)
        assert mounted.store.list_sessions() == []
        mounted.mount_again()
        assert mounted.store.list_sessions() == whole
        rename(mounted.store)
        mounted.store.repair()
        assert mounted.store.check(read_all=True).repairable == []


@work
def test_unmounted_in_the_middle_every_file_is_old_or_new(
    make: Make, work: Callable[[SessionStore], object]
) -> None:
    done = make()
    work(done.store)
    allowed = [done.before, contents(done.real)]
    at, happened = 0, True
    while happened:
        mounted = make()
        _watched.append(Watched(str(mounted.view), at, partial(mounted.unmount, "-l")))
        with suppress(StoreError):
            work(mounted.store)
        happened = not _watched
        _watched.clear()
        found = contents(mounted.real)
        ours = [name for name in found if ".tmp.sb-" in name]
        for name in found.keys() - set(ours):
            assert found[name] in [state.get(name) for state in allowed], (at, name)
        assert found.keys() >= mounted.before.keys(), at
        if happened:
            assert list(mounted.view.iterdir()) == [], at
        at += 1
    assert at > 1


# --- deleted -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "sessions", *some_sessions(3))


@work
def test_a_deleted_folder_is_told_and_not_made_again(
    folder: Path, work: Callable[[SessionStore], object]
) -> None:
    store = SessionStore(folder, server=NO_SERVER)
    store.list_sessions()
    shutil.rmtree(folder)
    with pytest.raises(NotFound, match=str(folder)):
        work(store)
    assert not folder.exists()


@work
def test_a_folder_deleted_in_the_middle_is_a_store_error_or_nothing(
    tmp_path: Path, work: Callable[[SessionStore], object]
) -> None:
    at, happened = 0, True
    while happened:
        folder = a_folder(tmp_path / f"at{at}", *some_sessions(3))
        store = SessionStore(folder, server=NO_SERVER)
        _watched.append(Watched(str(folder), at, partial(shutil.rmtree, folder)))
        with suppress(StoreError):
            work(store)
        happened = not _watched
        _watched.clear()
        if happened:
            assert not folder.exists() or list(folder.iterdir()) == [], at
        at += 1
    assert at > 1


@work
def test_a_folder_put_back_is_the_same_store(
    folder: Path, work: Callable[[SessionStore], object]
) -> None:
    store = SessionStore(folder, server=NO_SERVER)
    store.list_sessions()
    away = folder.with_name("away")
    folder.rename(away)
    with suppress(StoreError):
        work(store)
    assert not folder.exists()
    away.rename(folder)
    work(store)
    assert len(store.list_sessions()) == 3
    assert (folder / INDEX).exists()


def test_the_current_folder_may_be_gone_altogether(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    command = [sys.executable, "-P", "-m", "core.cli", "list", str(folder)]
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        command, check=False, capture_output=True, env=os.environ | {"PYTHONPATH": str(root)}
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
