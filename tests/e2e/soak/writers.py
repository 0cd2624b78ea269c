"""Other programs that save sessions of their own beside the window, each in its way."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread

from tests.builders import INDEX, Fields, a_row, text_of

PAUSE_S = 0.25
"""Between two saves: about as often as a busy agent answers."""

TORN_S = 0.005
"""For so long the older server's files are half written."""


class Writer:
    """Saves its sessions again and again, from its memory, and their rows as a server does."""

    def __init__(self, folder: Path, sessions: Sequence[Fields], name: str) -> None:
        self.sessions = list(sessions)
        self.saves = 0
        self.errors: list[str] = []
        self._folder = folder
        self._random = Random(name)
        self._ending = Event()
        self._thread = Thread(target=self._run, name=f"writer {name}")

    def start(self) -> None:
        """Begin to save."""
        self._thread.start()

    def stop(self) -> None:
        """End, and return when the last save is on the disk."""
        self._ending.set()
        self._thread.join()

    def put(self, path: Path, data: bytes) -> None:
        """Write a file as this server writes it."""
        raise NotImplementedError

    def _run(self) -> None:
        while not self._ending.wait(PAUSE_S):
            session = self._random.choice(self.sessions)
            try:
                self._save(session)
            except (OSError, ValueError) as error:
                self.errors.append(f"{session['session_id']}: {error}")

    def _save(self, session: Fields) -> None:
        self.saves += 1
        session["messages"][-1]["content"] = f"answer {self.saves} " * self._random.randint(1, 400)
        session["updated_at"] = time.time()
        self.put(self._folder / f"{session['session_id']}.json", text_of(session))
        rows: list[Fields] = json.loads((self._folder / INDEX).read_bytes())
        others = [row for row in rows if row["session_id"] != session["session_id"]]
        rows = sorted([*others, a_row(session)], key=lambda row: row["updated_at"], reverse=True)
        self._replace(self._folder / INDEX, text_of(rows))

    def _replace(self, path: Path, data: bytes) -> None:
        temp = path.with_name(f"{path.stem}.tmp.{os.getpid()}.{self._thread.native_id}")
        with temp.open("wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        temp.replace(path)


class OldWriter(Writer):
    """Saves in place, as the older server does: who reads meanwhile reads a torn file."""

    def put(self, path: Path, data: bytes) -> None:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            Event().wait(TORN_S)
            file.write(data[len(data) // 2 :])


class NewWriter(Writer):
    """Replaces its files, as the newer server does."""

    def put(self, path: Path, data: bytes) -> None:
        self._replace(path, data)


@contextmanager
def writing(*writers: Writer) -> Iterator[Callable[[], None]]:
    """Let them write; gives what ends them, which happens at the end in any case."""

    def end() -> None:
        for writer in writers:
            writer.stop()

    for writer in writers:
        writer.start()
    try:
        yield end
    finally:
        end()
