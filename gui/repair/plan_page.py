"""The page that shows what a check found and lets the user choose what is repaired."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from core.repair.reports import CheckReport
from core.values import FindingKind
from gui.core_words import translated
from gui.look import dim
from gui.repair import words
from gui.repair.finding_table import FindingTable
from gui.repair.pace import duration
from gui.repair.page import Banner, Page, Role, wrapped_label


class PlanPage(Page):
    """Findings with ticks. Wishes go out as signals; the dialog does them."""

    repair_wanted = Signal()
    read_all_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looked_at = wrapped_label()
        dim(self._looked_at)
        self._warnings = Banner()
        self._trouble = Banner()
        self._table = FindingTable(self.tr("Findings"))
        self._table.trouble.connect(self._trouble.say)
        self._table.model.ticked_changed.connect(self._on_ticked_changed)
        self.body.addWidget(self._looked_at)
        self.body.addWidget(self._warnings)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._trouble)
        self.add_button(
            self.tr("Read &every file again"), Role.ActionRole, self.read_all_wanted.emit
        )
        self._close = self.add_button(self.tr("Close"), Role.RejectRole, self.close_wanted.emit)
        self._repair = self.add_button("", Role.AcceptRole, self.repair_wanted.emit)

    def show_report(self, report: CheckReport) -> None:
        """Show the findings of `report`, everything that can be repaired ticked."""
        self._table.show_findings(report.findings)
        self._warnings.say("\n".join(map(translated, report.warnings)))
        self._trouble.say("")
        self.set_headline(self.tr("Your conversations are never changed or deleted."))
        self._looked_at.setText(f"{looked_at(report)} {self._promise()}")

    def show_default(self) -> None:
        """Give the focus to Repair, or to Close where a repair might be a mistake."""
        safe = self._repair.isEnabled() and self._warnings.isHidden()
        button = self._repair if safe else self._close
        button.setDefault(True)
        button.setFocus()
        self.announce(f"{self.headline} {self._looked_at.text()}")

    def chosen(self) -> list[tuple[FindingKind, str]]:
        """What is ticked, as a repair is told it."""
        return self._table.model.chosen()

    @Slot(int)
    def _on_ticked_changed(self, ticked: int) -> None:
        text = self.tr("&Repair {findings}") if ticked else self.tr("&Repair")
        self._repair.setText(text.format(findings=words.findings(ticked)))
        self._repair.setEnabled(ticked > 0)

    def _promise(self) -> str:
        if not self._table.model.repairable:
            return self.tr("Nothing of this needs a repair.")
        return self.tr(
            "What is ticked will be put right in the index. The index is backed up first, "
            "and the repair can be undone."
        )


def looked_at(report: CheckReport) -> str:
    """One sentence: what was looked at and how long it took."""
    text = words.translate("Repair", "{sessions} and {rows} were looked at in {time}.")
    return text.format(
        sessions=words.readable_sessions(report.sessions),
        rows=words.rows(report.rows),
        time=duration(report.seconds),
    )
