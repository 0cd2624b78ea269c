"""The reader put together: what it needs is given to it, and nobody else knows its parts."""

from __future__ import annotations

from pathlib import Path

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

_POSITIONS = "reading_positions"


class Reader(QObject):
    """Follows the session the user is at, in the window that is given."""

    link_wanted = Signal(str)  # a web address that was clicked

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
        actions = ReaderActions(window, pane.view, pane.find_bar, self._finding, self._reading)
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

    @Slot()
    def close(self) -> None:
        """Keep where the user is, and stop reading."""
        self._reading.leave()
        self._service.close()

    @Slot(bool)
    def _on_seen_changed(self, is_seen: bool) -> None:
        self._reading.set_seen(is_seen=is_seen)

    @Slot(str)
    def _on_current_changed(self, session_id: str) -> None:
        self._show(session_id)

    def _show(self, session_id: str) -> None:
        row = self._model.row(session_id) if session_id else None
        self._reading.show_session(session_id if row else "", row.title if row else "")
