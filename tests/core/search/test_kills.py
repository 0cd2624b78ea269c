"""Killed at any moment, and two at once: the catalogue is whole, and goes on where it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event

import pytest

from core.search import catalogue
from core.search.builder import path_in
from tests.builders import a_folder, write_session
from tests.conftest import LONG
from tests.core.search.conftest import Finder, said

ROOT = Path(__file__).resolve().parents[3]
KILLS = 150 if LONG else 10
SESSIONS = 120
BUILD = """
import sys
from core.disk import reading
from core.locations import OwnPlaces
from core.search import builder
reading.FRESH_NS = reading.EMPTY_LOOKS = 0
builder.CHUNK, builder._PARTS = 3_000, 4
folder = builder.Path(sys.argv[1])
print("begun", flush=True)
builder.build(folder, OwnPlaces.of(folder), patience=30.0)
"""


def begin(folder: Path) -> subprocess.Popen[bytes]:
    """Begin a build in small pieces, in a process of its own."""
    command = [sys.executable, "-c", BUILD, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture
def made(tmp_path: Path, aged: None) -> Iterator[Finder]:
    """A folder without a catalogue."""
    sessions = [said(f"s{n:03}", f"word{n} common", *["filler text"] * 12) for n in range(SESSIONS)]
    finder = Finder(a_folder(tmp_path / "sessions", *sessions))
    finder.take()
    yield finder
    finder.search.close()


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        database.execute("insert into words(words) values ('integrity-check')")
        return bool(database.execute("pragma integrity_check").fetchall() == [("ok",)])


def finish(made: Finder) -> None:
    with begin(made.folder) as process:
        _, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, b"")
    assert len(made.ids("common")) == SESSIONS
    assert made.ids("word7") == ["s007"]
    assert is_whole(path_in(made.places))


def test_killed_at_any_moment(made: Finder) -> None:
    random, searched = Random(3), []
    for number in range(KILLS):
        is_new = number % 5 == 4
        if is_new:  # from the beginning again, and killed while there is something left to do
            made.search.close()
            catalogue.remove(path_in(made.places))
        write_session(made.folder, said(f"s{number % 90 + 20:03}", "common", f"turn{number}"))
        with begin(made.folder) as process:
            assert process.stdout is not None
            process.stdout.readline()
            Event().wait(0 if is_new else random.uniform(0, 0.25))
            os.kill(process.pid, signal.SIGKILL)
        answer = made.answer("common")
        assert answer.note == ""
        assert len(answer.results) == answer.searched
        searched.append(answer.searched)
    assert min(searched) < SESSIONS
    finish(made)


def test_two_at_once_make_one_catalogue(made: Finder) -> None:
    with begin(made.folder) as one, begin(made.folder) as other:
        complaints = [process.communicate()[1] for process in (one, other)]
    assert complaints == [b"", b""]
    finish(made)


def test_a_search_goes_on_while_the_catalogue_is_built(made: Finder) -> None:
    searched: list[int] = []
    with begin(made.folder) as process:
        while process.poll() is None:
            answer = made.answer("common")
            assert len(answer.results) == answer.searched
            searched.append(answer.searched)
    assert searched == sorted(searched)
    finish(made)
