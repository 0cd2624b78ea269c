"""Many edits while the server writes the same sessions all the time: none of either is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic

import pytest

from core.errors import StoreError
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert, Write
from tests.builders import Fields, a_folder, row_in, session_in, some_messages
from tests.core.server.conftest import Serve
from tests.server.running import RunningServer

IDS = tuple(f"t{number:04d}" for number in range(120))
"""More than the server keeps in memory, so that it forgets some and reads them again."""

SAVES_A_SECOND = 20
SAVING_S = 0.01

short_and_long = pytest.mark.parametrize(
    ("seconds", "edits"),
    [
        pytest.param(10, 200, id="10s"),
        pytest.param(600, 2_000, id="600s", marks=[pytest.mark.long, pytest.mark.timeout(900)]),
    ],
)


@dataclass
class Soak:
    """Edits titles for a while, and keeps account of what was said to be saved."""

    store: SessionStore
    titles: dict[str, str] = field(default_factory=dict)
    errors: list[StoreError] = field(default_factory=list)
    done: int = 0

    def run(self, seconds: float, edits: int) -> None:
        """Do at least `edits` edits, spread over `seconds`, and look at sessions in between."""
        random, pause, started = Random("soak"), Event(), monotonic()
        while self.done < edits:
            batch = random.sample(IDS, random.randint(1, 5))
            answers = self.edit([Rename(one, f"Soaked {self.done} {one}") for one in batch])
            if random.random() < 0.2:
                self.edit([Revert(a.edit) for a in answers if a.edit is not None])
            self.look(random.choice(IDS))
            pause.wait(max(0.0, started + seconds * self.done / edits - monotonic()))

    def edit(self, wanted: list[Write]) -> list[Renamed]:
        """Have edits done; the answers to those that were."""
        self.done += len(wanted)
        saved = []
        for answer in self.store.edit_titles(wanted):
            if isinstance(answer, Renamed) and answer.edit is not None:
                self.titles[answer.row.session_id] = answer.edit.new_title
                saved.append(answer)
            elif isinstance(answer, StoreError):
                self.errors.append(answer)
        return saved

    def look(self, session_id: str) -> None:
        """Read a session that may be half written just now, and the list."""
        try:
            self.store.load(session_id)
        except StoreError as error:
            self.errors.append(error)
        problems = [row.problem for row in self.store.list_sessions() if row.problem]
        self.errors += [StoreError(problem) for problem in problems]


@pytest.fixture
def folder(tmp_path: Path, make: Callable[..., Fields]) -> Path:
    """A folder of many sessions."""
    sessions = [make(one, updated_at=1_777_000_000.5 + at) for at, one in enumerate(IDS)]
    return a_folder(tmp_path / "state" / "sessions", *sessions)


@pytest.fixture
def server(serve: Serve) -> RunningServer:
    """A server whose agent answers in some session all the time."""
    server = serve()
    server.tell(f"saving {SAVING_S}")
    server.tell(f"busy {SAVES_A_SECOND}")
    return server


def lost_titles(soak: Soak, server: RunningServer, folder: Path) -> list[tuple[str, str]]:
    """Ids with the titles that should be in memory, file and row, and are not in one of them."""
    return [
        (one, title)
        for one, title in soak.titles.items()
        if {
            server.title_in_memory(one),
            session_in(folder, one)["title"],
            row_in(folder, one)["title"],
        }
        != {title}
    ]


def lost_messages(appended: dict[str, list[str]], folder: Path) -> list[str]:
    """The ids of sessions whose file has not every message, each once and in order."""
    before = [message["content"] for message in some_messages(2)]
    found = {one: session_in(folder, one)["messages"] for one in IDS}
    return [
        one
        for one, messages in found.items()
        if [message["content"] for message in messages] != [*before, *appended.get(one, [])]
    ]


@short_and_long
def test_no_title_and_no_message_is_lost_beside_a_busy_server(
    folder: Path, server: RunningServer, store: SessionStore, seconds: float, edits: int
) -> None:
    soak = Soak(store)
    soak.run(seconds, edits)
    server.tell("quiet")
    appended = server.tell("appended")
    saves = sum(map(len, appended.values()))
    assert saves > seconds * SAVES_A_SECOND / 4, "the server was not busy"
    lost = lost_titles(soak, server, folder), lost_messages(appended, folder)
    assert (soak.errors, *lost) == ([], [], [])
