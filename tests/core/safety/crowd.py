"""Programs that write in one folder at the same time: three of ours, and two that know no lock."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event as Ending
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic

from core import cli
from core.errors import StoreError
from core.server import addresses
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import OpenStore, Rename, Renamed
from tests.builders import INDEX, Fields, a_row, text_of

SAVES_A_SECOND = 20
SLOW_PIECES, SLOW_S = 5, 0.004
"""A save in place takes some 20 ms, as that of a large session does."""

TRIES = 50
LARGEST_BATCH = 12


@dataclass
class OurEdit:
    """A title that we were told is saved. `seen` is the title on the disk before; times in s."""

    session_id: str
    title: str
    seen: str
    begun: float
    saved: float


@dataclass
class TheirSave:
    """A save of a program that knows no lock; it had read the session at `read`."""

    session_id: str
    message: str
    read: float
    done: float


@dataclass
class Ours:
    """What one of our programs did, and how often it was refused and tried again."""

    edits: list[OurEdit] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass
class Theirs:
    """What one of the other programs did, and how often it found its own session torn."""

    saves: list[TheirSave] = field(default_factory=list)
    torn: int = 0


def title_on_disk(folder: Path, session_id: str) -> str:
    """The title that the file has now; waits for a save in place to end."""
    while True:
        with contextlib.suppress(ValueError):
            fields = json.loads((folder / f"{session_id}.json").read_bytes())
            return str(fields["title"])
        Event().wait(SLOW_S)


def at_home(home: Path) -> None:
    """Let our own files of this process lie below `home`, and no server be found."""
    os.environ["HOME"] = str(home)
    for name in ("CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "DATA_HOME", "RUNTIME_DIR"):
        os.environ[f"XDG_{name}"] = str(home / name.lower())
    addresses.DEFAULT_PORT = 1


# --- ours ----------------------------------------------------------------------------------------


def titles(name: str, ids: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """`count` session ids, each with a title that no other edit gives."""
    random = Random(name)
    for number in range(count):
        yield random.choice(ids), f"{name} {number}"


def by_command(home: Path, folder: Path, ids: Sequence[str], count: int, pipe: Connection) -> None:
    """Rename by `session-store rename`, one after the other."""
    at_home(home)
    done = Ours()
    for session_id, title in titles("command", ids, count):
        seen, begun = title_on_disk(folder, session_id), monotonic()
        for _ in range(TRIES):
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = cli.main(["rename", str(folder), session_id, title])
            if code == 0:
                done.edits.append(OurEdit(session_id, title, seen, begun, monotonic()))
                break
            done.refused.append(said.getvalue())
    pipe.send(done)


def by_library(home: Path, folder: Path, ids: Sequence[str], count: int, pipe: Connection) -> None:
    """Rename one session after the other in a store that stays open."""
    at_home(home)
    store, done = SessionStore(folder, server=NO_SERVER), Ours()
    for session_id, title in titles("library", ids, count):
        seen, begun = title_on_disk(folder, session_id), monotonic()
        for _ in range(TRIES):
            try:
                store.rename(session_id, title)
            except StoreError as error:
                done.refused.append(str(error))
            else:
                done.edits.append(OurEdit(session_id, title, seen, begun, monotonic()))
                break
    pipe.send(done)


class ByWindow:
    """Renames through the service of the window: bursts of edits, and looks at the folder."""

    def __init__(self, folder: Path, ids: Sequence[str], count: int) -> None:
        from gui.worker import StoreService

        self.done = Ours()
        self._folder = folder
        self._random = Random("bursts")
        self._waiting = list(titles("window", ids, count))
        self._begun: dict[object, tuple[str, float]] = {}
        self.service = StoreService(lambda path: SessionStore(path, server=NO_SERVER))
        self.service.renamed.connect(self._on_renamed)
        self.service.failed.connect(self._on_failed)
        self.service.submit(OpenStore(folder))
        self._burst()

    def _burst(self) -> None:
        """Submit some edits, of as many sessions."""
        chosen: dict[str, str] = {}
        for _ in range(self._random.randint(1, LARGEST_BATCH)):
            if self._waiting and self._waiting[-1][0] not in chosen:
                chosen.update([self._waiting.pop()])
        for session_id, title in chosen.items():
            self._submit(session_id, title, title_on_disk(self._folder, session_id), monotonic())

    def _submit(self, session_id: str, title: str, seen: str, begun: float) -> None:
        request = Rename(session_id, title)
        self._begun[request] = seen, begun
        self.service.submit(request)

    def _on_renamed(self, request: Rename, _answer: Renamed) -> None:
        seen, begun = self._begun.pop(request)
        edit = OurEdit(request.session_id, request.title, seen, begun, monotonic())
        self.done.edits.append(edit)
        self._go_on()

    def _on_failed(self, request: object, error: Exception) -> None:
        self.done.refused.append(str(error))
        if isinstance(request, Rename):
            self._submit(request.session_id, request.title, *self._begun.pop(request))

    def _go_on(self) -> None:
        if self._begun:
            return
        if self._waiting:
            self._burst()
        else:
            self.service.close()


def by_window(home: Path, folder: Path, ids: Sequence[str], count: int, pipe: Connection) -> None:
    """Rename as the window does, without a window."""
    at_home(home)
    from PySide6.QtCore import QCoreApplication

    app = QCoreApplication([])
    window = ByWindow(folder, ids, count)
    window.service.drained.connect(app.quit)
    app.exec()
    pipe.send(window.done)


OUR_PROGRAMS = (by_command, by_library, by_window)


# --- theirs --------------------------------------------------------------------------------------


def in_place(path: Path, data: bytes) -> None:
    """Save as the old server does, slowly: empty the file, write it bit by bit."""
    size = len(data) // SLOW_PIECES + 1
    with path.open("wb", buffering=0) as file:
        for at in range(0, len(data), size):
            file.write(data[at : at + size])
            Event().wait(SLOW_S)


def by_replacing(path: Path, data: bytes) -> None:
    """Save as the new server does: a file beside it, flushed, renamed over it."""
    temp = path.with_name(f"{path.stem}.tmp.{os.getpid()}.1")
    with temp.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temp.replace(path)


SaveAs = Callable[[Path, bytes], None]


def save_all_the_time(
    name: str, save: SaveAs, folder: Path, ids: Sequence[str], ending: Ending, pipe: Connection
) -> None:
    """Add a message to one session after the other, and bring the index up to date.

    The session is read right before, as by a server that has just been started.
    """
    random, done, number = Random(name), Theirs(), 0
    due = monotonic()
    while not ending.wait(max(0.0, due - monotonic())):
        due = max(monotonic(), due + 1 / SAVES_A_SECOND)
        path, read = folder / f"{random.choice(ids)}.json", monotonic()
        try:
            fields = json.loads(path.read_bytes())
        except ValueError:
            done.torn += 1
            continue
        number += 1
        message = f"{name} {number}"
        fields["messages"].append({"role": "user", "content": message})
        fields["updated_at"] += 1.5
        save(path, text_of(fields))
        done.saves.append(TheirSave(path.stem, message, read, monotonic()))
        save_index(name, folder, fields)
    pipe.send(done)


def save_index(name: str, folder: Path, fields: Fields) -> None:
    """Bring one row up to date as both servers do: read all, write all, replace, and no lock."""
    rows = json.loads((folder / INDEX).read_bytes())
    rows = [row for row in rows if row["session_id"] != fields["session_id"]] + [a_row(fields)]
    rows.sort(key=lambda row: row["updated_at"], reverse=True)
    temp = folder / f"_index.tmp.{os.getpid()}.{name}"
    temp.write_bytes(text_of(rows))
    temp.replace(folder / INDEX)
