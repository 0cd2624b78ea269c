"""The check and repair dialog: check, plan, repair, receipt, undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from core.repair.reports import CheckReport, Receipt
from core.store.requests import Check, ChildRequest, Repair, UndoRepair
from gui.core_words import translated
from gui.long_work import Start
from gui.look import grown, plain_title
from gui.repair import receipt as in_words
from gui.repair.notice_page import NoticePage
from gui.repair.page import Page
from gui.repair.plan_page import PlanPage, looked_at
from gui.repair.progress_page import CALM_MS, ProgressPage
from gui.repair.receipt_page import ReceiptPage
from gui.repair.runner import RepairRunner

CHANGED = ("done", "undone")
"""States of a receipt after which the index is another than before."""


class RepairDialog(QDialog):
    """Checks `folder` at once, and repairs what the user leaves ticked. Never blocks the window.

    While something runs, Esc and the window's close button cancel it; the dialog closes as soon
    as it has ended.
    """

    finished_work = Signal()  # the index is another now
    health_found = Signal(object)  # Health, after each check

    def __init__(self, folder: Path, start: Start, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = str(folder)
        self._request: ChildRequest = Check(folder=self._folder)
        self._report: CheckReport | None = None
        self._has_read_all = False
        self._is_closing = False
        self._runner = RepairRunner(start, self)
        self._progress = ProgressPage()
        self._plan = PlanPage()
        self._receipt = ReceiptPage()
        self._notice = NoticePage()
        self._pages = QStackedWidget()
        self._late = QTimer(self, interval=CALM_MS, singleShot=True)
        self._lay_out()
        self._connect_pages()
        self._connect_runner()
        self._show(self._progress)
        self._check(read_all=False)

    @property
    def busy(self) -> bool:
        """True while a check, a repair or an undo is running."""
        return self._runner.busy

    def _check(self, *, read_all: bool) -> None:
        request = Check(folder=self._folder, read_all=read_all)
        self._begin(request, self.tr("Checking the index"))

    def _repair(self) -> None:
        request = Repair(
            folder=self._folder, chosen=self._plan.chosen(), read_all=self._has_read_all
        )
        self._begin(request, self.tr("Repairing the index"))

    def _begin(self, request: ChildRequest, headline: str) -> None:
        """Run `request`. The present page stays until it is clear that this takes a while."""
        if self.busy:  # a second press while the page is still up
            return
        self._request = request
        self._plan.setEnabled(False)  # what is ticked now is what is repaired
        self._progress.start(headline)
        self._late.start()
        self._runner.run(request)

    def _end(self, page: Page) -> None:
        """Turn to `page`: what ran is over."""
        self._late.stop()
        self._progress.stop()
        self._plan.setEnabled(True)
        if not self._is_closing:
            self._show(page)

    def _show(self, page: Page) -> None:
        self._pages.setCurrentWidget(page)
        page.show_default()

    def _ask(self, warnings: list[str]) -> None:
        """Ask again before a repair that might be a mistake; Cancel is the default."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Repair the index"))
        question = self.tr("This repair might be a mistake. Repair all the same?")
        box.setText("\n\n".join((question, *map(translated, warnings))))
        repair = box.addButton(self.tr("Repair all the same"), QMessageBox.ButtonRole.AcceptRole)
        repair.clicked.connect(self._on_repair_confirmed)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    # slots

    @Slot()
    def _on_late(self) -> None:
        self._show(self._progress)

    @Slot()
    def _on_check_wanted(self) -> None:
        self._check(read_all=False)

    @Slot()
    def _on_read_all_wanted(self) -> None:
        self._check(read_all=True)

    @Slot()
    def _on_repair_wanted(self) -> None:
        if self._report is not None and self._report.warnings:
            self._ask(self._report.warnings)
        else:
            self._repair()

    @Slot()
    def _on_repair_confirmed(self) -> None:
        self._repair()

    @Slot()
    def _on_undo_wanted(self) -> None:
        if self._receipt.repair_id is not None:
            request = UndoRepair(folder=self._folder, repair_id=self._receipt.repair_id)
            self._begin(request, self.tr("Undoing the repair"))

    @Slot(object)
    def _on_checked(self, report: CheckReport) -> None:
        self._report = report
        self._has_read_all = isinstance(self._request, Check) and self._request.read_all
        self.health_found.emit(report.health)
        if report.findings:
            self._plan.show_report(report)
            self._end(self._plan)
        else:
            headline = self.tr("The index agrees with the files.")
            self._notice.show_notice(headline, f"{looked_at(report)} {self._depth()}")
            self._end(self._notice)

    @Slot(object)
    def _on_repaired(self, receipt: Receipt) -> None:
        self._receipt.show_receipt(receipt)
        self._end(self._receipt)
        if receipt.state in CHANGED:
            self.finished_work.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self._tell_unchanged(in_words.cancelled(), "")

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._tell_unchanged(in_words.failed(), translated(sentence))

    @Slot()
    def _on_finished(self) -> None:
        if self._is_closing and not self.busy:
            super().reject()

    def _tell_unchanged(self, headline: str, sentence: str) -> None:
        if isinstance(self._request, UndoRepair):  # the receipt stays: it can be tried again
            self._receipt.say_refused(sentence or headline)
            self._end(self._receipt)
        else:
            self._notice.show_notice(headline, sentence)
            self._end(self._notice)

    def _depth(self) -> str:
        if self._has_read_all:
            return self.tr("Every file was read.")
        return self.tr("Only files that changed since they were last read were read again.")

    def _lay_out(self) -> None:
        title = self.tr("Check and repair – {folder}").format(folder=self._folder)
        self.setWindowTitle(plain_title(title))
        self.setAccessibleName(self.tr("Check and repair the index"))
        for page in (self._progress, self._plan, self._receipt, self._notice):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setMinimumSize(grown(self, 560), grown(self, 400))
        self.resize(grown(self, 760), grown(self, 480))

    def _connect_pages(self) -> None:
        self._late.timeout.connect(self._on_late)
        self._progress.cancel_wanted.connect(self._runner.cancel)
        self._plan.repair_wanted.connect(self._on_repair_wanted)
        self._plan.read_all_wanted.connect(self._on_read_all_wanted)
        self._plan.close_wanted.connect(self.reject)
        self._receipt.undo_wanted.connect(self._on_undo_wanted)
        self._receipt.check_wanted.connect(self._on_check_wanted)
        self._receipt.close_wanted.connect(self.reject)
        self._notice.check_wanted.connect(self._on_check_wanted)
        self._notice.read_all_wanted.connect(self._on_read_all_wanted)
        self._notice.close_wanted.connect(self.reject)

    def _connect_runner(self) -> None:
        self._runner.progressed.connect(self._progress.show_progress)
        self._runner.checked.connect(self._on_checked)
        self._runner.repaired.connect(self._on_repaired)
        self._runner.cancelled.connect(self._on_cancelled)
        self._runner.failed.connect(self._on_failed)
        self._runner.finished.connect(self._on_finished)

    # Qt overrides

    def open(self) -> None:
        """Show the dialog beside the window, which stays usable."""
        self.show()
        self.activateWindow()  # in case it was open behind others already

    @Slot()
    def reject(self) -> None:
        """Close; while something runs, cancel it first and close when it has ended."""
        if self.busy:
            self._is_closing = True
            self._progress.show_cancelling()
            self._runner.cancel()
        else:
            super().reject()
