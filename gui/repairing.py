"""Check and repair as the window knows them: the quiet check, the dialog, and how the index is."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog

from core.values import Health
from gui.background_check import BackgroundCheck
from gui.browsing import Browsing
from gui.long_work import Start
from gui.main_window import MainWindow

log = logging.getLogger("repair")

CHECK_AGAIN_MS = 1_000
"""A check is made again so long after it was asked for: others seldom write one file alone."""

_DIALOG = "repair"


class Repairing(QObject):
    """Opens the dialog, and keeps status bar and toolbar true before, during and after it."""

    def __init__(
        self, window: MainWindow, browsing: Browsing, check: BackgroundCheck, start: Start
    ) -> None:
        super().__init__(window)
        self._window, self._browsing, self._check, self._start = window, browsing, check, start
        self._again = QTimer(self, interval=CHECK_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._on_check_due)
        browsing.completed.connect(self._on_completed)
        browsing.check_wanted.connect(self._on_check_wanted)
        browsing.folder_changed.connect(self._on_folder_changed)
        browsing.health_changed.connect(self._on_health_changed)
        check.found.connect(self._on_found)
        check.progressed.connect(self._on_progressed)
        check.ended.connect(self._on_check_ended)
        window.actions_.repair.triggered.connect(self._on_repair_wanted)
        window.status.repair_wanted.connect(window.actions_.repair.trigger)

    @Slot(Path)
    def _on_folder_changed(self, folder: Path) -> None:
        """What runs belongs to the folder before, and so does a dialog."""
        self._again.stop()
        self._check.cancel()
        for dialog in self._window.findChildren(QDialog, _DIALOG):
            dialog.setObjectName("")  # it may have to wait for its work; it is not to come back
            dialog.reject()

    @Slot(Path)
    def _on_completed(self, folder: Path) -> None:
        if self._open_dialogs():  # which checks just now
            self._again.start()
        else:
            self._check.begin(folder)

    @Slot(object)
    def _on_health_changed(self, health: Health) -> None:
        self._window.status.show_health(health)
        self._window.actions_.set_repairable(health.repairable)

    @Slot(Path, object)
    def _on_found(self, folder: Path, health: Health) -> None:
        if folder != self._browsing.folder:
            return
        log.info("a check found %d things to repair", health.repairable)
        self._browsing.take_check(health)
        self._browsing.refresh()  # the check may have met files that cannot be read

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        text = self.tr("Checking the index: {done} %").format(done=done * 100 // max(total, 1))
        self._window.status.show_work(text)

    @Slot()
    def _on_check_ended(self) -> None:
        self._window.status.show_work("")

    @Slot(Path)
    def _on_check_wanted(self, folder: Path) -> None:
        if not self._again.isActive():
            self._again.start()

    @Slot()
    def _on_check_due(self) -> None:
        """Check again, once nothing else is checking: what is begun is never begun anew."""
        if self._window.is_closing or self._browsing.folder is None:
            return
        if self._check.busy or self._open_dialogs():
            self._again.start()
        else:
            self._check.begin(self._browsing.folder)

    def _open_dialogs(self) -> list[QDialog]:
        dialogs = self._window.findChildren(QDialog, _DIALOG)
        return [dialog for dialog in dialogs if dialog.isVisible()]

    @Slot()
    def _on_repair_wanted(self) -> None:
        if self._browsing.folder is None:
            return
        if opened := self._open_dialogs():
            opened[0].raise_()
            opened[0].activateWindow()
        else:
            self._open_dialog(self._browsing.folder)

    def _open_dialog(self, folder: Path) -> None:
        # Late: most sessions of the program never repair, and each would start later for it.
        from gui.repair.dialog import RepairDialog

        log.info("the repair dialog opens")
        self._check.cancel()  # the dialog makes its own
        dialog = RepairDialog(folder, self._start, self._window)
        dialog.setObjectName(_DIALOG)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.health_found.connect(partial(self._on_found, folder))
        dialog.finished_work.connect(self._on_index_changed)
        dialog.open()

    @Slot()
    def _on_index_changed(self) -> None:
        """The index is another now: list it, and check what is left."""
        self._browsing.forget_check()
        self._browsing.refresh()
        if self._browsing.folder is not None:
            self._check.begin(self._browsing.folder)
