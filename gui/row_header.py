"""The hidden header of a table that keeps its rows as high as the text wants them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

COMFORTABLE, COMPACT = 10, 4
"""How much air a row has above and below its text, both together."""


class RowHeader(QHeaderView):
    """Makes all rows of a table equally high, also when the size of the text changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._air, self._lines = COMFORTABLE, 1
        self.hide()
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self._fit()

    def set_air(self, air: int) -> None:
        """Give the rows so much air."""
        self._air = air
        self._fit()

    @property
    def lines(self) -> int:
        """How many lines of text the rows have room for."""
        return self._lines

    def set_lines(self, lines: int) -> None:
        """Give the rows room for so many lines of text."""
        self._lines = lines
        self._fit()

    def _fit(self) -> None:
        self.setDefaultSectionSize(self._lines * self.fontMetrics().height() + self._air)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
