"""Builds everything once and connects it: the wiring diagram of the window, no logic."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from core import locations
from core.store import SessionStore
from core.store.child import ChildWork
from core.transcript.opening import open_transcript
from gui.appearance.appearance import Appearance
from gui.background_check import BackgroundCheck
from gui.browsing import Browsing
from gui.closing import PATIENCE_MS, Closing
from gui.collector import Collector
from gui.crash import CrashCare
from gui.current_session import CurrentSession
from gui.desktop import DEFAULT_SERVER, Desktop
from gui.drafts import DraftFile, Drafts
from gui.edits import Edits
from gui.export.exporting import Exporting
from gui.first_start.first_start import FirstStart
from gui.first_start.sample import Sample
from gui.folder_status import FolderStatus
from gui.instance.door import Arrival
from gui.instance.listener import Listener
from gui.instance.summons import Summons
from gui.languages import speak
from gui.leftovers import Leftovers
from gui.long_work import Start
from gui.main_window import APP_NAME, MainWindow
from gui.messages import Message
from gui.reader.reader import Reader
from gui.refused_edits import RefusedEdits
from gui.repairing import Repairing
from gui.search.searching import Searching
from gui.server_status import ServerStatus
from gui.sessions.session_model import SessionModel
from gui.store_thread import Store
from gui.trouble.last_run import take_crash
from gui.trouble.log_file import start_log
from gui.trouble.reports import Reports
from gui.window_state import WindowState
from gui.wish import Wish
from gui.worker import StoredDrafts, StoreService

SWITCH_S = 0.0005
"""How long one thread keeps the interpreter lock when another wants it."""


class App(QObject):
    """The window and all that works behind it, connected."""

    def __init__(
        self,
        state: WindowState,
        *,
        open_store: Callable[[Path], Store] = SessionStore,
        open_drafts: Callable[[Path], DraftFile] = StoredDrafts,
        start: Start = ChildWork,
        places: Mapping[str, Path] | None = None,
        server: str = DEFAULT_SERVER,
        remember_folder: bool = True,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__()
        self.appearance = Appearance(state, self)  # before there is anything to paint
        self.sample = Sample()
        self.service = StoreService(open_store, self, make_sample=self.sample.make)
        self.model = SessionModel(self)
        self.window = MainWindow(self.model, state)
        self.edits = Edits(self.model, self.service.submit)
        self.browsing = Browsing(self.service, self)
        self.check = BackgroundCheck(start, self)
        self.server_status = ServerStatus(self.service, self)
        self._places, self._remembers = places or {}, remember_folder
        self.drafts = Drafts(open_drafts, self)
        self._desktop = Desktop(server, self)
        self._refused = RefusedEdits(self.window.messages, self)
        self._leftovers = Leftovers(self.model, self.drafts, self._refused, self)
        self._current = CurrentSession(self.window, self.service.submit)
        self._repairing = Repairing(self.window, self.browsing, self.check, start)
        self.exporting = Exporting(self.window, state, start)
        held = (self._refused, self.drafts)
        self.closing = Closing(
            self.window, self.service, self.check, self.browsing, *held, patience_ms
        )
        self.folder_status = FolderStatus(
            self.window,
            self.browsing,
            state,
            locations.known_folders,
            locations.tried_folders,
            self._may_remember,
        )
        self._connect_edits()
        self._connect_current()
        self.reader = self._connected_reader(state)
        self.searching = Searching(self.window, self.reader, state, start)
        self._connect_long_work()
        self._connect_rest()

    def begin(self, folder: Path | None = None, wish: Wish = Wish.LIST) -> None:
        """Show the window, open `folder` or one that is known, and do what is wished for."""
        actions = self.window.actions_
        if wish is Wish.REPAIR:
            once = Qt.ConnectionType.SingleShotConnection
            self.browsing.folder_changed.connect(actions.repair.trigger, once)
        self.folder_status.begin(folder)  # first: the store thread reads while the window shows
        self.window.show()
        if wish is Wish.CHOOSE_FOLDER:
            actions.open.trigger()

    def _may_remember(self, folder: Path) -> bool:
        return self._remembers and not self.sample.holds(folder)

    @Slot(str)
    def say(self, text: str) -> None:
        """Show `text` in the message bar; the same text is never shown twice at once."""
        self.window.messages.say(Message(text, key=text))

    def attend(self, arrival: Arrival) -> None:
        """Answer later starts of the program, if they come here."""
        if arrival.door is not None:
            listener = Listener(arrival.door, self)
            listener.called.connect(Summons(self.window, self.browsing).on_called)
            self.closing.began.connect(listener.close)
        if arrival.is_silent:
            self.say(
                self.tr(
                    "Another Session Browser is running and does not answer. This is a window of"
                    " its own."
                )
            )

    def offer_log(self, log_file: Path | None) -> None:
        """Let the user look at the log, if there is one."""
        action = self.window.actions_.show_log
        action.setEnabled(log_file is not None)
        if log_file is not None:
            action.triggered.connect(partial(self._desktop.open_file, log_file))

    def _connect_edits(self) -> None:
        edits, service, window = self.edits, self.service, self.window
        self.model.rename_wanted.connect(edits.on_rename_wanted)
        service.renamed.connect(edits.on_renamed)
        service.failed.connect(edits.on_failed)
        edits.unsaved_changed.connect(window.status.show_unsaved)
        edits.busy_changed.connect(window.actions_.set_busy)
        window.actions_.follow(edits.stack)
        edits.stepped.connect(window.reveal)
        edits.saved.connect(self._refused.on_saved)
        edits.refused.connect(self._refused.on_refused)
        self._refused.count_changed.connect(window.status.show_refused)
        self._refused.retry_wanted.connect(edits.on_rename_wanted)
        self._refused.edit_wanted.connect(window.view.edit_title)
        self.browsing.folder_changed.connect(self._refused.forget_all)
        self.browsing.folder_changed.connect(edits.stack.clear)
        self._connect_drafts()

    def _connect_drafts(self) -> None:
        drafts = self.drafts
        self.service.submitted.connect(drafts.on_submitted)
        self.service.renamed.connect(drafts.on_renamed)
        self._refused.let_go.connect(drafts.let_go)
        self.browsing.folder_changed.connect(self._leftovers.on_folder_changed)
        self.browsing.completed.connect(self._leftovers.on_completed)
        drafts.found.connect(self._leftovers.on_found)

    def _connect_current(self) -> None:
        current, service = self._current, self.service
        self.browsing.folder_changed.connect(current.set_folder)
        self.browsing.listed.connect(current.on_listed)
        service.renamed.connect(current.on_renamed)
        service.details.connect(current.on_details)
        service.failed.connect(current.on_failed)
        current.file_wanted.connect(self._desktop.show_file)
        current.page_wanted.connect(self._desktop.open_in_browser)
        self._desktop.refused.connect(self.say)

    def _connected_reader(self, state: WindowState) -> Reader:
        reader = Reader(self.window, state, open_transcript)
        self.browsing.folder_changed.connect(reader.set_folder)
        self.browsing.listed.connect(reader.on_listed)
        self.service.renamed.connect(reader.on_renamed)
        self.closing.began.connect(reader.close)
        reader.link_wanted.connect(self._desktop.open_link)
        return reader

    def _connect_long_work(self) -> None:
        exporting, searching = self.exporting, self.searching
        for work in (exporting, searching):
            self.browsing.folder_changed.connect(work.set_folder)
            self.closing.began.connect(work.on_closing)
            self.closing.wait_for(work)
        exporting.file_wanted.connect(self._desktop.show_file)
        self.browsing.listed.connect(searching.on_listed)
        self.browsing.completed.connect(searching.on_completed)

    def _connect_rest(self) -> None:
        self.appearance.add_to(self.window)
        self.folder_status.choice_wanted.connect(FirstStart(self.window, self.service).offer)
        self.browsing.folder_changed.connect(self.server_status.begin)
        self.window.closing_wanted.connect(self.server_status.stop)
        self.server_status.words_changed.connect(self.window.status.show_way)
        self.service.listing_changed.connect(self._on_listing_changed)
        self.window.actions_.about.triggered.connect(self._on_about_wanted)

    @Slot(bool)
    def _on_listing_changed(self, is_listing: bool) -> None:
        self.window.status.show_work(self.tr("Reading the sessions…") if is_listing else "")

    @Slot()
    def _on_about_wanted(self) -> None:
        from gui.about import AboutDialog

        places = dict(self._places)
        if self.browsing.folder is not None:
            places = {self.tr("Sessions"): self.browsing.folder, **places}
        dialog = AboutDialog(places, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def run(
    folder: Path | None,
    wish: Wish = Wish.LIST,
    *,
    server: str = DEFAULT_SERVER,
    remember_folder: bool = True,
    language: str = "",
    arrival: Arrival = Arrival(),  # noqa: B008 - frozen
) -> int:
    """Show the window until it is closed, and return the exit code.

    `arrival` tells whether later starts come to this window or it is one of its own.
    """
    qt = QApplication(sys.argv[:1])
    _set_up(qt, language)
    config = platformdirs.user_config_path(locations.APP, appauthor=False)
    log_folder = platformdirs.user_log_path(locations.APP, appauthor=False)
    settings, log_file = config / "window.ini", start_log(log_folder)
    care = CrashCare(qt)
    care.install()
    translate = QCoreApplication.translate
    places = {
        translate("App", "Settings"): settings,
        translate("App", "Log"): log_file or log_folder,
    }
    app = App(WindowState(settings), places=places, server=server, remember_folder=remember_folder)
    reports = Reports(app.window)
    care.failed.connect(reports.on_failed, Qt.ConnectionType.QueuedConnection)
    reports.offer(take_crash(log_folder))
    app.offer_log(log_file)
    care.quit_wanted.connect(app.window.close)
    app.closing.closed.connect(qt.quit)
    Collector(qt)
    app.attend(arrival)
    app.begin(folder, wish)
    QTimer.singleShot(0, qt, partial(_show_icon, qt))  # once there is a window to see
    code = qt.exec()
    care.remove()
    app.sample.remove()
    others = (app.drafts, app.exporting, app.reader)
    if app.service.abandoned or any(one.is_running for one in others):
        # The user chose to wait no longer for a disk that does not answer. The thread that hangs
        # there cannot be ended, and Qt aborts a process that ends around it.
        logging.shutdown()
        os._exit(code)
    return code


def _show_icon(qt: QApplication) -> None:
    from gui.app_icon import app_icon

    qt.setWindowIcon(app_icon())


def _set_up(qt: QApplication, language: str) -> None:
    # While the store thread computes, each cell that is painted waits so long for the interpreter
    # lock; Python's 5 ms made the window stand still for 150 ms beside a listing of 100,000
    # sessions, half a millisecond for 60, and the listing itself takes no longer.
    sys.setswitchinterval(SWITCH_S)
    qt.setApplicationName(APP_NAME)
    qt.setDesktopFileName("session-browser")
    qt.setStyle("Fusion")
    speak(qt, language)
