"""Every key of the window on one page, read from the actions, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMenuBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look import grown
from gui.row_header import COMPACT, RowHeader

Line = tuple[str, str]
Group = tuple[str, list[Line]]
translate = QCoreApplication.translate


class ShortcutSheet(QDialog):
    """Shows groups of what can be done, each with its keys."""

    def __init__(self, groups: list[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.table = QTableWidget(0, 2, self)
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.setHorizontalHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        self._set_up()
        for name, lines in groups:
            self._add_group(name, lines)
        box = QDialogButtonBox()
        box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(box)
        self.resize(grown(self, 520), grown(self, 560))
        self.table.setCurrentCell(0, 0)

    def _set_up(self) -> None:
        table = self.table
        table.setVerticalHeader(rows := RowHeader(table))
        rows.set_air(COMPACT)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)

    def _add_group(self, name: str, lines: list[Line]) -> None:
        heading = QTableWidgetItem(name)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        row = self._add_row(heading, QTableWidgetItem())
        self.table.setSpan(row, 0, 1, 2)
        for words, keys in lines:
            self._add_row(QTableWidgetItem(f"    {words}"), QTableWidgetItem(keys))

    def _add_row(self, *items: QTableWidgetItem) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, item in enumerate(items):
            spoken = item.text().strip() or items[0].text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.table.setItem(row, column, item)
        return row


def shortcut_groups(bar: QMenuBar, others: Iterable[QAction]) -> list[Group]:
    """Return what has keys, by the menus it stands in; then `others`, and the title editor.

    What stands in several menus is told in the first of them.
    """
    groups = [(_words(entry), list(_lines(_entries(entry)))) for entry in bar.actions()]
    groups.append((translate("ShortcutSheet", "In the list"), list(_lines(others))))
    groups.append((translate("ShortcutSheet", "While a title is edited"), _editor_lines()))
    told: set[Line] = set()
    for _, lines in groups:
        lines[:] = [line for line in lines if line not in told]
        told.update(lines)
    return [(name, lines) for name, lines in groups if lines]


def _entries(menu: QAction) -> list[QAction]:
    return menu.menu().actions()  # type: ignore[attr-defined,no-any-return]


def _lines(actions: Iterable[QAction]) -> Iterator[Line]:
    for action in actions:
        if action.menu() is not None:
            for words, keys in _lines(_entries(action)):
                yield f"{_words(action)}: {words}", keys
        elif keys := _keys(action.shortcuts()):
            yield _words(action), keys


def _words(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")


def _keys(sequences: Iterable[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(dict.fromkeys(sequence.toString(native) for sequence in sequences))


def _editor_lines() -> list[Line]:
    key = Qt.Key
    pairs = (
        (translate("ShortcutSheet", "Save the title"), (key.Key_Return,)),
        (translate("ShortcutSheet", "Save, and edit the next title"), (key.Key_Tab, key.Key_Down)),
        (
            translate("ShortcutSheet", "Save, and edit the title above"),
            (key.Key_Backtab, key.Key_Up),
        ),
        (translate("ShortcutSheet", "Leave the title as it was"), (key.Key_Escape,)),
    )
    return [(words, _keys(QKeySequence(one) for one in keys)) for words, keys in pairs]
