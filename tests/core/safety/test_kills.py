"""The program is killed at a random moment: whole files, nothing acknowledged is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from threading import Event

import pytest

from core.disk.atomic import TEMP_MARK
from tests.builders import INDEX, Fields
from tests.core.safety.conftest import Note
from tests.core.safety.killed_work import (
    BATCH,
    FOREIGN,
    WORKS,
    Edit,
    next_edits,
    opened,
    rows_of,
    run,
    sessions,
    whole_texts,
)

DEAD = 4_194_303  # above the highest process number of a stock kernel: never alive
MOST_TOLD = 20
LONGEST_WAIT_S = 0.015
"""A process dies after it has told up to so much, and then a moment later: in any step."""

EDITING = ("rename", "rename without an index", "rename many", "everything")


@dataclass(frozen=True)
class Killed:
    """What a process had acknowledged when it was killed, and the folder as it left it."""

    name: str
    place: Path
    told: list[object]

    @property
    def folder(self) -> Path:
        """The sessions folder."""
        return self.place / "sessions"

    @property
    def acknowledged(self) -> list[Edit]:
        """The edits that were said to be saved, in order."""
        return [what for what in self.told if isinstance(what, tuple)]

    @property
    def begun(self) -> list[Edit]:
        """The edits that may have been on their way."""
        if self.name not in EDITING:
            return []
        return next_edits(len(self.acknowledged), BATCH if self.name == "rename many" else 1)


Kill = Callable[[str, int], Killed]


@pytest.fixture
def kill(tmp_path: Path, processes: ForkServerContext) -> Kill:
    """Lets a process do some work and kills it; the moment is drawn by a number."""

    def _kill(name: str, number: int) -> Killed:
        place = tmp_path / f"{name} {number}"
        WORKS[name][1](place)
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=run, args=(name, place, theirs))
        process.start()
        theirs.close()
        random = Random(f"{name} {number}")
        assert ours.recv() == "ready"
        told = [ours.recv() for _ in range(random.randint(0, MOST_TOLD))]
        Event().wait(random.uniform(0, LONGEST_WAIT_S))
        process.kill()
        process.join()
        assert process.exitcode == -9
        with suppress(EOFError):
            while ours.poll():
                told.append(ours.recv())
        ours.close()
        return Killed(name, place, told)

    return _kill


# --- what must hold ------------------------------------------------------------------------------


def assert_files_are_old_or_new(killed: Killed) -> None:
    """Every session file is whole, and every edit that was acknowledged is in it."""
    texts = whole_texts(killed.acknowledged, killed.begun)
    for session_id, allowed in texts.items():
        assert (killed.folder / f"{session_id}.json").read_bytes() in allowed, session_id


def titles_in(rows: list[Fields]) -> dict[str, str]:
    return {row["session_id"]: row["title"] for row in rows}


def assert_index_has_what_was_acknowledged(killed: Killed) -> None:
    """The index is absent, or whole with the titles of before or after the last edit."""
    rows = rows_of(killed.folder)
    if rows is None:
        assert not killed.acknowledged
        assert "without" in killed.name
        return
    titles = titles_in(rows)
    assert len(titles) == len(rows)
    before = {i: fields["title"] for i, fields in sessions().items()} | dict(killed.acknowledged)
    after = before | dict(killed.begun)
    found = {i: title for i, title in titles.items() if i in before}
    assert found in [{i: state[i] for i in found} for state in (before, after)], "half an index"


def reference(name: str, place: Path, told: object) -> bytes | None:
    """The index as it is after that step of the work, done without being killed."""

    class Enough(Exception):
        pass

    def tell(what: object) -> None:
        if what == told:
            raise Enough

    work, prepare = WORKS[name]
    folder = prepare(place)
    with pytest.raises(Enough):
        work(opened(place), tell)
    index = folder / INDEX
    return index.read_bytes() if index.exists() else None


def left_of_ours(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if TEMP_MARK in path.name]


def assert_next_start_works(killed: Killed) -> None:
    """The next program clears up after the killed one, repairs, and then all is well."""
    store = opened(killed.place)
    store.rename("s0002", "Works")
    assert left_of_ours(killed.folder) == []
    assert {name: (killed.folder / name).read_bytes() for name in FOREIGN} == FOREIGN
    store.repair()
    assert store.check(read_all=True).repairable == []
    assert opened(killed.place).repair().state == "nothing to do"
    assert {row.problem for row in store.list_sessions(now=0.0)} == {None}


def moments(short: int, long: int) -> pytest.MarkDecorator:
    """How many moments of death are tried, in the short run and in the long one."""
    slow = [pytest.mark.long, pytest.mark.timeout(600)]
    counts = [pytest.param(short, id=f"{short}"), pytest.param(long, id=f"{long}", marks=slow)]
    return pytest.mark.parametrize("count", counts)


@moments(3, 72)
@pytest.mark.parametrize("name", EDITING)
def test_killed_while_renaming_nothing_acknowledged_is_lost(
    kill: Kill, name: str, count: int, note: Note
) -> None:
    acknowledged = 0
    for number in range(count):
        killed = kill(name, number)
        assert_files_are_old_or_new(killed)
        assert_index_has_what_was_acknowledged(killed)
        assert_next_start_works(killed)
        acknowledged += len(killed.acknowledged)
        shutil.rmtree(killed.place)
    assert acknowledged >= count
    note(f"{count} kills, {acknowledged} edits acknowledged before, 0 lost")


@moments(3, 71)
@pytest.mark.parametrize("name", [name for name in WORKS if name not in EDITING])
def test_killed_while_repairing_the_index_is_old_or_new(
    kill: Kill, name: str, count: int, tmp_path: Path, note: Note
) -> None:
    steps = 0
    allowed = [reference(name, tmp_path / step, step) for step in ("repaired", "undone")]
    for number in range(count):
        killed = kill(name, number)
        index = killed.folder / INDEX
        assert (index.read_bytes() if index.exists() else None) in allowed
        assert_files_are_old_or_new(killed)
        assert_next_start_works(killed)
        steps += len(killed.told)
        shutil.rmtree(killed.place)
    note(f"{count} kills among {steps} finished repairs and undos, the index old or new each time")


@moments(1, 20)
def test_what_a_killed_program_left_among_our_own_files_is_removed_too(
    kill: Kill, count: int
) -> None:
    for number in range(count):
        killed = kill("everything", 1_000 + number)
        for folder in (killed.place / "state", killed.place / "state" / "backups"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"half{TEMP_MARK}{DEAD}-1f").write_bytes(b"half")
        opened(killed.place).rename("s0002", "Works")
        assert left_of_ours(killed.place) == []
