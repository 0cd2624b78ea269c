"""A cache folder that takes no catalogue: a sentence, and search reads every file instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.locations import OwnPlaces
from core.search.builder import build, path_in
from core.search.catalogue import Unwritable
from core.search.search import Search
from core.store import SessionStore
from tests.builders import a_folder, write_session
from tests.core.safety.conftest import Mounts
from tests.core.search.conftest import said

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with some megabytes of text."""
    sessions = [said(f"s{n:03}", f"word{n} common", f"unique{n} " * 800) for n in range(150)]
    return a_folder(tmp_path / "sessions", *sessions)


def searching(folder: Path, places: OwnPlaces) -> Search:
    search = Search(folder, places)
    search.take(SessionStore(folder).list_sessions(sizes=True))
    return search


def check_that_a_scan_finds(search: Search) -> None:
    answer = search.scan("common -word7")
    assert (len(answer.results), answer.searched, answer.total) == (149, 150, 150)
    (passage,) = search.passages(answer, [answer.results[0].session_id])
    assert passage.message == 0
    assert search.messages(answer, "s003") == (0,)


def test_a_cache_folder_that_is_full(folder: Path, tmp_path: Path, mounts: Mounts) -> None:
    small = mounts.tmpfs(tmp_path / "small", "size=200k")
    places = OwnPlaces(cache=small / "cache", state=tmp_path / "state")
    with pytest.raises(Unwritable, match="the disk is full"):
        build(folder, places)
    search = searching(folder, places)
    answer = search.search("common")
    assert answer.searched < answer.total
    check_that_a_scan_finds(search)
    search.close()


def test_what_was_put_in_before_the_disk_was_full_is_found(
    folder: Path, tmp_path: Path, mounts: Mounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.search.builder.CHUNK", 100_000)
    small = mounts.tmpfs(tmp_path / "small", "size=150k")
    places = OwnPlaces(cache=small / "cache", state=tmp_path / "state")
    with pytest.raises(Unwritable, match="the disk is full"):
        build(folder, places)
    search = searching(folder, places)
    answer = search.search("common")
    assert 0 < answer.searched == len(answer.results) < 150
    search.close()


def test_a_cache_folder_that_is_read_only(folder: Path, tmp_path: Path, mounts: Mounts) -> None:
    place = mounts.tmpfs(tmp_path / "place", "size=9m")
    places = OwnPlaces(cache=place / "cache", state=tmp_path / "state")
    build(folder, places)
    write_session(folder, said("s003", "changed"))
    mounts.read_only(place)
    with pytest.raises(Unwritable, match="the disk is read-only"):
        build(folder, places)
    search = searching(folder, places)  # what was read before can still be asked
    assert len(search.search("common").results) == 150
    check_that_an_answer_of_a_scan_is_new(search)
    search.close()


def check_that_an_answer_of_a_scan_is_new(search: Search) -> None:
    assert [one.session_id for one in search.scan("changed").results] == ["s003"]


def test_a_cache_folder_that_is_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"")
    places = OwnPlaces(cache=tmp_path / "cache" / "x", state=tmp_path / "state")
    with pytest.raises(Unwritable):
        build(folder, places)
    search = searching(folder, places)
    check_that_a_scan_finds(search)
    assert not path_in(places).exists()
