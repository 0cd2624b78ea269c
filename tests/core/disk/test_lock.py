"""One lock per sessions folder for all our processes and threads."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.disk.lock import folder_lock
from core.errors import DiskTrouble, Locked, NotFound, StoreError

HOLDER = """
import sys
from pathlib import Path
from core.disk.lock import folder_lock
with folder_lock(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir()
    return tmp_path / "sessions"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state" / "key"


@pytest.fixture
def no_flock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that locks no folders, such as some that are mounted from afar."""
    flock = fcntl.flock

    def refuse(descriptor: int, what: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENOLCK, "No locks available")
        flock(descriptor, what)

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_the_lock_leaves_nothing_behind(folder: Path, state: Path) -> None:
    with folder_lock(folder, state):
        assert list(folder.iterdir()) == []
    assert not state.parent.exists()


def test_it_can_be_taken_again_after_it_was_given_back(folder: Path, state: Path) -> None:
    for _ in range(2):
        with folder_lock(folder, state, patience=0):
            pass


def test_an_exception_gives_it_back(folder: Path, state: Path) -> None:
    with pytest.raises(KeyError), folder_lock(folder, state):
        raise KeyError
    with folder_lock(folder, state, patience=0):
        pass


def test_who_waits_too_long_is_told(folder: Path, state: Path) -> None:
    with (
        folder_lock(folder, state),
        pytest.raises(Locked, match=f"busy with {folder}"),
        folder_lock(folder, state, patience=0.01),
    ):
        pass


def test_the_folder_by_a_link_is_the_same_folder(folder: Path, state: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder)
    with folder_lock(folder, state), pytest.raises(Locked), folder_lock(link, state, patience=0):
        pass


def test_two_folders_do_not_hinder_each_other(folder: Path, state: Path) -> None:
    other = folder.with_name("other")
    other.mkdir()
    with folder_lock(folder, state), folder_lock(other, state, patience=0):
        pass


def test_a_folder_that_is_gone_is_not_found(folder: Path, state: Path) -> None:
    folder.rmdir()
    with (
        pytest.raises(NotFound, match="The folder sessions is no longer there"),
        folder_lock(folder, state),
    ):
        pass


def test_threads_take_turns(folder: Path, state: Path) -> None:
    inside, together = [], []

    def work() -> None:
        for _ in range(20):
            with folder_lock(folder, state):
                inside.append(1)
                together.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(together) == {1}


@pytest.fixture
def holder(folder: Path, state: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder, state],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_another_process_holds_it_as_well(
    folder: Path, state: Path, holder: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(Locked), folder_lock(folder, state, patience=0):
        pass
    holder.communicate()
    with folder_lock(folder, state, patience=0):
        pass


def test_it_goes_with_a_process_that_is_killed(
    folder: Path, state: Path, holder: subprocess.Popen[bytes]
) -> None:
    holder.kill()
    holder.communicate()
    with folder_lock(folder, state, patience=0):
        pass


@pytest.mark.usefixtures("no_flock")
class TestWithoutFlock:
    """Where the system has no such lock, a file in our state folder does the same."""

    def test_it_excludes_all_the_same(self, folder: Path, state: Path) -> None:
        with folder_lock(folder, state), pytest.raises(Locked), folder_lock(folder, state, 0.01):
            pass

    def test_nothing_is_written_into_the_folder(self, folder: Path, state: Path) -> None:
        with folder_lock(folder, state):
            assert list(folder.iterdir()) == []

    def test_what_the_work_raises_comes_through(self, folder: Path, state: Path) -> None:
        with pytest.raises(KeyError), folder_lock(folder, state):
            raise KeyError

    def test_a_state_folder_that_cannot_be_made_is_told(self, folder: Path, state: Path) -> None:
        state.parent.write_text("in the way")
        with pytest.raises(StoreError) as caught, folder_lock(folder, state):
            pass
        assert isinstance(caught.value, DiskTrouble | NotFound)
