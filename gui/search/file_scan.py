"""Searches every file, where there can be no catalogue."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.store.requests import FilesSearched, Progressed, SearchFiles
from gui.long_work import Start
from gui.search.runner import SearchRunner

PAUSE_MS = 400
"""A walk through all files begins when nothing was typed for so long."""


class FileScan(QObject):
    """Looks for one query at a time; another one ends the one before."""

    progressed = Signal(int, int)
    scanned = Signal(str, object)  # the query, and its results: session id, hits, in its title
    ended = Signal()

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._text = self._running = ""
        self._runner = SearchRunner(start, self)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.searched.connect(self._on_searched)
        self._runner.finished.connect(self._on_finished)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_due)

    @property
    def is_running(self) -> bool:
        """True while the files are being read."""
        return self._runner.busy

    def begin(self, folder: Path, text: str) -> None:
        """Look for `text` in all files of `folder`, soon."""
        self._folder, self._text = folder, text
        self._runner.cancel()
        self._pause.start()

    @Slot()
    def cancel(self) -> None:
        """Look for nothing any more."""
        self._text = ""
        self._pause.stop()
        self._runner.cancel()

    @Slot()
    def _on_due(self) -> None:
        if self._text and not self._runner.busy:
            self._running = self._text
            self._runner.run(SearchFiles(str(self._folder), self._text, typing=True))

    @Slot(object)
    def _on_progressed(self, progress: Progressed) -> None:
        self.progressed.emit(progress.done, progress.total)

    @Slot(object)
    def _on_searched(self, found: FilesSearched) -> None:
        if self._running == self._text:
            self.scanned.emit(self._running, tuple(found.results))

    @Slot()
    def _on_finished(self) -> None:
        if self._text and self._text != self._running and not self._pause.isActive():
            self._on_due()
        if not self._runner.busy:
            self.ended.emit()
