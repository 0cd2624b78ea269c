"""The search, made once the list is there or something is typed: a start has no time for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.store.requests import Listed
from gui.long_work import Start
from gui.main_window import MainWindow
from gui.reader.reader import Reader
from gui.window_state import WindowState

if TYPE_CHECKING:
    from gui.search.catalogue_care import CatalogueCare
    from gui.search.session_search import SessionSearch

AFTER_LIST_MS = 300
"""By then the list is on the screen."""


class Searching(QObject):
    """What the program knows of the search; closing waits while it is `busy`."""

    ended = Signal()  # no process of the search is left

    def __init__(
        self, window: MainWindow, reader: Reader, state: WindowState, start: Start
    ) -> None:
        super().__init__(window)
        self._window, self._reader, self._state, self._start = window, reader, state, start
        self._made: SessionSearch | None = None
        self._folder: Path | None = None
        self._listed: Listed | None = None
        self._is_closing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_LIST_MS)
        self._later.timeout.connect(self._on_time_to_begin)
        window.list_area.awaits_search = True
        window.filter_bar.filter_changed.connect(self._on_text_changed)

    @property
    def busy(self) -> bool:
        """True while a process of the search is there, and somebody waits for its end."""
        return self._made is not None and self._made.busy

    @property
    def care(self) -> CatalogueCare:
        """Who builds the catalogue; asking for it makes the search."""
        return self._search().care

    @property
    def words(self) -> str:
        """What to say of a window that waits for it before it closes."""
        return self.tr("Closing the search…")

    @property
    def is_saving(self) -> bool:
        """False: what is not read yet for the search is read at the next start."""
        return False

    def give_up(self) -> None:
        """Wait no longer for a disk that does not answer."""
        if self._made is not None:
            self._made.give_up()

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Search in `folder` from now on; the query is cleared by the window."""
        self._folder, self._listed = folder, None
        self._later.stop()
        if self._made is not None:
            self._made.set_folder(folder)

    @Slot(object)
    def on_listed(self, answer: Listed) -> None:
        """Search among the rows of a listing."""
        if self._made is not None:
            self._made.on_listed(answer)
        else:
            self._listed = answer

    @Slot(Path)
    def on_completed(self, folder: Path) -> None:
        """Begin soon with the catalogue: the first complete list is there."""
        self._later.start()

    @Slot()
    def on_closing(self) -> None:
        """Stop all of it: the window closes."""
        self._is_closing = True
        self._later.stop()
        if self._made is not None:
            self._made.on_closing()

    @Slot()
    def _on_time_to_begin(self) -> None:
        self._search().begin_catalogue()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if self._made is None and text and self._folder is not None and not self._is_closing:
            self._search().on_text_changed(text)

    def _search(self) -> SessionSearch:
        if self._made is None:
            from gui.search.search_thread import open_search
            from gui.search.session_search import SessionSearch

            made = SessionSearch(self._window, self._reader, self._state, self._start, open_search)
            made.ended.connect(self.ended)
            if self._folder is not None:
                made.set_folder(self._folder)
            if self._listed is not None:
                made.on_listed(self._listed)
            self._made, self._listed = made, None
        return self._made
