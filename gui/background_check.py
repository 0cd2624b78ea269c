"""A check of every file, made quietly once the list is on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.repair.reports import CheckReport
from core.store.requests import Check, Progressed
from gui.long_work import Start
from gui.repair.runner import RepairRunner


class BackgroundCheck(QObject):
    """Finds what a listing cannot see: files that cannot be read, rows that are out of date.

    It never disturbs: when it fails, or is cancelled, nothing is said. The next check that the
    user asks for tells all.
    """

    found = Signal(Path, object)  # the folder that was checked, Health
    progressed = Signal(int, int)  # done, total
    ended = Signal()  # with or without a finding: the child process is gone

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Path | None = None
        self._folder = Path()
        self._is_cancelled = False
        self._runner = RepairRunner(start, self)
        self._runner.checked.connect(self._on_checked)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.finished.connect(self._on_finished)

    @property
    def busy(self) -> bool:
        """True while the child process is there."""
        return self._runner.busy

    @Slot(Path)
    def begin(self, folder: Path) -> None:
        """Check `folder`; one that is still being checked is left."""
        self._next = folder
        if self.busy:
            self._stop()
        else:
            self._run_next()

    @Slot()
    def cancel(self) -> None:
        """Stop as soon as it can be; `ended` follows if anything was running."""
        self._next = None
        self._stop()

    def _stop(self) -> None:
        self._is_cancelled = True
        self._runner.cancel()

    def _run_next(self) -> None:
        folder, self._next = self._next, None
        if folder is not None:
            self._folder, self._is_cancelled = folder, False
            self._runner.run(Check(folder=str(folder)))

    @Slot(object)
    def _on_progressed(self, progress: Progressed) -> None:
        self.progressed.emit(progress.done, progress.total)

    @Slot(object)
    def _on_checked(self, report: CheckReport) -> None:
        if not self._is_cancelled:  # it may have been done in that very moment
            self.found.emit(self._folder, report.health)

    @Slot()
    def _on_finished(self) -> None:
        self._run_next()
        if not self.busy:
            self.ended.emit()
