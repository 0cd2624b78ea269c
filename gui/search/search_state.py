"""Says in the status bar how much has been searched, and which hit is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.look import ElidedLabel, dim
from gui.sessions.texts import number_text

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.answers import Answer


class SearchState(ElidedLabel):
    """Told facts, shows words; nothing while all is searched and nothing is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("State of the search"))
        dim(self)
        self.forget()

    def forget(self) -> None:
        """Say nothing of any folder."""
        self._answer: Answer | None = None
        self._built = self._scanned = (0, 0)
        self._hit = (0, 0)
        self._is_scanning = False
        self._tell()

    @property
    def is_incomplete(self) -> bool:
        """True if there is an answer, and more can be found once more is read."""
        return self._answer is not None and not self._answer.is_complete

    def show_answer(self, answer: Answer | None) -> str:
        """Tell how much an answer is worth; return what it looked at, in a sentence."""
        self._answer, self._hit, self._is_scanning = answer, (0, 0), False
        self._tell()
        if answer is None:
            return ""
        looked = self.tr(
            "Titles, ids, models, workspaces, projects and every message were searched."
        )
        return looked if answer.is_complete else f"{looked}\n{self._so_far(answer)}"

    @Slot(int, int)
    def show_building(self, done: int, total: int) -> None:
        """Tell how far the catalogue is; nothing for 0 of 0."""
        self._built = (done, total)
        self._tell()

    @Slot(int, int)
    def show_scan(self, done: int, total: int) -> None:
        """Tell how far a walk through all files is."""
        self._is_scanning, self._scanned = True, (done, total)
        self._tell()

    @Slot(int, int)
    def show_hit(self, number: int, count: int) -> None:
        """Tell which hit of a session is shown."""
        self._hit = (number, count)
        self._tell()

    def _tell(self) -> None:
        words = self._words()
        self.setText(f"{words} ·" if words else "")
        self.setVisible(bool(words))

    def _words(self) -> str:
        told = []
        if self._hit[1]:
            told.append(self.tr("hit {0} of {1}").format(*map(number_text, self._hit)))
        if self._is_scanning:
            done, total = self._scanned
            share = done * 100 // max(total, 1)
            told.append(self.tr("reading every file: {0} %").format(share))
        elif self._answer is not None:
            if not self._answer.is_complete:
                told.append(self._so_far(self._answer))
            if self._answer.is_limited:
                told.append(self.tr("of very common words, the newest hits"))
        elif self._built[0] < self._built[1]:
            read = self.tr("{0} of {1} read for the search")
            told.append(read.format(*map(number_text, self._built)))
        return " · ".join(told)

    def _so_far(self, answer: Answer) -> str:
        searched, total = number_text(answer.searched), number_text(answer.total)
        return self.tr("{0} of {1} searched so far").format(searched, total)
