"""Which action has which icon, and when the icons have to be painted anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QToolBar, QWidget

from gui.actions import Actions
from gui.appearance.icons import icon

TOOLS = {"open": "folder", "refresh": "refresh", "repair": "repair"}
"""What stands in the toolbar, and so is needed before the first picture of the window."""

OTHERS = {
    "quit": "leave",
    "undo": "undo",
    "redo": "redo",
    "rename": "pencil",
    "find": "search",
    "show_messages": "speech",
    "save_as": "tray",
    "copy_title": "copy",
    "show_file": "file",
    "open_in_browser": "globe",
    "shortcuts": "keyboard",
    "about": "info",
}
"""Names of actions, and of their icons. What can be ticked shows its tick instead."""

AFTER_START_MS = 300
"""By then the list is on the screen, and nobody has opened a menu yet."""

_REPAINTS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange)


class ActionIcons(QObject):
    """Gives the actions of `window` their icons, and others when colours or sizes change."""

    def __init__(self, actions: Actions, tools: QToolBar, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._tools, self._window = actions, tools, window
        self._paint(TOOLS)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._on_later)
        self._later.start(AFTER_START_MS)  # the start has no time for what stands in menus
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the icons anew when what they are painted from has changed."""
        if event.type() in _REPAINTS:
            self._paint(TOOLS)
            self._later.start(0)
        return False

    @Slot()
    def _on_later(self) -> None:
        self._paint(OTHERS)

    def _paint(self, names: dict[str, str]) -> None:
        size = self._window.fontMetrics().height()
        self._tools.setIconSize(QSize(size, size))
        palette, ratio = self._window.palette(), self._window.devicePixelRatioF()
        for action, name in names.items():
            getattr(self._actions, action).setIcon(icon(name, palette, size, ratio))
