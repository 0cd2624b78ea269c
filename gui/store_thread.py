"""What runs in the store thread: takes requests one after another, tells each answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from time import time
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.errors import NotFound, StoreError
from core.locations import resolve_folder
from core.store.requests import (
    Answer,
    CountStores,
    Details,
    FindServer,
    Listed,
    ListSessions,
    Look,
    MakeSample,
    Opened,
    OpenStore,
    Rename,
    Renamed,
    Request,
    Revert,
    SampleMade,
    ServerFound,
    ShowDetails,
    StoreCounted,
    Write,
)
from core.values import Health, Project, SessionRow

log = logging.getLogger("store")

SCREENFUL = 200
"""How many of the newest rows are told before all of them are."""

MAX_BATCH = 1_000
"""Writes handed to the store at once: few index writes, and small files take a second."""

REST_MS = 3_000
"""After so long without work the store lets go of what it can read again."""

T = TypeVar("T")


class Store(Protocol):
    """What the worker asks of a `SessionStore`."""

    @property
    def health(self) -> Health: ...

    def list_sessions(self, *, sizes: bool = False) -> list[SessionRow]: ...

    def newest(self, count: int) -> list[SessionRow]: ...

    def moved(self) -> bool: ...

    def projects(self) -> Sequence[Project]: ...

    def details(self, session_id: str) -> Details: ...

    def find_server(self) -> ServerFound: ...

    def check_mounted(self) -> None: ...

    def rest(self) -> None: ...

    def edit_titles(self, edits: Sequence[Rename | Revert]) -> Sequence[Renamed | StoreError]: ...


class _Job:
    """A request with what is left to do for it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.steps: Iterator[Answer] | None = None

    @property
    def is_write(self) -> bool:
        return isinstance(self.request, Write)

    @property
    def changes_folder(self) -> bool:
        """True until the other folder is open; nothing may be moved past that point."""
        return isinstance(self.request, OpenStore) and self.steps is None


