"""Which folder is open and what is known of it: asks the store, tells the window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.locations import INDEX_NAME, SESSIONS_NAME, is_folder
from core.store.requests import Listed, ListSessions, Look, Opened, OpenStore, Request
from core.values import Health
from gui.messages import sentence_of
from gui.worker import StoreService

log = logging.getLogger("browsing")

LOOK_MS = 2_000
"""How often the folder is looked at for what other programs did."""


class Phase(Enum):
    """What the window has to show where the list stands."""

    NO_FOLDER = auto()
    LOADING = auto()
    LISTED = auto()
    FAILED = auto()


class Browsing(QObject):
    """Opens folders, lists them, and looks at them again and again.

    A folder that vanishes while it is open keeps its list on the screen: `troubled` tells why,
    `recovered` that it is back.
    """

    folder_changed = Signal(Path)
    phase_changed = Signal(object)  # Phase
    listed = Signal(object)  # Listed: rows to show instead of those before
    completed = Signal(Path)  # the first complete list of a folder is there
    health_changed = Signal(object)  # Health
    troubled = Signal(str)  # a sentence: the open folder cannot be read now
    recovered = Signal()
    check_wanted = Signal(Path)  # what the last check found may no longer be so
    not_opened = Signal(Path, str)  # another folder was asked for and why it stays closed

    def __init__(self, service: StoreService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.phase = Phase.NO_FOLDER
        self.reason = ""
        self._service = service
        self._wanted: Path | None = None
        self._checked: Health | None = None
        self._health = Health()
        self._openings: list[OpenStore] = []  # neither done nor refused, in order
        self._is_complete = self._is_troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        service.opened.connect(self._on_opened)
        service.moved.connect(self._on_moved)
        service.listed.connect(self._on_listed)
        service.failed.connect(self._on_failed)

    @property
    def wanted(self) -> Path | None:
        """The folder that was asked for last, open or not."""
        return self._wanted

    @property
    def is_opening(self) -> bool:
        """True while a folder that was asked for is neither open nor refused."""
        return bool(self._openings)

    def is_asked_for(self, folder: Path) -> bool:
        """Tell whether `folder` is the one that is open, or about to be, however it is spelt."""
        wanted = self._wanted
        if wanted is None or self.phase is Phase.FAILED:
            return False
        above = (wanted.parent,) if wanted.name == SESSIONS_NAME else ()
        return folder in (wanted, wanted / INDEX_NAME, wanted / SESSIONS_NAME, *above)

    @property
    def is_complete(self) -> bool:
        """True if the rows that are shown are all there are."""
        return self._is_complete

    @Slot(Path)
    def open(self, folder: Path) -> None:
        """Open `folder`; the list of the one before stays until it is."""
        self._wanted = folder
        self._timer.start()
        if self.phase is not Phase.LISTED:
            self._enter(Phase.LOADING)
        self._ask_to_open(folder)

    def _ask_to_open(self, folder: Path) -> None:
        request = OpenStore(folder)
        self._openings.append(request)
        self._service.submit(request)

    @Slot()
    def refresh(self) -> None:
        """Read the list again, or try again what failed."""
        if self.phase in (Phase.LISTED, Phase.LOADING):
            self._service.submit(ListSessions())
        elif self._wanted is not None:
            self.open(self._wanted)

    @Slot()
    def refresh_all(self) -> None:
        """Read the list again, and have the index checked again: the user asks for the truth."""
        self.refresh()
        self._want_check()

    @Slot()
    def look(self) -> None:
        """List again if anything moved, unless an answer is still on its way."""
        if any(map(self._service.waits_for, (Look, ListSessions, OpenStore))):
            return
        if self.phase is Phase.FAILED and self._wanted is not None:
            self._ask_to_open(self._wanted)
        elif self._is_troubled:
            self._service.submit(ListSessions())
        elif self.phase is Phase.LISTED:
            self._service.submit(Look())

    @Slot()
    def stop(self) -> None:
        """Look no more: the window is closing."""
        self._timer.stop()

    @Slot(object)
    def take_check(self, health: Health) -> None:
        """Count in what a check of every file found, until the next one."""
        self._checked = health
        self._tell_health()

    @Slot()
    def forget_check(self) -> None:
        """The index is another now: what the last check found is of the past."""
        self._checked = None

    @Slot()
    def _on_moved(self) -> None:
        """Take nothing for granted that a check found before others wrote.

        That it found nothing is believed until the next one: words that come and go disquiet.
        """
        if self._checked is not None and merged(Health(), self._checked).repairable:
            self._checked = None
        self._want_check()

    def _want_check(self) -> None:
        if self._is_complete and self.folder is not None:
            self.check_wanted.emit(self.folder)

    @Slot(object)
    def _on_opened(self, answer: Opened) -> None:
        del self._openings[:1]
        self.folder = answer.folder
        if not self.is_opening:
            self._wanted = answer.folder
        self._checked = None
        self._is_complete = False
        self._set_trouble("")
        self.folder_changed.emit(answer.folder)
        self._enter(Phase.LOADING)

    @Slot(object)
    def _on_listed(self, answer: Listed) -> None:
        if not answer.complete and self._is_complete:
            return  # the newest few would take the others off the screen
        first = answer.complete and not self._is_complete
        self._is_complete = answer.complete
        self._health = answer.health
        self._set_trouble("")
        self.listed.emit(answer)
        self._enter(Phase.LISTED)
        self._tell_health()
        if answer.complete:
            log.info("all sessions are listed: %d", len(answer.rows))
        if first and self.folder is not None:
            self.completed.emit(self.folder)

    @Slot(object, object)
    def _on_failed(self, request: Request, error: Exception) -> None:
        self._openings = [one for one in self._openings if one is not request]
        match request:
            case OpenStore(folder) if self.phase is Phase.LISTED and self._wanted != self.folder:
                if not self.is_opening:
                    self._wanted = self.folder
                self.not_opened.emit(folder, sentence_of(error))
            case OpenStore() | ListSessions() | Look() if self.phase is Phase.LISTED:
                self._set_trouble(sentence_of(error))
            case OpenStore() | ListSessions() | Look():
                self._enter(Phase.FAILED, sentence_of(error))

    def _enter(self, phase: Phase, reason: str = "") -> None:
        if (phase, reason) != (self.phase, self.reason):
            self.phase, self.reason = phase, reason
            self.phase_changed.emit(phase)

    def _set_trouble(self, sentence: str) -> None:
        """Tell when trouble begins and when it ends, not at every look in between."""
        was_troubled, self._is_troubled = self._is_troubled, bool(sentence)
        if self._is_troubled and not was_troubled:
            self.troubled.emit(sentence)
        elif was_troubled and not self._is_troubled:
            self.recovered.emit()
            self._want_check()

    def _tell_health(self) -> None:
        self.health_changed.emit(merged(self._health, self._checked))


def merged(listed: Health, checked: Health | None) -> Health:
    """Return what a listing knows by now, and of the last check what a listing cannot know."""
    if checked is None:
        return listed
    return msgspec.structs.replace(
        checked,
        ghosts=listed.ghosts,
        unlisted=listed.unlisted,
        index_broken=listed.index_broken,
    )


def folders_to_begin(recent: Sequence[Path], known: Callable[[], Sequence[Path]]) -> list[Path]:
    """Return the one folder to begin with, or those among which the user has to choose.

    It is the one used last. If that is gone, those that are known; if there are none either, it
    is tried all the same.
    """
    last = list(recent[:1])
    if last and is_folder(last[0]):
        return last
    return list(known()) or last
