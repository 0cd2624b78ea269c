"""How long work in a process of its own ends: by a cancel, or with somebody's death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.store.child import ChildWork
from core.store.requests import (
    Check,
    Failed,
    Progressed,
    Repair,
    Repaired,
    WasCancelled,
)
from tests.builders import (
    INDEX,
    a_row,
    a_session,
    rows_in,
    text_of,
    write_index,
)

ROOT = Path(__file__).resolve().parents[3]
MANY = 1_500


@pytest.fixture
def ghosts(folder: Path) -> Path:
    """A folder with a ghost and a stale row."""
    rows = [row | {"title": "Stale"} if n == 1 else row for n, row in enumerate(rows_in(folder))]
    write_index(folder, [*rows, a_row(a_session("gone"))])
    return folder


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A folder that takes a while to read."""
    folder = tmp_path / "big"
    folder.mkdir()
    data = text_of(a_session("s", messages=[{"role": "user", "content": "x" * 20_000}] * 5))
    for number in range(MANY):
        session_id = f"{number:06d}"
        text = data.replace(b'"session_id": "s"', f'"session_id": "{session_id}"'.encode(), 1)
        (folder / f"{session_id}.json").write_bytes(text)
    (folder / INDEX).write_bytes(b"[]")
    return folder


class TestCancel:
    """The child stops within a moment, and the old index stands."""

    @pytest.fixture
    def work(self, big: Path) -> ChildWork:
        return ChildWork(Repair(str(big), read_all=True))

    def test_it_stops_and_says_so(self, work: ChildWork, big: Path) -> None:
        messages = work.messages()
        assert isinstance(next(messages), Progressed)
        work.cancel()
        *_, last = messages
        assert last == WasCancelled()
        assert (big / INDEX).read_bytes() == b"[]"

    def test_it_can_be_asked_before_anything_is_heard(self, work: ChildWork, big: Path) -> None:
        work.cancel()
        assert list(work.messages())[-1] == WasCancelled()
        assert (big / INDEX).read_bytes() == b"[]"

    def test_it_can_be_asked_twice_and_from_another_thread(self, work: ChildWork) -> None:
        messages = work.messages()
        next(messages)
        thread = threading.Thread(target=work.cancel)
        thread.start()
        work.cancel()
        thread.join()
        assert list(messages)[-1] == WasCancelled()

    def test_to_cancel_what_is_done_changes_nothing(self, ghosts: Path) -> None:
        work = ChildWork(Repair(str(ghosts)))
        *_, last = work.messages()
        work.cancel()
        assert isinstance(last, Repaired)

    def test_nothing_is_left_in_the_folder(self, work: ChildWork, big: Path) -> None:
        messages = work.messages()
        next(messages)
        work.cancel()
        list(messages)
        assert [path.name for path in big.iterdir() if ".tmp" in path.name] == []


def children_of(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in found.split()]


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


class TestDeath:
    """Whoever dies takes nobody with them and leaves nothing behind."""

    def test_a_killed_child_is_told(self, big: Path) -> None:
        before = set(children_of(os.getpid()))
        messages = ChildWork(Check(str(big), read_all=True)).messages()
        next(messages)
        (process,) = set(children_of(os.getpid())) - before
        os.kill(process, signal.SIGKILL)
        *_, last = messages
        assert isinstance(last, Failed)
        assert "ended unexpectedly" in last.sentence

    def test_no_process_is_left_when_the_messages_end(self, ghosts: Path) -> None:
        before = children_of(os.getpid())
        list(ChildWork(Check(str(ghosts))).messages())
        assert children_of(os.getpid()) == before

    def test_messages_that_nobody_listens_to_end_the_child(self, big: Path) -> None:
        before = children_of(os.getpid())
        messages = ChildWork(Check(str(big), read_all=True)).messages()
        next(messages)
        messages.close()  # type: ignore[attr-defined]
        assert children_of(os.getpid()) == before

    def test_a_child_ends_with_its_parent(self, big: Path) -> None:
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(big)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        parent.kill()
        parent.communicate()
        ended = threading.Event()
        for _ in range(500):
            if not is_running(process):
                break
            ended.wait(0.01)
        assert not is_running(process)
        assert (big / INDEX).read_bytes() == b"[]"


PARENT = """
import os, sys
from pathlib import Path
from core.store.child import ChildWork
from core.store.requests import Repair
work = ChildWork(Repair(sys.argv[1], read_all=True))
messages = work.messages()
next(messages)
print(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()[0], flush=True)
sys.stdin.read()
import signal; signal.pause()
"""
