"""Tests that read like the screen: what a model shows, and exactly which signals it sent."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex


def picture(model: QAbstractItemModel, *columns: int) -> str:
    """Return the texts of `columns` as lines, a row each, with two spaces between cells."""
    lines = (
        "  ".join(str(model.index(row, column).data()) for column in columns).rstrip()
        for row in range(model.rowCount())
    )
    return "\n".join(lines)


def assert_shows(model: QAbstractItemModel, expected: str, *columns: int) -> None:
    """Check that `model` shows the picture `expected`: by default the titles, one a line."""
    assert picture(model, *(columns or (1,))) == dedent(expected).strip("\n").rstrip()


class Heard(list[str]):
    """The signals by which a model tells of changes, oldest first: `changed 1-1`, `layout`."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        model.dataChanged.connect(self._on_data_changed)
        model.rowsInserted.connect(lambda _parent, a, b: self.append(f"insert {a}-{b}"))
        model.rowsRemoved.connect(lambda _parent, a, b: self.append(f"remove {a}-{b}"))
        model.layoutChanged.connect(lambda: self.append("layout"))
        model.modelReset.connect(lambda: self.append("reset"))

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.append(f"changed {first.row()}-{last.row()}")
