"""Three of our programs and two that know no lock, all in one folder: nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event

import pytest

from core.errors import StoreError
from core.server.finding import NO_SERVER
from core.store import SessionStore
from tests.builders import Fields, a_folder, rows_in, session_in, some_sessions
from tests.core.safety.conftest import Note
from tests.core.safety.crowd import (
    OUR_PROGRAMS,
    OurEdit,
    Ours,
    Theirs,
    TheirSave,
    by_replacing,
    in_place,
    save_all_the_time,
)

SESSIONS = 60
LOOK_EVERY_S = 0.05

short_and_long = pytest.mark.parametrize(
    "count",
    [
        pytest.param(60, id="60"),
        pytest.param(1_000, id="1000", marks=[pytest.mark.long, pytest.mark.timeout(1_800)]),
    ],
)


@dataclass
class Started:
    """A running program, and where it will tell what it did."""

    process: BaseProcess
    pipe: Connection

    def told(self) -> object:
        """Wait until it has told what it did."""
        said = self.pipe.recv()
        self.process.join()
        self.pipe.close()
        assert self.process.exitcode == 0
        return said


class Crowd:
    """Starts all the programs, and watches the folder until ours have ended."""

    def __init__(self, processes: ForkServerContext, home: Path, folder: Path) -> None:
        self._processes, self._home, self.folder = processes, home, folder
        self._ids = sorted(path.stem for path in folder.glob("s*.json"))
        self._ending = processes.Event()
        self.shown_torn: list[str] = []
        self.ours: list[Ours] = []
        self.theirs: list[Theirs] = []

    def run(self, count: int) -> None:
        """Let each of our programs make `count` edits."""
        theirs = [self._start_their(i, save) for i, save in enumerate((in_place, by_replacing))]
        ours = [self._start_our(number, count) for number in range(len(OUR_PROGRAMS))]
        self._look_until(lambda: all(one.pipe.poll() for one in ours))
        for one in ours:
            told = one.told()
            assert isinstance(told, Ours)
            self.ours.append(told)
        self._ending.set()
        for one in theirs:
            told = one.told()
            assert isinstance(told, Theirs)
            self.theirs.append(told)

    def _start_our(self, number: int, count: int) -> Started:
        """Each has sessions of its own: a third of those that either of the others saves."""
        own = self._ids[number :: len(OUR_PROGRAMS)]
        return self._start(OUR_PROGRAMS[number], self._home, self.folder, own, count)

    def _start_their(self, number: int, save: Callable[..., None]) -> Started:
        half = len(self._ids) // 2
        own = self._ids[half * number : half * (number + 1)]
        name = save.__name__
        return self._start(save_all_the_time, name, save, self.folder, own, self._ending)

    def _start(self, work: Callable[..., None], *arguments: object) -> Started:
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=work, args=(*arguments, theirs))
        process.start()
        theirs.close()
        return Started(process, ours)

    def _look_until(self, is_over: Callable[[], bool]) -> None:
        """Look at everything in turn, as a window does, and note what is shown as damaged."""
        store = SessionStore(self.folder, server=NO_SERVER)
        turn, pause = 0, Event()
        while not is_over():
            turn += 1
            try:
                store.load(self._ids[turn % SESSIONS])
                store.details(self._ids[-turn % SESSIONS])
                self.shown_torn += [row.problem for row in store.list_sessions() if row.problem]
                if turn % 5 == 0:
                    self.shown_torn += [f.reason or "" for f in store.check()["unreadable"]]
            except StoreError as error:
                self.shown_torn.append(str(error))
            pause.wait(LOOK_EVERY_S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sessions that each of all the programs will write in."""
    return a_folder(tmp_path / "sessions", *some_sessions(SESSIONS))


@pytest.fixture
def crowd(processes: ForkServerContext, home: Path, folder: Path) -> Crowd:
    return Crowd(processes, home, folder)


def lost_edits(
    crowd: Crowd, files: dict[str, Fields]
) -> tuple[list[OurEdit], list[tuple[OurEdit, TheirSave]]]:
    """Our edits that were gone when we looked next, and those that a stale save wrote over.

    A save is stale that had read the session before our edit was on the disk: no other program
    can do anything about that, which is why an edit travels through a server that is known.
    """
    saves = defaultdict(list)
    for save in (save for theirs in crowd.theirs for save in theirs.saves):
        saves[save.session_id].append(save)
    lost, stale = [], []
    for edit, found in _with_next_title(crowd, files):
        if found != edit.title:
            over = [
                s for s in saves[edit.session_id] if s.read < edit.saved and s.done > edit.begun
            ]
            if over:
                stale.append((edit, over[0]))
            else:
                lost.append(edit)
    return lost, stale


def _with_next_title(crowd: Crowd, files: dict[str, Fields]) -> list[tuple[OurEdit, str]]:
    """Each of our edits with the title that the next look at the session found."""
    pairs = []
    following = {i: str(fields["title"]) for i, fields in files.items()}
    for edit in reversed([edit for ours in crowd.ours for edit in ours.edits]):
        pairs.append((edit, following[edit.session_id]))
        following[edit.session_id] = edit.seen
    return pairs


def lost_messages(crowd: Crowd, files: dict[str, Fields]) -> list[TheirSave]:
    """Their saves whose message is not in the file."""
    found = {m["content"] for fields in files.values() for m in fields["messages"]}
    return [s for theirs in crowd.theirs for s in theirs.saves if s.message not in found]


@short_and_long
def test_no_edit_of_ours_and_no_message_of_theirs_is_lost(
    crowd: Crowd, folder: Path, count: int, note: Note
) -> None:
    crowd.run(count)
    files = {path.stem: session_in(folder, path.stem) for path in folder.glob("s*.json")}
    lost, stale = lost_edits(crowd, files)
    messages = lost_messages(crowd, files)
    torn = sum(theirs.torn for theirs in crowd.theirs)
    rows = {row["session_id"]: row["title"] for row in rows_in(folder)}
    old_rows = [i for i, fields in files.items() if rows.get(i) != fields["title"]]
    SessionStore(folder, server=NO_SERVER).repair()
    edits = sum(len(ours.edits) for ours in crowd.ours)
    saves = sum(len(theirs.saves) for theirs in crowd.theirs)
    refused = sum(len(ours.refused) for ours in crowd.ours)
    slowest = max(save.done - save.read for theirs in crowd.theirs for save in theirs.saves)
    note(
        f"{edits} edits of ours ({refused} refused and tried again), {saves} saves of theirs (of "
        f"at most {slowest:.2f} s): {len(lost)} edits lost, {len(messages)} messages lost, {torn} "
        f"torn files, {len(crowd.shown_torn)} torn reads shown; {len(stale)} edits written over by "
        f"a save that had read the session before, {len(old_rows)} rows left to a repair"
    )
    assert (lost, messages, torn, crowd.shown_torn) == ([], [], 0, [])
    assert edits == count * len(OUR_PROGRAMS)
    assert saves > 0
    assert SessionStore(folder, server=NO_SERVER).check(read_all=True).findings == []
    assert [path.name for path in folder.iterdir() if ".tmp" in path.name] == []
