"""Keeps the catalogue of the open folder up to date, in the background."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.search.built import Built
from core.store.requests import BuildCatalogue, Progressed
from gui.long_work import Start
from gui.search.runner import SearchRunner

log = logging.getLogger("search")

FIRST_MS = 1_000
"""The list is read and painted first, and the reader has its session."""

AGAIN_MS = 300
"""What others write seldom comes alone."""

ELSEWHERE_MS = 5_000
"""Another program of ours builds the same catalogue; it may be closed before it is done."""


class CatalogueCare(QObject):
    """Has the catalogue built, in a process that is asked to stop whenever nobody wants it."""

    progressed = Signal(int, int)  # sessions read, of how many in the folder
    built = Signal()  # something was put in, or all of it is
    unwritable = Signal(str)  # no catalogue can be kept, and why: told once for each folder
    noted = Signal(str)  # a sentence for the message list
    changed = Signal()  # paused, going on, or at its end
    ended = Signal()  # nothing is running any more

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._running: Path | None = None
        self._is_due = self._is_paused = self._is_closed = False
        self.is_kept = True
        """False if there can be no catalogue of the folder."""
        self._runner = SearchRunner(start, self)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.built.connect(self._on_built)
        self._runner.not_kept.connect(self._on_not_kept)
        self._runner.failed.connect(self._on_failed)
        self._runner.finished.connect(self._on_finished)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)

    @property
    def is_running(self) -> bool:
        """True while the catalogue is being read for."""
        return self._runner.busy

    @property
    def is_paused(self) -> bool:
        """True if the user wants nothing to be read now."""
        return self._is_paused

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Care for `folder` from now on, once `begin` is called."""
        self._folder, self.is_kept, self._is_due = folder, True, False
        self._timer.stop()
        self._runner.cancel()

    @Slot()
    def begin(self) -> None:
        """Begin soon: the folder is listed."""
        self._timer.start(FIRST_MS)

    @Slot()
    def refresh(self) -> None:
        """See soon what has changed."""
        if not self._timer.isActive() and self.is_kept:
            self._timer.start(AGAIN_MS)

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        """Stop reading, or go on where it was stopped."""
        if paused != self._is_paused:
            self._is_paused = paused
            if paused:
                self._runner.cancel()
            else:
                self._on_due()
            self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Stop for good; `ended` follows if anything was running."""
        self._is_closed = True
        self._timer.stop()
        self._runner.cancel()

    @Slot()
    def _on_due(self) -> None:
        if self._is_paused or self._is_closed or self._folder is None:
            return
        if self._runner.busy:
            self._is_due = True
            return
        self._is_due, self._running = False, self._folder
        self._runner.run(BuildCatalogue(str(self._folder)))
        self.changed.emit()

    @property
    def _is_current(self) -> bool:
        return self._running == self._folder

    @Slot(object)
    def _on_progressed(self, progress: Progressed) -> None:
        if self._is_current:
            self.progressed.emit(progress.done, progress.total)

    @Slot(object)
    def _on_built(self, built: Built) -> None:
        log.info("the catalogue: %d of %d files read", built.read, built.total)
        if not self._is_current:
            return
        if built.is_elsewhere:
            self._timer.start(ELSEWHERE_MS)
        if built.note:
            self.noted.emit(built.note)
        self.built.emit()

    @Slot(str)
    def _on_not_kept(self, sentence: str) -> None:
        if self._is_current:
            self.is_kept, self._is_due = False, False
            self.unwritable.emit(sentence)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        # The folder cannot be listed now, which the list itself says; it comes again with it.
        log.info("the catalogue was not brought up to date")

    @Slot()
    def _on_finished(self) -> None:
        if self._is_due:
            self._on_due()
        if not self._runner.busy:
            self.changed.emit()
            self.ended.emit()
