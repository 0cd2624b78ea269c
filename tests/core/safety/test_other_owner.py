"""Files and folders that belong to somebody else, or that nobody may write."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from core.errors import StoreError
from core.locations import OwnPlaces
from core.server.finding import NO_SERVER
from core.store import SessionStore
from tests.builders import (
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

NOBODY = 65_534
"""A user who owns nothing."""


def rename(store: SessionStore) -> object:
    return store.rename("s0001", "New")


def save(store: SessionStore) -> object:
    session = store.load("s0001")
    session.model = "haiku"
    return store.save(session, touch=False)


def problems(store: SessionStore) -> dict[str, str | None]:
    """Why each listed session cannot be read."""
    return {row.session_id: row.problem for row in store.list_sessions(now=0.0)}


def findings(store: SessionStore) -> list[tuple[str, str]]:
    """What a check finds."""
    return [(finding.kind, finding.session_id) for finding in store.check().findings]


WORKS: dict[str, Callable[[SessionStore], object]] = {
    "rename": rename,
    "save": save,
    "repair": SessionStore.repair,
    "rebuild": SessionStore.rebuild_index,
    "problems": problems,
    "findings": findings,
}
WRITING = ("rename", "save", "repair", "rebuild")


def opened(place: Path) -> SessionStore:
    places = OwnPlaces(place / "own" / "cache", place / "own" / "state")
    return SessionStore(place / "sessions", places=places, server=NO_SERVER)


def attempt(name: str, place: Path) -> object:
    """Do some work, and return what came of it, or the sentence of its error."""
    try:
        done = WORKS[name](opened(place))
    except StoreError as error:
        return f"{type(error).__name__}: {error}"
    return done if isinstance(done, dict | list) else "done"


def as_nobody(name: str, place: Path, warm: Path, pipe: Connection) -> None:
    """Do some work as a user who owns nothing; `warm` is where it was done once before.

    By then every module is there: that user may not be able to read those of the test run.
    """
    for each in WORKS:
        attempt(each, warm)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    pipe.send(attempt(name, place))


@pytest.fixture
def place() -> Iterator[Path]:
    """A good store with one session that has no row, in a place where everybody gets."""
    if os.getuid() != 0:
        pytest.skip("only root can make files of other users")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    sessions = some_sessions(3)
    folder = a_folder(place / "sessions", *sessions)
    write_index(folder, map(a_row, sessions))
    write_session(folder, a_session("lost", updated_at=MAY + 90))
    (place / "own").mkdir()
    os.chown(place / "own", NOBODY, NOBODY)
    yield place
    shutil.rmtree(place)


Nobody = Callable[[str], object]


@pytest.fixture
def nobody(place: Path, processes: ForkServerContext, tmp_path: Path) -> Nobody:
    """Does some work on that store as a user who owns nothing."""
    a_folder(tmp_path / "sessions", *some_sessions(3))

    def run(name: str) -> object:
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=as_nobody, args=(name, place, tmp_path, theirs))
        process.start()
        theirs.close()
        try:
            return ours.recv()
        finally:
            process.join()
            ours.close()

    return run


class TestAFolderOfSomebodyElse:
    """It can be read, not written."""

    @pytest.mark.parametrize("name", WRITING)
    def test_nothing_is_written_and_the_sentence_says_why(
        self, place: Path, nobody: Nobody, name: str
    ) -> None:
        before = contents(place / "sessions")
        said = str(nobody(name))
        assert "permission was denied" in said
        assert str(place / "sessions") in said
        assert contents(place / "sessions") == before

    def test_it_is_listed_and_checked_all_the_same(self, place: Path, nobody: Nobody) -> None:
        assert nobody("problems") == dict.fromkeys(("s0000", "s0001", "s0002", "lost"))
        assert nobody("findings") == [("unlisted", "lost")]


class TestFilesOfSomebodyElse:
    """The folder is ours, as in a container with another user."""

    @pytest.fixture(autouse=True)
    def _own_folder(self, place: Path) -> None:
        os.chown(place / "sessions", NOBODY, NOBODY)

    @pytest.mark.parametrize("name", WRITING)
    def test_no_file_is_taken_away_from_its_owner(
        self, place: Path, nobody: Nobody, name: str
    ) -> None:
        before = contents(place / "sessions")
        said = str(nobody(name))
        assert "belongs to another user" in said
        assert contents(place / "sessions") == before
        assert {path.stat().st_uid for path in (place / "sessions").iterdir()} == {0}

    def test_one_that_may_not_be_read_is_a_row_with_the_reason(
        self, place: Path, nobody: Nobody
    ) -> None:
        (place / "sessions" / "s0001.json").chmod(0o600)
        (place / "sessions" / "lost.json").chmod(0o600)
        assert nobody("findings") == [("unreadable", "lost"), ("unreadable", "s0001")]
        why = "permission was denied"
        told = {"s0000": None, "s0001": why, "s0002": None, "lost": why}
        assert nobody("problems") == told
        assert "permission was denied" in str(nobody("rename"))

    def test_an_index_that_may_not_be_read_is_told_and_stays(
        self, place: Path, nobody: Nobody
    ) -> None:
        (place / "sessions" / "_index.json").chmod(0o600)
        before = contents(place / "sessions")
        for name in WORKS:
            assert "permission was denied" in str(nobody(name)) or name in ("rename", "save")
        assert contents(place / "sessions") == before


@pytest.mark.parametrize("name", WRITING)
def test_on_a_disk_that_is_read_only_nothing_is_half_done(
    mounts: Mounts, tmp_path: Path, name: str
) -> None:
    real = a_folder(tmp_path / "real", *some_sessions(3))
    write_session(real, a_session("lost", updated_at=MAY + 90))
    mounts.bind(real, tmp_path / "sessions")
    mounts.read_only(tmp_path / "sessions")
    before = contents(real)
    assert "the disk is read-only" in str(attempt(name, tmp_path))
    assert contents(real) == before
    assert set(problems(opened(tmp_path)).values()) == {None}
