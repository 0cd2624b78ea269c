"""Exports one after the other, and where each of their outcomes belongs."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from core.store.requests import Export, Exported, Progressed, Quote, Quoted
from gui.export.runner import ExportRunner
from gui.export.save_dialog import SaveWish
from gui.long_work import Start


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One export that was asked for; with `wish` it makes files, else a text for the clipboard."""

    request: Export | Quote
    wish: SaveWish | None = None


class ExportQueue(QObject):
    """Does jobs in their order. Each is told of by one signal here, unless it is cancelled."""

    progressed = Signal(object, object)  # Job, Progressed
    saved = Signal(object, object)  # Job, Exported
    copied = Signal(object, object)  # Job, Quoted
    already_there = Signal(object, str)  # Job, path
    failed = Signal(object, str)  # Job, a sentence
    busy_changed = Signal(bool)
    cancelled = Signal()

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._runner = ExportRunner(start, self)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.exported.connect(self._on_exported)
        self._runner.quoted.connect(self._on_quoted)
        self._runner.already_there.connect(self._on_already_there)
        self._runner.failed.connect(self._on_failed)
        self._runner.cancelled.connect(self.cancelled)
        self._runner.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """True until all that was asked for is done or cancelled."""
        return self._job is not None

    @property
    def saves(self) -> bool:
        """True while there are files to be made."""
        jobs = [self._job, *self._waiting]
        return any(job is not None and job.wish is not None for job in jobs)

    def add(self, job: Job) -> None:
        """Do `job` once those before it are done."""
        self._waiting.append(job)
        if self._job is None:
            self._next()
            self.busy_changed.emit(True)

    @Slot()
    def cancel(self) -> None:
        """Stop what is being done and forget what waits; nothing is left half written."""
        self._waiting.clear()
        self._runner.cancel()

    def drop_copies(self) -> None:
        """Forget what is meant for the clipboard, which ends with the program."""
        self._waiting = deque(job for job in self._waiting if job.wish is not None)
        if self._job is not None and self._job.wish is None:
            self._runner.cancel()

    def _next(self) -> None:
        self._job = self._waiting.popleft() if self._waiting else None
        if self._job is not None:
            self._runner.run(self._job.request)

    @Slot(object)
    def _on_progressed(self, progress: Progressed) -> None:
        self.progressed.emit(self._job, progress)

    @Slot(object)
    def _on_exported(self, done: Exported) -> None:
        self.saved.emit(self._job, done)

    @Slot(object)
    def _on_quoted(self, quoted: Quoted) -> None:
        self.copied.emit(self._job, quoted)

    @Slot(str)
    def _on_already_there(self, path: str) -> None:
        self.already_there.emit(self._job, path)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.failed.emit(self._job, sentence)

    @Slot()
    def _on_finished(self) -> None:
        self._next()
        if self._job is None:
            self.busy_changed.emit(False)
