"""Titles on their way to the disk, kept aside until they are there: a crash must not lose them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.errors import StoreError
from core.store.requests import Rename, Renamed, Request

STRIKE_MS = 200
"""Titles that were saved are struck out together, once in so long."""

PATIENCE_MS = 2_000


class DraftFile(Protocol):
    """Where the drafts of one folder are kept."""

    def enter(self, session_id: str, title: str) -> None: ...

    def strike(self, session_ids: Iterable[str]) -> None: ...

    def left(self) -> list[tuple[str, str]]: ...


class _Keeper(QObject):
    """Lives in a thread of its own: neither the window nor a store that hangs may hold it up."""

    found = Signal(list)  # list[tuple[str, str]]: session id and title
    failed = Signal()

    def __init__(self, open_file: Callable[[Path], DraftFile]) -> None:
        super().__init__()
        self._open_file = open_file
        self._file: DraftFile | None = None

    @Slot(Path)
    def on_folder_opened(self, folder: Path) -> None:
        """Keep the drafts of `folder` from now on, and tell which are left of before."""
        self._file = self._open_file(folder)
        self.found.emit(self._file.left())

    @Slot(str, str)
    def on_entered(self, session_id: str, title: str) -> None:
        """Keep a title."""
        self._attempt(lambda file: file.enter(session_id, title))

    @Slot(list)
    def on_struck(self, session_ids: list[str]) -> None:
        """Forget the titles of these sessions."""
        self._attempt(lambda file: file.strike(session_ids))

    @Slot()
    def on_ending(self) -> None:
        """End the thread, after all that was asked for before."""
        self.thread().quit()

    def _attempt(self, work: Callable[[DraftFile], None]) -> None:
        if self._file is None:
            return
        try:
            work(self._file)
        except StoreError:  # a net under the saving: that it is torn is told only when it counts
            self.failed.emit()


class Drafts(QObject):
    """Enters each title that is sent to the store and strikes it out when it is saved."""

    found = Signal(list)  # list[tuple[str, str]]: what is left of before, in the folder just opened
    _folder_opened = Signal(Path)
    _entered = Signal(str, str)
    _struck = Signal(list)
    _ending = Signal()

    def __init__(
        self, open_file: Callable[[Path], DraftFile], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.are_kept = True
        """False once a title could not be kept: then what is not saved is lost at the end."""
        self._latest: dict[str, str] = {}
        self._over: list[str] = []
        self._strike = QTimer(self)
        self._strike.setSingleShot(True)
        self._strike.setInterval(STRIKE_MS)
        self._strike.timeout.connect(self._on_strike_due)
        self._thread = QThread(self)
        self._thread.setObjectName("drafts")
        self._keeper = _Keeper(open_file)
        self._keeper.moveToThread(self._thread)
        self._folder_opened.connect(self._keeper.on_folder_opened)
        self._entered.connect(self._keeper.on_entered)
        self._struck.connect(self._keeper.on_struck)
        self._ending.connect(self._keeper.on_ending)
        self._keeper.found.connect(self.found)
        self._keeper.failed.connect(self._on_failed)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """True until `close` has ended the thread."""
        return self._thread.isRunning()

    @Slot(Path)
    def open_folder(self, folder: Path) -> None:
        """Keep the drafts of `folder` from now on; `found` tells which are left of before."""
        self._on_strike_due()
        self._latest.clear()
        self._folder_opened.emit(folder)

    @Slot(object)
    def on_submitted(self, request: Request) -> None:
        """Keep the title that `request` is to give a session."""
        if isinstance(request, Rename):
            if request.session_id in self._over:  # its older title must go before this one comes
                self._on_strike_due()
            self._latest[request.session_id] = request.title
            self._entered.emit(request.session_id, request.title)

    @Slot(object, object)
    def on_renamed(self, request: Request, answer: Renamed) -> None:
        """Strike a title out that is on the disk, unless a later one of its session is not."""
        session_id = answer.row.session_id
        if isinstance(request, Rename) and self._latest.get(session_id) == request.title:
            self.let_go(session_id)

    @Slot(str)
    def let_go(self, session_id: str) -> None:
        """Strike out what is kept of a session: it is saved, or the user has given it up."""
        self._latest.pop(session_id, None)
        self._over.append(session_id)
        if not self._strike.isActive():
            self._strike.start()

    def close(self) -> None:
        """Write what is left to write and end the thread, unless its disk does not answer."""
        self._on_strike_due()
        self._ending.emit()
        self._thread.wait(PATIENCE_MS)

    @Slot()
    def _on_strike_due(self) -> None:
        self._strike.stop()
        if self._over:
            self._struck.emit(self._over)
            self._over = []

    @Slot()
    def _on_failed(self) -> None:
        self.are_kept = False
