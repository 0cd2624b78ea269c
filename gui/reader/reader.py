"""The reader put together: what it needs is given to it, and nobody else knows its parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from core.store.requests import Listed, Renamed, Request
from gui.main_window import MainWindow
from gui.reader.finding import Finding
from gui.reader.positions import Positions
from gui.reader.reader_actions import ReaderActions
from gui.reader.reading import Reading
from gui.reader.reading_service import ReadingService
from gui.reader.reading_thread import OpenTranscript
from gui.window_state import WindowState

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.needles import Needle
    from gui.reader.hit_marks import HitMarks

_POSITIONS = "reading_positions"


class Reader(QObject):
    """Follows the session the user is at, in the window that is given."""

    link_wanted = Signal(str)  # a web address that was clicked
    hit_wanted = Signal(int)  # the next message a search found, 1, or the one before, -1

    def __init__(
        self, window: MainWindow, state: WindowState, open_transcript: OpenTranscript
    ) -> None:
        super().__init__(window)
        self._list, self._model, pane = window.view, window.model, window.reader
        self._service = ReadingService(open_transcript, self)
        positions = Positions(
            lambda: state.word(_POSITIONS), lambda text: state.save_word(_POSITIONS, text)
        )
        self._reading = Reading(pane, self._service, positions, self)
        self._finding = Finding(pane.find_bar, pane.view, self._reading)
        self._bar, self._view = pane.find_bar, pane.view
        self._marks: HitMarks | None = None
        actions = ReaderActions(window, pane.view, pane.find_bar, self._finding, self._reading)
        actions.find_next.triggered.connect(self._on_next_wanted)
        actions.find_previous.triggered.connect(self._on_previous_wanted)
        self._actions = actions
        actions.add_menu(window.menuBar(), window.actions_.help_menu.menuAction())
        pane.view.link_wanted.connect(self.link_wanted)
        pane.seen_changed.connect(self._on_seen_changed)
        window.view.current_changed.connect(self._on_current_changed)

    @property
    def is_running(self) -> bool:
        """True while the thread that reads runs: after `close`, if the disk does not answer."""
        return self._service.is_running

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Read in `folder` from now on."""
        self._reading.set_folder(folder)

    @Slot(object)
    def on_listed(self, answer: Listed) -> None:
        """Show the title of the list, and try again what could not be read."""
        self._show(self._list.current_id())
        self._reading.retry()

    @Slot(object, object)
    def on_renamed(self, request: Request, answer: Renamed) -> None:
        """Show the new title."""
        self._show(self._list.current_id())

    def show_message(self, session_id: str, message: int, words: Sequence[Needle]) -> None:
        """Go to a message of the current session, as soon as it is read, and mark `words` in it."""
        if self._marks is None:
            from gui.reader.hit_marks import HitMarks

            self._marks = HitMarks(self._bar, self._view, self._reading)
        self._marks.show(session_id, message, words)

    def forget_words(self) -> None:
        """Mark nothing any more."""
        if self._marks is not None:
            self._marks.clear()

    def set_searching(self, *, is_searching: bool) -> None:
        """Tell whether there are hits to go to, also while nothing is read."""
        self._actions.set_searching(is_searching=is_searching)

    @Slot()
    def close(self) -> None:
        """Keep where the user is, and stop reading."""
        self._reading.leave()
        self._service.close()

    @Slot(bool)
    def _on_seen_changed(self, is_seen: bool) -> None:
        self._reading.set_seen(is_seen=is_seen)

    @Slot()
    def _on_next_wanted(self) -> None:
        if self._bar.isHidden():  # else it is the text in the field that is gone on to
            self.hit_wanted.emit(1)

    @Slot()
    def _on_previous_wanted(self) -> None:
        if self._bar.isHidden():
            self.hit_wanted.emit(-1)

    @Slot(str)
    def _on_current_changed(self, session_id: str) -> None:
        self._show(session_id)

    def _show(self, session_id: str) -> None:
        row = self._model.row(session_id) if session_id else None
        self._reading.show_session(session_id if row else "", row.title if row else "")
