"""Reading many files with two processors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.stamps.fork import can_fork
from tests.builders import a_folder, some_sessions

ROOT = Path(__file__).resolve().parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")

# In a program of its own: one with threads, such as this one, is never forked.
SCRIPT = """
import os, sys
from pathlib import Path
from core.disk.rows import derive
from core.errors import Cancelled
from core.stamps import fork, heads
from core.values import Watch
usual = heads.MANY_FILES
heads.MANY_FILES = 2
os.sched_getaffinity = lambda _: {0, 1}
folder = Path(sys.argv[1])
ids = sorted(path.stem for path in folder.glob("s*.json"))
assert fork.can_fork()
forks = []
class Counted(heads.ForkedWork):
    def __init__(self, work):
        forks.append(1)
        super().__init__(work)
heads.ForkedWork = Counted
"""


def run(folder: Path, script: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT + script, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ended.stderr == ""
    return ended.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = a_folder(tmp_path / "sessions", *some_sessions(41))
    (folder / "s0003.json").write_bytes(b"{")
    return folder


@linux
def test_few_small_files_are_not_worth_a_fork(folder: Path) -> None:
    script = "heads.MANY_FILES = usual\nheads.look_at_all(folder, ids, derive, {})\nprint(forks)"
    assert run(folder, script) == "[]"


@linux
def test_few_files_with_many_bytes_are_worth_a_fork(folder: Path) -> None:
    said = run(
        folder,
        """
heads.MANY_FILES, heads.MANY_BYTES = usual, 1_000
ids.remove("s0003")
big = folder / f"{ids[20]}.json"
big.write_bytes(big.read_bytes() + b" " * 5_000)
print(len(heads.look_at_all(folder, ids, derive, {})), len(forks))
""",
    )
    assert said == "40 1"


@linux
def test_files_that_are_known_are_not_worth_a_fork(folder: Path) -> None:
    said = run(
        folder,
        """
heads.MANY_FILES, heads.MANY_BYTES = usual, 1_000
known = {i: f.seen for i, f in heads.look_at_all(folder, ids, derive, {}).items()}
forks.clear()
print(heads.look_at_all(folder, ids, derive, known), forks)
""",
    )
    assert said == "{} []"


def test_a_process_with_threads_is_never_forked() -> None:
    import threading

    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        ended.set()
        thread.join()


@linux
def test_two_processes_find_what_one_finds(folder: Path) -> None:
    said = run(
        folder,
        """
two = heads.look_at_all(folder, ids, derive, {})
fork.can_fork = heads.can_fork = lambda: False
one = heads.look_at_all(folder, ids, derive, {})
same = {i: f.literal for i, f in two.items()} == {i: f.literal for i, f in one.items()}
print(len(forks), len(two), same, two["s0003"].problem)
""",
    )
    assert said == "1 41 True it is cut off at byte 1"


@linux
def test_progress_is_told_of_all_files(folder: Path) -> None:
    said = run(
        folder,
        """
told = []
heads.look_at_all(folder, ids, derive, {}, Watch(progress=lambda *both: told.append(both)))
print(told[0], told[-1], told == sorted(told))
""",
    )
    assert said == "(0, 41) (41, 41) True"


@linux
def test_a_child_that_dies_costs_nothing_but_time(folder: Path) -> None:
    said = run(
        folder,
        """
parent = os.getpid()
def dying(data, stem, mtime):
    if os.getpid() != parent:
        os._exit(3)
    return derive(data, stem, mtime)
print(len(heads.look_at_all(folder, ids, dying, {})))
""",
    )
    assert said == "41"


@linux
def test_a_cancel_ends_the_child_too(folder: Path) -> None:
    said = run(
        folder,
        """
try:
    heads.look_at_all(folder, ids, derive, {}, Watch(cancel=lambda: True))
except Cancelled:
    print("cancelled", Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text() == "")
""",
    )
    assert said == "cancelled True"


@linux
def test_where_no_process_is_to_be_had_one_reads_all(folder: Path) -> None:
    said = run(
        folder,
        """
def refuse():
    raise OSError(11, "Resource temporarily unavailable")
os.fork = refuse
before = len(os.listdir("/proc/self/fd"))
print(len(heads.look_at_all(folder, ids, derive, {})), len(os.listdir("/proc/self/fd")) == before)
""",
    )
    assert said == "41 True"


@linux
def test_nothing_stays_open(folder: Path) -> None:
    said = run(
        folder,
        """
before = len(os.listdir("/proc/self/fd"))
for _ in range(3):
    heads.look_at_all(folder, ids, derive, {})
print(len(os.listdir("/proc/self/fd")) == before)
""",
    )
    assert said == "True"


@linux
@pytest.mark.parametrize("cancel", [False, True])
def test_a_start_that_asks_for_no_news_of_children_is_no_trouble(
    folder: Path, cancel: bool
) -> None:
    said = run(
        folder,
        f"""
import signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # as whoever starts us may have done
try:
    print(len(heads.look_at_all(folder, ids, derive, {{}}, Watch(cancel=lambda: {cancel}))))
except Cancelled:
    print("cancelled")
""",
    )
    assert said == ("cancelled" if cancel else "41")


@linux
def test_a_python_without_memory_files_reads_with_one_process(folder: Path) -> None:
    script = "del os.memfd_create\nprint(len(heads.look_at_all(folder, ids, derive, {})), forks)"
    assert run(folder, script) == "41 []"
