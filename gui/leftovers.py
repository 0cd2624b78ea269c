"""Titles that an earlier run of the program did not get to the disk, offered once more."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from gui.drafts import Drafts
from gui.refused_edits import RefusedEdits
from gui.sessions.session_model import SessionModel

log = logging.getLogger("drafts")


class Leftovers(QObject):
    """Waits for the list, to know what became of the sessions; nothing is saved by itself."""

    def __init__(
        self, model: SessionModel, drafts: Drafts, refused: RefusedEdits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._drafts, self._refused = model, drafts, refused
        self._left: list[tuple[str, str]] = []
        self._is_listed = False

    @Slot(Path)
    def on_folder_changed(self, folder: Path) -> None:
        """Another folder is open, with drafts of its own."""
        self._left, self._is_listed = [], False
        self._drafts.open_folder(folder)

    @Slot(list)
    def on_found(self, left: list[tuple[str, str]]) -> None:
        """Take in what is left of before."""
        self._left = left
        self._offer()

    @Slot(Path)
    def on_completed(self, folder: Path) -> None:
        """All sessions of the folder are listed."""
        self._is_listed = True
        self._offer()

    def _offer(self) -> None:
        if not self._is_listed:
            return
        left, self._left = self._left, []
        if left:
            log.info("%d titles of an earlier run are not saved", len(left))
        for session_id, title in left:
            row = self._model.row(session_id)
            if row is not None and row.title == title:
                self._drafts.let_go(session_id)  # it did get there, just before the end
            else:
                now = row.title if row else ""
                self._refused.on_refused(session_id, title, self._reason(now))

    def _reason(self, title_now: str) -> str:
        if not title_now:
            return self.tr("It did not get to the disk. The session is no longer there.")
        reason = self.tr("It did not get to the disk. The title is “{title}” now.")
        return reason.format(title=title_now)
