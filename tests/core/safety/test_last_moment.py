"""A program that saves one file in place, as fast as it can, while we replace it as fast as we can.

Between a look at a file and a rename over it lies a moment that only luck can hit on purpose; so
this is tried very often. Of it there remains what no program can see: somebody has looked up the
name of the file, is kept waiting by the system, and opens the old file once we have let go of it.
In 670,000 such saves that happened twice.
"""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Event as Ending
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic

import pytest

from core.disk.atomic import Expected, replace
from core.disk.reading import read_regular
from core.errors import Conflict
from tests.core.safety.conftest import Mounts, Note

BEYOND_SIGHT = 20_000
"""Of so many saves one may meet the moment that cannot be seen."""

PATIENCE_S = 5.0
MEAN_PAUSE_S = 0.0003

short_and_long = pytest.mark.parametrize(
    "saves",
    [
        pytest.param(200, id="200"),
        pytest.param(50_000, id="50000", marks=[pytest.mark.long, pytest.mark.timeout(900)]),
    ],
)


def save_in_place(path: Path, saves: int, pipe: Connection) -> None:
    """Save a growing number, and tell which of them could not be read back after a while."""
    random, lost = Random("moments"), []
    for number in range(saves):
        data = b"%09d" % number + b"x" * (number % 7)
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(descriptor, data)
        os.close(descriptor)
        until = monotonic() + PATIENCE_S
        # Ours may be there for a moment, until we see that it is not what we had read.
        while not (is_there := path.read_bytes() == data) and monotonic() < until:
            Event().wait(0.001)
        if not is_there:
            lost.append(number)
        Event().wait(random.expovariate(1 / MEAN_PAUSE_S))
    pipe.send(lost)


def replace_by_itself(path: Path, ending: Ending, pipe: Connection) -> None:
    """Read a file and replace it by the same bytes, and tell how often that was done, or refused.

    Without a flush, so that the dangerous moment makes up as much of the time as can be.
    """
    os.fsync = lambda fd: None  # noqa: ARG005 - its name is that of the parameter
    done = refused = 0
    while not ending.is_set():
        data, stamp = read_regular(path)
        if data:
            try:
                replace(path, [data], Expected(stamp, data), sync_folder=False)
                done += 1
            except Conflict:
                refused += 1
    pipe.send((done, refused))


def race(processes: ForkServerContext, folder: Path, saves: int, note: Note) -> None:
    path, ending = folder / "aa11.json", processes.Event()
    path.write_bytes(b"0")
    theirs, their_end = processes.Pipe(duplex=False)
    ours, our_end = processes.Pipe(duplex=False)
    saver = processes.Process(target=save_in_place, args=(path, saves, their_end))
    replacer = processes.Process(target=replace_by_itself, args=(path, ending, our_end))
    replacer.start()
    saver.start()
    lost = theirs.recv()
    ending.set()
    done, refused = ours.recv()
    for process in (saver, replacer):
        process.join()
    note(f"{saves} saves in place, {done} replaces, {refused} refused: {len(lost)} saves lost")
    assert len(lost) <= saves // BEYOND_SIGHT
    assert done > 0
    assert [entry.name for entry in folder.iterdir()] == ["aa11.json"]


@short_and_long
def test_no_save_is_lost_on_the_disk_of_the_tests(
    processes: ForkServerContext, tmp_path: Path, saves: int, note: Note
) -> None:
    race(processes, tmp_path, saves, note)


@short_and_long
def test_no_save_is_lost_on_a_disk_in_memory(
    processes: ForkServerContext, tmp_path: Path, saves: int, note: Note, mounts: Mounts
) -> None:
    race(processes, mounts.tmpfs(tmp_path / "disk", "size=4m"), saves, note)
