"""The plan as a table: a heading for each kind, below it the findings, which fold away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.values import Finding, FindingKind
from gui.look import plain_tip
from gui.repair import words
from gui.repair.plan_groups import PlanGroup, grouped

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    WHAT = 0
    CHANGE = 1
    FILE = 2


class PlanModel(QAbstractTableModel):
    """Shows findings by kind, each with its tick. Holds 100,000 of them at the cost of a list.

    A table and not a tree: a tree view asks for the index and the flags of every child when it
    unfolds a branch, 0.34 s for 100,000 of them; a table view asks for what it paints, 5 ms.
    """

    ticked_changed = Signal(int)  # how many findings are ticked

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[PlanGroup] = []
        self._headings: list[int] = []

    @property
    def ticked(self) -> int:
        """How many findings would be repaired."""
        return sum(group.ticked for group in self._groups)

    @property
    def repairable(self) -> int:
        """How many findings could be repaired."""
        return sum(group.repairable for group in self._groups)

    def show(self, findings: Sequence[Finding]) -> None:
        """Show `findings` in place of those before, all that can be repaired ticked."""
        self.beginResetModel()
        self._groups = grouped(findings)
        self._place_headings()
        self.endResetModel()
        self.ticked_changed.emit(self.ticked)

    def chosen(self) -> list[tuple[FindingKind, str]]:
        """What is ticked, as a repair is told it."""
        return [choice for group in self._groups for choice in group.chosen()]

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return list(self._headings)

    def is_heading(self, row: int) -> bool:
        """Tell whether `row` is a heading and not a finding."""
        return self._at(row)[1] is None

    def is_expanded(self, row: int) -> bool:
        """Tell whether the findings below the heading at `row` are shown."""
        return self._at(row)[0].expanded

    def heading_of(self, row: int) -> int:
        """The row of the heading above `row`, or `row` itself."""
        return self._at(row)[0].heading

    def finding(self, row: int) -> Finding | None:
        """The finding at `row`; None for a heading."""
        group, place = self._at(row)
        return None if place is None else group.findings[place]

    def set_expanded(self, row: int, *, expanded: bool) -> None:
        """Show or fold away the findings below the heading at `row`."""
        group, _ = self._at(row)
        if group.expanded == expanded:
            return
        first, last = group.heading + 1, group.heading + len(group.findings)
        if expanded:
            self.beginInsertRows(QModelIndex(), first, last)
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
        group.expanded = expanded
        self._place_headings()
        if expanded:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self._tell_changed(group)

    def set_ticked(self, rows: Iterable[int], *, ticked: bool) -> None:
        """Tick or untick the findings at `rows`; a heading stands for all below it."""
        in_order = sorted(rows)
        for group in self._groups:
            first = bisect_left(in_order, group.heading)
            beyond = bisect_left(in_order, group.heading + group.rows)
            mine = in_order[first:beyond]
            if not mine:
                continue
            if mine[0] == group.heading:
                group.set_all(ticked=ticked)
            else:
                group.set_some((row - group.heading - 1 for row in mine), ticked=ticked)
            self._tell_changed(group)
        self.ticked_changed.emit(self.ticked)

    def _place_headings(self) -> None:
        row = 0
        self._headings = []
        for group in self._groups:
            group.heading = row
            self._headings.append(row)
            row += group.rows

    def _at(self, row: int) -> tuple[PlanGroup, int | None]:
        """The group at `row`, and the place in it; None for the heading."""
        group = self._groups[bisect_right(self._headings, row) - 1]
        place = row - group.heading - 1
        return group, None if place < 0 else place

    def _tell_changed(self, group: PlanGroup) -> None:
        first = self.index(group.heading, Column.WHAT)
        last = self.index(group.heading + group.rows - 1, Column.WHAT)
        self.dataChanged.emit(first, last)

    def _shown(self, group: PlanGroup, column: int) -> str:
        """The text of a heading."""
        if column == Column.CHANGE:
            return words.remedy(group.kind, repairable=group.repairable > 0)
        if column == Column.FILE:
            return ""
        name = words.kind_name(group.kind)
        if group.ticked == group.repairable:
            return f"{name} ({words.number(len(group.findings))})"
        text = self.tr("{name} ({ticked} of {count})")
        return text.format(
            name=name, ticked=words.number(group.ticked), count=words.number(group.repairable)
        )

    def _spoken(self, group: PlanGroup, place: int | None) -> str:
        """The first column of a row in words, for a screen reader."""
        if place is not None:
            finding = group.findings[place]
            return f"{words.name_text(finding)}, {self._tick_in_words(group, finding)}"
        if group.expanded:
            return self.tr("{name}, unfolded").format(name=self._shown(group, Column.WHAT))
        return self.tr("{name}, folded").format(name=self._shown(group, Column.WHAT))

    def _tick_in_words(self, group: PlanGroup, finding: Finding) -> str:
        if not finding.repairable:
            return self.tr("left alone")
        return self.tr("ticked") if group.is_ticked(finding) else self.tr("not ticked")

    def _state(self, group: PlanGroup, place: int | None) -> Qt.CheckState | None:
        if place is None:
            return group.state if group.repairable else None
        finding = group.findings[place]
        if not finding.repairable:
            return None
        return Qt.CheckState.Checked if group.is_ticked(finding) else Qt.CheckState.Unchecked

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else sum(group.rows for group in self._groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == Column.WHAT and self._state(*self._at(index.row())) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, place = self._at(index.row())
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(group, place, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(group, place, column))
            case Qt.ItemDataRole.AccessibleTextRole if column == Column.WHAT:
                return self._spoken(group, place)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._text(group, place, column) or self.tr("nothing")
            case Qt.ItemDataRole.CheckStateRole if column == Column.WHAT:
                return self._state(group, place)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.set_ticked([index.row()], ticked=ticked)
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return self.tr("row {0}").format(words.number(section + 1)) if is_spoken else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("What was found"), self.tr("Change or reason"), self.tr("File"))[section]

    def _text(self, group: PlanGroup, place: int | None, column: int) -> str:
        if place is None:
            return self._shown(group, column)
        finding = group.findings[place]
        of_column = (words.name_text, words.change_text, words.file_text)
        return of_column[column](finding)

    def _tip(self, group: PlanGroup, place: int | None, column: int) -> str:
        if place is not None and column == Column.FILE:
            return group.findings[place].path
        return self._text(group, place, column)
