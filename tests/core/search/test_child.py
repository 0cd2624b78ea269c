"""The catalogue and the scan as a child process does them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.disk.lock import folder_lock
from core.locations import OwnPlaces
from core.search.search import Search
from core.store import SessionStore
from core.store.child import ChildWork
from core.store.requests import (
    BuildCatalogue,
    CatalogueBuilt,
    ChildMessage,
    ChildRequest,
    FilesSearched,
    NoCatalogue,
    Progressed,
    SearchFiles,
    WasCancelled,
)
from tests.builders import a_folder
from tests.core.search.conftest import said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three sessions that nothing was built of."""
    return a_folder(
        tmp_path / "sessions",
        said("aa11", "nginx timeout"),
        said("bb22", "other", title="Nginx"),
        said("cc33", "nothing"),
    )


def messages_of(request: ChildRequest) -> list[ChildMessage]:
    return list(ChildWork(request).messages())


def test_the_catalogue_is_built(folder: Path) -> None:
    *before, last = messages_of(BuildCatalogue(str(folder)))
    assert isinstance(last, CatalogueBuilt)
    assert (last.built.read, last.built.total, last.built.note) == (3, 3, "")
    assert all(isinstance(one, Progressed) and one.total == 3 for one in before)
    search = Search(folder)
    search.take(SessionStore(folder).list_sessions())
    assert [one.session_id for one in search.search("nginx").results] == ["bb22", "aa11"]
    search.close()


def test_another_builder_is_told(folder: Path) -> None:
    places = OwnPlaces.of(folder)
    places.cache.mkdir(parents=True)
    with folder_lock(places.cache, places.state):
        last = messages_of(BuildCatalogue(str(folder)))[-1]
    assert isinstance(last, CatalogueBuilt)
    assert last.built.is_elsewhere


def test_no_catalogue_is_a_sentence_and_then_files_are_searched(folder: Path) -> None:
    places = OwnPlaces.of(folder)
    places.cache.parent.mkdir(parents=True)
    places.cache.write_bytes(b"")
    last = messages_of(BuildCatalogue(str(folder)))[-1]
    assert isinstance(last, NoCatalogue)
    assert last.sentence.startswith("The search catalogue is not kept: ")
    found = messages_of(SearchFiles(str(folder), "ngin", typing=True))[-1]
    assert found == FilesSearched([("bb22", 0, True), ("aa11", 1, False)], 3)


def test_what_was_scanned_elsewhere_is_an_answer_like_any(folder: Path) -> None:
    search = Search(folder)
    search.take(SessionStore(folder).list_sessions())
    answer = search.scanned("nginx", [("bb22", 0, True), ("aa11", 1, False)])
    assert (answer.is_complete, len(answer.results)) == (True, 2)
    passages = list(search.passages(answer, ["bb22", "aa11"]))
    assert [passage.message for passage in passages] == [None, 0]


@pytest.mark.parametrize("request_of", [BuildCatalogue, lambda f: SearchFiles(f, "word")])
def test_a_cancel_is_heard(tmp_path: Path, request_of: Callable[[str], ChildRequest]) -> None:
    texts = ["many words " * 500] * 40
    folder = a_folder(tmp_path / "s", *[said(f"s{n:03}", *texts) for n in range(200)])
    work = ChildWork(request_of(str(folder)))
    messages = work.messages()
    assert isinstance(next(messages), Progressed)
    work.cancel()
    assert list(messages)[-1] == WasCancelled()