class StoreWorker(QObject):
    """Lives in the store thread. Writes overtake reads, and those queued together are one call.

    A read gives way after each of its answers. Nothing is moved across the opening of another
    folder: a title meant for one folder must never reach the next.
    """

    told = Signal(object, object)  # Request; an Answer, an Exception, or None once it is settled
    _turn_wanted = Signal()

    def __init__(
        self, open_store: Callable[[Path], Store], make_sample: Callable[[], Path]
    ) -> None:
        super().__init__()
        self._open_store, self._make_sample = open_store, make_sample
        self._store: Store | None = None
        self._told_rows: list[SessionRow] = []  # by the last whole listing
        self._jobs: list[_Job] = []
        self._turn_is_coming = False
        self._closing = False
        self._has_worked = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(REST_MS)
        self._idle.timeout.connect(self._on_idle)
        # Queued, so that what waits in the event queue comes first and can join a batch.
        self._turn_wanted.connect(self._on_turn, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def on_submitted(self, request: Request) -> None:
        """Take `request` in; its turn comes."""
        if isinstance(request, OpenStore):
            self._drop(*self._reads())
        elif isinstance(request, ShowDetails):  # the user has moved on from those before
            self._drop(*(job for job in self._jobs if isinstance(job.request, ShowDetails)))
        self._jobs.append(_Job(request))
        if not isinstance(request, Look):  # looking takes no memory
            self._has_worked = True
            self._idle.stop()
        self._want_turn()

    @Slot()
    def on_closing(self) -> None:
        """Drop every read from now on; what is written stays in its place."""
        self._closing = True
        self._idle.stop()  # a timer can only be stopped in its own thread
        self._drop_idle()

    @Slot()
    def _on_turn(self) -> None:
        self._turn_is_coming = False
        writes = [job for job in self._jobs_of_this_folder() if job.is_write][:MAX_BATCH]
        if writes:
            self._write(writes)
        elif self._jobs:
            self._read_on(self._jobs[0])
        if self._closing:
            self._drop_idle()
        if self._jobs:
            self._want_turn()
        elif self._has_worked and not self._closing and not self._idle.isActive():
            self._idle.start()

    @Slot()
    def _on_idle(self) -> None:
        """Give memory back: the index of 100,000 sessions takes more than all that is shown."""
        if self._store is not None:
            self._has_worked = False
            self._store.rest()

    def _want_turn(self) -> None:
        if not self._turn_is_coming:
            self._turn_is_coming = True
            self._turn_wanted.emit()

    def _jobs_of_this_folder(self) -> Iterator[_Job]:
        return takewhile(lambda job: not job.changes_folder, self._jobs)

    def _write(self, jobs: list[_Job]) -> None:
        """Hand `jobs` to the store in one call and tell how each of them ended."""
        batch = [job.request for job in jobs if isinstance(job.request, Write)]
        results = _attempt(lambda: self._edit(batch))
        if isinstance(results, Exception):
            results = [results] * len(jobs)
        for job, result in zip(jobs, results, strict=True):
            self.told.emit(job.request, result)
            self._drop(job)

    def _edit(self, batch: list[Rename | Revert]) -> Sequence[Renamed | Exception]:
        results = self._opened_store().edit_titles(batch)
        if len(results) != len(batch):
            raise RuntimeError(f"{len(batch)} edits were answered {len(results)} times")
        return results

    def _read_on(self, job: _Job) -> None:
        """Take the next answer to `job`; after the last the job is done."""
        if job.steps is None:
            job.steps = self._answers(job.request)
        steps = job.steps
        answer = _attempt(lambda: next(steps, None))
        if answer is not None:
            self.told.emit(job.request, answer)
        if answer is None or isinstance(answer, Exception):
            self._drop(job)

    def _answers(self, request: Request) -> Iterator[Answer]:
        match request:
            case OpenStore(folder):
                yield self._open(folder)
                yield self._listed(self._opened_store().newest(SCREENFUL), complete=False)
                yield self._all_listed(sizes=False)  # at once; the sizes come with the next one
            case ListSessions():
                yield self._all_listed(sizes=True)
            case Look():
                if self._opened_store().moved():
                    yield self._all_listed(sizes=True)
            case ShowDetails(session_id):
                yield self._opened_store().details(session_id)
            case FindServer():
                yield self._opened_store().find_server()
            case CountStores(folders):
                yield from _glances(folders)
            case MakeSample():
                yield SampleMade(self._make_sample())

    def _open(self, folder: Path) -> Opened:
        found = resolve_folder(folder)
        self._store = self._open_store(found)
        self._told_rows = []
        return Opened(found)

    def _all_listed(self, *, sizes: bool) -> Listed:
        rows = self._opened_store().list_sessions(sizes=sizes)
        if not rows:  # a bare mount point is no reason to take the list off the screen
            self._opened_store().check_mounted()
        self._told_rows = _with_known(rows, self._told_rows)
        return self._listed(self._told_rows, complete=True)

    def _listed(self, rows: list[SessionRow], *, complete: bool) -> Listed:
        store = self._opened_store()
        return Listed(rows, complete, store.health, tuple(store.projects()))

    def _opened_store(self) -> Store:
        if self._store is None:
            raise NotFound("No sessions folder is open.")
        return self._store

    def _reads(self) -> list[_Job]:
        return [job for job in self._jobs if not job.is_write and not job.changes_folder]

    def _drop(self, *jobs: _Job) -> None:
        """Forget `jobs`, done or no longer wanted, and tell that they are settled."""
        for job in jobs:
            self._jobs.remove(job)
            self.told.emit(job.request, None)

    def _drop_idle(self) -> None:
        """Drop what no write waits for: all reads, and a folder opened after the last write."""
        self._drop(*self._reads())
        while self._jobs and not self._jobs[-1].is_write:
            self._drop(self._jobs[-1])


def _glances(folders: Sequence[Path]) -> Iterator[StoreCounted]:
    # Late: most starts open the folder of the one before.
    from core.store.glance import glance_at

    return (glance_at(folder, time()) for folder in folders)


def _with_known(rows: list[SessionRow], known: list[SessionRow]) -> list[SessionRow]:
    """Return `rows`, those that are equal to a `known` one as that very object.

    Who shows 100,000 rows then sees which are other ones without a look into each.
    """
    if len(rows) == len(known):
        return [old if old == new else new for old, new in zip(known, rows, strict=True)]
    by_id = {row.session_id: row for row in known}
    return [old if (old := by_id.get(new.session_id)) == new else new for new in rows]


def _attempt(work: Callable[[], T]) -> T | Exception:
    """Return what `work` returns or the error it raised: none may pass the thread's edge."""
    try:
        return work()
    except StoreError as error:
        log.info("refused: %s", type(error).__name__)  # its text names a file of the user's
        return error
    except Exception as error:  # a bug, and yet the thread must go on: it holds unsaved titles
        log.exception("failed")
        return error
