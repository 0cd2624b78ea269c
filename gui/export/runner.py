"""Exports in the background, in a process of their own."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.store.requests import AlreadyThere, Exported, Quoted
from gui.long_work import LongWork, Outcome


class ExportRunner(LongWork):
    """Long work that ends by one of the signals here, or by `cancelled` or `failed`."""

    exported = Signal(object)  # Exported
    already_there = Signal(str)  # the path of the file
    quoted = Signal(object)  # Quoted

    def _tell(self, outcome: Outcome) -> None:
        match outcome:
            case Exported():
                self.exported.emit(outcome)
            case AlreadyThere(path):
                self.already_there.emit(path)
            case Quoted():
                self.quoted.emit(outcome)
            case _:
                super()._tell(outcome)
