"""The way of the focus through a conversation of which only a part has widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.reader.shelf import Key
from gui.reader.spread import Spread


class Tabbing:
    """Goes from section to section; one that is not laid out yet gets the focus when it is."""

    def __init__(self, view: QWidget, spread: Spread) -> None:
        self._view, self._spread = view, spread
        self._to: Key | None = None
        self._reason = Qt.FocusReason.TabFocusReason

    def following(self, *, is_down: bool) -> Key | None:
        """Return the section below the one with the focus, or above; None if there is none."""
        column, key = self._spread.column, self._to
        if key is None:
            key = self._spread.shelf.key_of(self._view.focusWidget())
        if key is None:
            return next(iter(self._spread.tops), None) if is_down else None
        return column.after(*key) if is_down else column.before(*key)

    def go_to(self, key: Key | None, *, is_down: bool) -> None:
        """Be on the way to a section; None is the view itself."""
        reasons = Qt.FocusReason
        self._reason = reasons.TabFocusReason if is_down else reasons.BacktabFocusReason
        self._to = key
        if key is None:
            self._view.setFocus(self._reason)

    def arrive(self) -> None:
        """Give the focus to the section on the way to which it is, if it is laid out now."""
        section = None if self._to is None else self._spread.shelf.get(self._to)
        if section is not None and section.isVisible():
            self._to = None
            focus = QApplication.focusWidget()
            if focus is self._view or (focus is not None and self._view.isAncestorOf(focus)):
                section.setFocus(self._reason)

    def stop(self) -> None:
        """Stay where the focus is: the user scrolls."""
        self._to = None

    def order(self) -> None:
        """Let who comes from outside find the sections from top to bottom."""
        before = self._view
        for key in sorted(self._spread.shelf):
            if (section := self._spread.shelf.get(key)) is not None:
                QWidget.setTabOrder(before, section)
                before = section
