"""The toolbar: three buttons with words, and the filter at its other end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from gui.actions import Actions
from gui.look import GAP
from gui.sessions.filter_bar import FilterBar


class Tools(QToolBar):
    """What is needed all the time. It cannot be moved, and is never cut short."""

    def __init__(
        self, actions: Actions, filter_bar: FilterBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(self._opener(actions))
        self.addActions([actions.refresh, actions.repair])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.addWidget(filter_bar)
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(GAP // 2, GAP // 2, GAP, GAP // 2)
            layout.setSpacing(GAP // 2)

    def least_width(self) -> int:
        """How wide the window has to be for all of it to be seen."""
        layout = self.layout()
        parts = [layout.itemAt(n) for n in range(layout.count())] if layout else []
        widths = [part.minimumSize().width() for part in parts if part]
        return sum(widths) + GAP // 2 * len(widths) + 2 * GAP

    def _opener(self, actions: Actions) -> QToolButton:
        opener = QToolButton()
        opener.setDefaultAction(actions.open)
        opener.setMenu(actions.recent_menu)
        opener.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        opener.setToolButtonStyle(self.toolButtonStyle())
        self.iconSizeChanged.connect(opener.setIconSize)
        return opener
