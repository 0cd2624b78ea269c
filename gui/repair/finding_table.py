"""Findings with what can be done about one of them: show its file, open its folder, copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.values import Finding
from gui.desktop import Desktop
from gui.look import GAP
from gui.repair import words
from gui.repair.plan_model import PlanModel
from gui.repair.plan_view import PlanView

WITHOUT_FILE = ("ghost",)
"""Kinds that are about a file which is not there."""


class FindingTable(QWidget):
    """A plan, or the notes of a receipt, with a row of buttons for the current finding."""

    trouble = Signal(str)  # a sentence: the desktop could not do what was asked

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PlanModel(self)
        self.view = PlanView(self.model)
        self.view.setAccessibleName(name)
        self._desktop = Desktop(parent=self)
        self._desktop.refused.connect(self.trouble)
        self._show_file = self._action(self.tr("Show &file"), self._on_show_file)
        self._open_folder = self._action(self.tr("&Open folder"), self._on_open_folder)
        self._copy = self._action(self.tr("Copy"), self._on_copy)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.current_changed.connect(self._on_current_changed)
        self._lay_out()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show `findings` from the first on, none of them selected."""
        self.model.show(findings)
        self._on_current_changed()

    @Slot()
    def _on_current_changed(self) -> None:
        finding = self.view.current_finding()
        has_path = finding is not None and bool(finding.path)
        self._show_file.setEnabled(
            has_path and finding is not None and finding.kind not in WITHOUT_FILE
        )
        self._open_folder.setEnabled(has_path)
        self._copy.setEnabled(self.view.currentIndex().isValid())

    @Slot()
    def _on_show_file(self) -> None:
        finding = self.view.current_finding()
        if finding is not None:
            self._desktop.show_file(Path(finding.path))

    @Slot()
    def _on_open_folder(self) -> None:
        finding = self.view.current_finding()
        if finding is None:
            return
        folder = Path(finding.path).parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("No file manager could be started. The folder is {path}")
            self.trouble.emit(text.format(path=folder))

    @Slot()
    def _on_copy(self) -> None:
        rows = self.view.chosen_rows()
        QGuiApplication.clipboard().setText("\n".join(map(self._line, rows)))

    def _line(self, row: int) -> str:
        """A row as it is copied: the texts of a heading, or all there is about a finding."""
        finding = self.model.finding(row)
        if finding is not None:
            return "\t".join(words.told(finding))
        return str(self.model.index(row, 0).data())

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for action in (self._show_file, self._open_folder, self._copy):
            button = QPushButton(action.text())
            button.setAutoDefault(False)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)
