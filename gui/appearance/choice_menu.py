"""A menu in which one of a few entries is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """Tells the name of the entry that the user has chosen; entries are pairs of name and text."""

    chosen = Signal(str)

    def __init__(
        self, title: str, entries: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._group = group = QActionGroup(self)
        self._top: QAction | None = None
        group.triggered.connect(self._on_triggered)
        for name, text in entries:
            action = group.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            self.addAction(action)

    def add_above(self, text: str, keys: Sequence[str], do: Callable[[], None]) -> None:
        """Put an entry that does something, and has `keys`, above those to choose from."""
        if self._top is None:
            self._top = self.insertSeparator(self.actions()[0])
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(do)
        self.insertAction(self._top, action)

    @Slot(str)
    def show_chosen(self, name: str) -> None:
        """Tick the entry `name`."""
        for action in self._group.actions():
            action.setChecked(action.data() == name)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
