"""The page after a repair: how it ended, what was put right, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.repair.reports import Receipt
from gui.repair import receipt as in_words
from gui.repair.finding_table import FindingTable
from gui.repair.page import Banner, Facts, Page, Role


class ReceiptPage(Page):
    """Shows a receipt. Wishes go out as signals; the dialog does them."""

    undo_wanted = Signal()
    check_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receipt = Receipt(folder="", state="nothing to do")
        self._facts = Facts()
        self._trouble = Banner()
        self._unreadable = FindingTable(self.tr("Files that cannot be read"))
        self._unreadable.trouble.connect(self._trouble.say)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._unreadable, 1)
        self.body.addStretch(0)
        self.add_button(self.tr("&Copy receipt"), Role.ActionRole, self._on_copy)
        self._undo = self.add_button(
            self.tr("&Undo repair"), Role.ActionRole, self.undo_wanted.emit
        )
        self.add_button(self.tr("Check &again"), Role.ActionRole, self.check_wanted.emit)
        self._close = self.add_button(self.tr("Close"), Role.RejectRole, self.close_wanted.emit)

    @property
    def repair_id(self) -> str | None:
        """Names the repair that can be undone; None if none can."""
        return self._receipt.repair_id if self._receipt.state == "done" else None

    def show_receipt(self, receipt: Receipt) -> None:
        """Show `receipt`."""
        self._receipt = receipt
        self.set_headline(in_words.headline(receipt))
        self._facts.show_facts(in_words.facts(receipt))
        self._unreadable.show_findings(receipt.unreadable)
        self._unreadable.setVisible(bool(receipt.unreadable))
        self._undo.setVisible(self.repair_id is not None)
        self._trouble.say("")

    def say_refused(self, sentence: str) -> None:
        """Say why the repair could not be undone; the receipt stays."""
        self._trouble.say(sentence)

    def show_default(self) -> None:
        """Give Close the focus."""
        self._close.setDefault(True)
        self._close.setFocus()
        facts = [f"{name}: {value}" for name, value in in_words.facts(self._receipt)]
        self.announce("\n".join((self.headline, *facts)))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(in_words.copied(self._receipt))
