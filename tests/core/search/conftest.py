"""What the tests of searching share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.locations import OwnPlaces
from core.search.answers import Answer
from core.search.builder import build
from core.search.search import Search
from core.store import SessionStore
from tests.builders import a_folder, a_session

pytestmark = pytest.mark.usefixtures("aged")

Find = Callable[..., list[str]]


def message(role: str, content: Any, **fields: Any) -> dict[str, Any]:
    """One message as it stands in a file."""
    return {"role": role, "content": content, **fields}


def said(session_id: str, *texts: str, **fields: Any) -> dict[str, Any]:
    """A session in which a user and an assistant say these texts, in turn."""
    roles = ("user", "assistant")
    messages = [message(roles[n % 2], text) for n, text in enumerate(texts)]
    return a_session(session_id, messages=messages, **fields)


class Finder:
    """Builds the catalogue of a folder, and searches it as the window would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = OwnPlaces.of(folder)
        self.search = Search(folder)

    def build(self) -> None:
        """Bring the catalogue up to date, and take the list as it is now."""
        build(self.folder, self.places)
        self.take()

    def take(self) -> None:
        store = SessionStore(self.folder)
        self.search.take(store.list_sessions(sizes=True), store.projects())

    def answer(self, query: str, *, typing: bool = False) -> Answer:
        return self.search.search(query, typing=typing)

    def ids(self, query: str, *, typing: bool = False) -> list[str]:
        """The ids of what is found, best first."""
        return [result.session_id for result in self.answer(query, typing=typing).results]


@pytest.fixture
def finder(tmp_path: Path, aged: None) -> Iterator[Callable[..., Finder]]:
    """Makes a folder of these sessions, with a catalogue."""
    made: list[Finder] = []

    def make(*sessions: dict[str, Any]) -> Finder:
        made.append(Finder(a_folder(tmp_path / f"sessions{len(made)}", *sessions)))
        made[-1].build()
        return made[-1]

    yield make
    for one in made:
        one.search.close()
