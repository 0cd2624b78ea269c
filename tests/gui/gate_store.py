"""A store in memory with a gate: it can be held in a call, made to fail, and asked what it did."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from core.errors import DiskTrouble, StoreError
from core.server.finding import Server
from core.store.requests import Details, Rename, Renamed, Revert, ServerFound
from core.store.title_edits import TitleEdit
from core.values import Health, Project, SessionRow

PATIENCE_S = 10.0


def a_row(session_id: str, title: str = "A title", **fields: object) -> SessionRow:
    """A row as a listing would hold it."""
    return SessionRow(session_id=session_id, title=title, **fields)  # type: ignore[arg-type]


class GateStore:
    """Stands for a `SessionStore`. Each call waits at the gate; `calls` is what came through.

    `failing` maps the name of a call to the error it raises; a title in `refused_titles` is
    answered with an error of its own, as the store answers a single file that cannot be written.
    """

    def __init__(self, *rows: SessionRow) -> None:
        self.rows = {row.session_id: row for row in rows}
        self.health = Health()
        self.folder: Path | None = None
        self.calls: list[str] = []
        self.batches: list[list[Rename | Revert]] = []
        self.failing: dict[str, Exception] = {}
        self.refused_titles: set[str] = set()
        self.has_moved = False
        self.has_sizes = False
        self.way = "edits go to the files"
        self.server: Server | None = None
        self.threads: set[int] = set()
        self.answers_short = False
        self._gate = threading.Event()
        self._gate.set()
        self._arrived = threading.Semaphore(0)

    def open(self, folder: Path) -> GateStore:
        """Stands for the constructor `SessionStore(folder)`."""
        self._pass("open")
        self.folder = folder
        return self

    def shut_gate(self) -> None:
        """Let no further call through."""
        self._gate.clear()

    def open_gate(self) -> None:
        """Let the waiting call go on, and all after it."""
        self._gate.set()

    def wait_for_call(self) -> None:
        """Return once one more call stands before the shut gate."""
        assert self._arrived.acquire(timeout=PATIENCE_S), "no call came to the store"

    def list_sessions(self, *, sizes: bool = False) -> list[SessionRow]:
        self._pass("list")
        rows = list(self.rows.values())
        return [replace(row, size=1_000) for row in rows] if sizes and self.has_sizes else rows

    def newest(self, count: int) -> list[SessionRow]:
        self._pass("newest")
        return list(self.rows.values())[:count]

    def moved(self) -> bool:
        self._pass("moved")
        return self.has_moved

    def projects(self) -> Sequence[Project]:
        return (Project(project_id="p1", name="Work"),)

    def check_mounted(self) -> None:
        """Stands for `SessionStore.check_mounted`: nothing is ever unmounted."""

    def rest(self) -> None:
        self._pass("rest")

    def find_server(self) -> ServerFound:
        self._pass("find server")
        return ServerFound(self.server, self.way)

    def details(self, session_id: str) -> Details:
        self._pass(f"details {session_id}")
        path = (self.folder or Path()) / f"{session_id}.json"
        return Details(self.rows[session_id], path, {}, "Hello")

    def edit_titles(self, edits: Sequence[Rename | Revert]) -> list[Renamed | StoreError]:
        self._pass("edit")
        self.batches.append(list(edits))
        answers = [self._edited(edit) for edit in edits]
        return answers[1:] if self.answers_short else answers

    def _edited(self, request: Rename | Revert) -> Renamed | StoreError:
        if isinstance(request, Rename):
            session_id, title = request.session_id, request.title
        else:
            session_id, title = request.edit.session_id, request.edit.old_title
        if title in self.refused_titles:
            return DiskTrouble(f"Could not write {session_id}.json: the disk is full.")
        old = self.rows.get(session_id) or a_row(session_id)
        self.rows[session_id] = a_row(session_id, title)
        return Renamed(self.rows[session_id], TitleEdit(session_id, old.title, title, ()))

    def _pass(self, call: str) -> None:
        self.threads.add(threading.get_ident())
        if not self._gate.is_set():
            self._arrived.release()
        assert self._gate.wait(PATIENCE_S), "the gate was never opened"
        self.calls.append(call)
        if error := self.failing.get(call.split()[0]):
            raise error
