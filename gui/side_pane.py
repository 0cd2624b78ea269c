"""Beside the list: the conversation of the current session, or its details."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gui.details import DetailsPane
from gui.look import Hairline
from gui.reader.reader_pane import ReaderPane


class Side(StrEnum):
    """What can stand beside the list; the values stand in the settings file."""

    CONVERSATION = "conversation"
    DETAILS = "details"


class SidePane(QWidget):
    """Two pages, and the tabs to choose between them."""

    side_changed = Signal(object)  # Side

    def __init__(
        self, reader: ReaderPane, details: DetailsPane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("What stands beside the list"))
        self._tabs.setDrawBase(False)
        self._tabs.setDocumentMode(True)
        self._tabs.setExpanding(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages = QStackedWidget()
        for page, name in ((reader, self.tr("Conversation")), (details, self.tr("Details"))):
            self._tabs.addTab(name)
            self._pages.addWidget(page)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._tabs, Hairline(), self._pages):
            column.addWidget(part, 1 if part is self._pages else 0)

    @property
    def side(self) -> Side:
        """What is shown."""
        return list(Side)[self._tabs.currentIndex()]

    @Slot(object)
    def show_side(self, side: Side) -> None:
        """Show the conversation, or the details."""
        self._tabs.setCurrentIndex(list(Side).index(side))

    def focus_page(self) -> None:
        """Give the focus to what is shown."""
        if (page := self._pages.currentWidget()) is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_tab_changed(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self.side_changed.emit(self.side)
