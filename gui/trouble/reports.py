"""Tells the user what went wrong inside the program, once and not at every turn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.main_window import MainWindow
from gui.messages import Choice, Message

if TYPE_CHECKING:
    from gui.trouble.report_dialog import ReportDialog

MAX_ADDED = 20
"""How many faults one dialog holds; the log has them all."""


class Reports(QObject):
    """Opens the one dialog; what follows while it is open is added to it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ReportDialog | None = None
        self._count = 0

    @Slot(str)
    def on_failed(self, what: str) -> None:
        """Show a fault that nobody caught; `what` is scrubbed."""
        if self._dialog is None:
            headline = self.tr(
                "Something went wrong inside the program. Your sessions are not harmed; what you"
                " typed is kept. This report helps to mend it."
            )
            self._open(headline, what)
        elif self._count < MAX_ADDED:
            self._count += 1
            self._dialog.add(what)

    def offer(self, what: str) -> None:
        """Offer the report of the run before, if that crashed."""
        if what:
            words = self.tr("Session Browser ended unexpectedly the last time.")
            show = Choice(self.tr("Show &report"), partial(self._open, words, what))
            self._window.messages.say(Message(words, key="crash", choices=(show,)))

    def _open(self, headline: str, what: str) -> None:
        # Late: a start has no time for what is hoped never to be needed.
        from gui.trouble.report import report_of
        from gui.trouble.report_dialog import ReportDialog

        self._count = 1
        self._dialog = ReportDialog(headline, report_of(what), self._window)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.show()  # beside the window: a title that is being typed can be finished

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
