"""Checks, repairs and undoes in the background."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.store.requests import Checked, Repaired
from gui.long_work import LongWork, Outcome


class RepairRunner(LongWork):
    """Long work on the index: it ends by one of `checked`, `repaired`, `cancelled`, `failed`."""

    checked = Signal(object)  # CheckReport
    repaired = Signal(object)  # Receipt

    def _tell(self, outcome: Outcome) -> None:
        match outcome:
            case Checked(report):
                self.checked.emit(report)
            case Repaired(receipt):
                self.repaired.emit(receipt)
            case _:
                super()._tell(outcome)
