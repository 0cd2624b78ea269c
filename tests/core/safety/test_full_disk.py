"""A real disk of 4 MB that is full: a sentence, old bytes, and it works once there is room."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from core.errors import StoreError
from core.locations import OwnPlaces
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename
from core.values import Session
from tests.builders import (
    INDEX,
    MAY,
    a_folder,
    a_row,
    a_session,
    contents,
    row_in,
    session_in,
    some_messages,
    some_sessions,
    write_index,
    write_session,
)
from tests.core.safety.conftest import Mounts

SIZE = 4 * 1024 * 1024
FILLER = "filler"
BLOCK = 4_096


def write_for_ever(filler: IO[bytes]) -> None:
    while True:
        filler.write(bytes(BLOCK))


@dataclass
class SmallDisk:
    """A mounted disk with a store on it, whose own files are on the same disk or elsewhere."""

    root: Path
    folder: Path
    store: SessionStore
    repair_id: str = ""
    fillers: list[Path] = field(default_factory=list)

    def fill(self, *, leave: int = 0) -> None:
        """Leave no room but `leave` bytes."""
        path = self.root / f"{FILLER}{len(self.fillers)}"
        self.fillers.append(path)
        with path.open("wb", buffering=0) as filler:
            with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
                write_for_ever(filler)
            filler.truncate(filler.tell() - leave)

    def free(self) -> None:
        """Make room again."""
        while self.fillers:
            self.fillers.pop().unlink()

    def files(self) -> dict[str, bytes]:
        """What is in the sessions folder."""
        return contents(self.folder)

    def said(self, work: Callable[[SmallDisk], object]) -> str:
        """Do some work, and return the sentence of its error; it has to fail."""
        with pytest.raises(StoreError) as caught:
            work(self)
        return str(caught.value)


Make = Callable[..., SmallDisk]


@pytest.fixture
def make(mounts: Mounts, tmp_path: Path) -> Make:
    """Makes a store with something to repair on a disk of 4 MB."""

    def _make(*, own_places_on_it: bool = False, options: tuple[str, ...] = ()) -> SmallDisk:
        root = mounts.tmpfs(tmp_path / "disk", f"size={SIZE}", *options)
        sessions = some_sessions(30)
        sessions[3]["messages"] = some_messages(3_000)
        folder = a_folder(root / "sessions", *sessions)
        write_index(folder, [*map(a_row, sessions), a_row(a_session("gone"))])
        write_session(folder, a_session("lost", updated_at=MAY + 90))
        own = root if own_places_on_it else tmp_path
        places = OwnPlaces(own / "cache", own / "state")
        return SmallDisk(root, folder, SessionStore(folder, places=places, server=NO_SERVER))

    return _make


def rename(disk: SmallDisk) -> object:
    return disk.store.rename("s0002", "New")


def rename_the_big_one(disk: SmallDisk) -> object:
    return disk.store.rename("s0003", "New")


def rename_many(disk: SmallDisk) -> object:
    answers = disk.store.edit_titles([Rename(f"s{n:04d}", "New") for n in range(30)])
    for answer in answers:
        if not isinstance(answer, StoreError):
            return answer
    raise answers[0]  # type: ignore[misc]


def save(disk: SmallDisk) -> object:
    session = disk.store.load("s0002")
    session.messages += some_messages(9)
    return disk.store.save(session)


def save_a_new_one(disk: SmallDisk) -> object:
    return disk.store.save(Session("new1", title="New", messages=some_messages(9)))


def rebuild(disk: SmallDisk) -> object:
    return disk.store.rebuild_index()


def repair(disk: SmallDisk) -> object:
    return disk.store.repair()


def undo(disk: SmallDisk) -> object:
    return disk.store.undo_repair(disk.repair_id)


WORKS: list[Callable[[SmallDisk], object]] = [
    *(rename, rename_the_big_one, rename_many, save, save_a_new_one, rebuild, repair, undo),
]


def repaired_first(disk: SmallDisk, work: Callable[[SmallDisk], object]) -> None:
    """Make a repair, if `work` is to take one back."""
    if work is undo:
        disk.repair_id = disk.store.repair().repair_id or ""


@pytest.mark.parametrize("work", WORKS)
class TestFullToTheLastByte:
    """Everything that writes fails, and nothing of it is half done."""

    def test_the_sentence_says_so_and_the_old_bytes_stand(
        self, make: Make, work: Callable[[SmallDisk], object]
    ) -> None:
        disk = make()
        repaired_first(disk, work)
        disk.fill()
        before = disk.files()
        said = disk.said(work)
        assert "the disk is full" in said
        assert str(disk.folder) in said
        assert disk.files() == before

    def test_once_there_is_room_it_works(
        self, make: Make, work: Callable[[SmallDisk], object]
    ) -> None:
        disk = make()
        repaired_first(disk, work)
        disk.fill()
        disk.said(work)
        disk.free()
        work(disk)
        disk.store.repair()
        assert disk.store.check(read_all=True).repairable == []
        assert [name for name in disk.files() if ".tmp" in name] == []

    def test_our_own_files_on_it_too_is_no_worse(
        self, make: Make, work: Callable[[SmallDisk], object]
    ) -> None:
        disk = make(own_places_on_it=True)
        repaired_first(disk, work)
        disk.fill()
        before = contents(disk.root)
        assert "the disk is full" in disk.said(work)
        assert disk.files() == {
            name.removeprefix("sessions/"): data
            for name, data in before.items()
            if name.startswith("sessions/")
        }
        assert [name for name in contents(disk.root) if ".tmp" in name] == []
        disk.free()
        work(disk)
        disk.store.repair()
        assert disk.store.check(read_all=True).repairable == []

    def test_without_a_name_left_for_a_file_it_is_the_same(
        self, make: Make, work: Callable[[SmallDisk], object]
    ) -> None:
        disk = make(options=("nr_inodes=60",))
        repaired_first(disk, work)
        with ExitStack() as freed:
            for number in range(60):
                path = disk.root / f"{FILLER}{number}"
                try:
                    path.touch()
                except OSError:
                    break
                freed.callback(path.unlink)
            before = disk.files()
            assert "the disk is full" in disk.said(work)
            assert disk.files() == before
        work(disk)


class TestRoomForAFew:
    """There is room for the index and a few drafts, but not for those of a whole batch."""

    def test_all_titles_of_a_batch_are_saved(self, make: Make) -> None:
        disk = make()
        ids = [f"s{number:04d}" for number in range(30) if number != 3]
        disk.fill(leave=(disk.folder / INDEX).stat().st_size + 3 * BLOCK)
        disk.store.edit_titles([Rename(session_id, "New") for session_id in ids])
        assert {session_in(disk.folder, session_id)["title"] for session_id in ids} == {"New"}


class TestRoomForASessionOnly:
    """A title gets into its file, but not into the index, which is bigger."""

    def test_the_sentence_names_the_index_and_the_index_stands(self, make: Make) -> None:
        disk = make()
        index = (disk.folder / INDEX).read_bytes()
        disk.fill(leave=BLOCK)
        assert INDEX in disk.said(rename)
        assert (disk.folder / INDEX).read_bytes() == index
        assert [name for name in disk.files() if ".tmp" in name] == []

    def test_the_same_edit_once_more_brings_both_together(self, make: Make) -> None:
        disk = make()
        disk.fill(leave=BLOCK)
        disk.said(rename)
        disk.free()
        rename(disk)
        assert session_in(disk.folder, "s0002")["title"] == "New"
        assert row_in(disk.folder, "s0002")["title"] == "New"


@pytest.mark.parametrize("look", ["list_sessions", "check", "plan"])
def test_reading_needs_no_room(make: Make, look: str) -> None:
    disk = make(own_places_on_it=True)
    disk.fill()
    before = disk.files()
    getattr(disk.store, look)()
    assert disk.store.load("s0003").title == "Title of s0003"
    assert len(disk.store.list_sessions()) == 31
    assert disk.files() == before
