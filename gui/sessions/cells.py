"""What each cell of the table says: to the eye, in the tooltip, and to a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont

from core.titles import UNTITLED
from core.values import SessionRow
from gui.core_words import translated
from gui.look import plain_tip
from gui.sessions.columns import COLUMNS, Column, Projects, project_name
from gui.sessions.passages import Passages, ShownPassage
from gui.sessions.texts import (
    age_text,
    iso_text,
    number_text,
    one_line,
    size_text,
    spoken_time,
)

ID_ROLE = int(Qt.ItemDataRole.UserRole)
"""The session id of the row."""
MARKS_ROLE = ID_ROLE + 1
"""The states of a session in a few words, to be shown behind its title; a text."""
DIMMED_ROLE = ID_ROLE + 2
"""True for a text that is to be shown as secondary."""
PASSAGE_ROLE = ID_ROLE + 3
"""The line of a message in which a search found its words; None if there is no room for any."""

_PIN = "★"
_WARNING = "⚠"
_ISOLATED = "\u2068{}\u2069"  # what runs to the left must not turn the words behind it


class Cells:
    """The texts of cells, made when they are asked for: only what is on the screen is."""

    def __init__(self, now: Callable[[], float], passages: Passages | None = None) -> None:
        self.projects: Projects = {}
        self._now, self._passages = now, passages or Passages()
        self._italic = QFont()
        self._italic.setItalic(True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._alignments = {column: right for column, spec in COLUMNS.items() if spec.numeric} | {
            Column.PIN: Qt.AlignmentFlag.AlignCenter
        }
        self._roles: dict[int, Callable[[SessionRow, Column, bool], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._edited,
            Qt.ItemDataRole.ToolTipRole: self._tooltip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: lambda _, column, __: self._alignments.get(column),
            Qt.ItemDataRole.FontRole: self._font,
            ID_ROLE: lambda row, _, __: row.session_id,
            MARKS_ROLE: self._marks,
            DIMMED_ROLE: self._is_dimmed,
            PASSAGE_ROLE: self._passage,
        }

    def data(self, row: SessionRow, column: Column, unsaved: bool, role: int) -> Any:
        """Return what the cell of `row` in `column` holds for `role`; None for most roles."""
        make = self._roles.get(role)
        return make(row, column, unsaved) if make else None

    # To the eye

    def _shown(self, row: SessionRow, column: Column, _unsaved: bool) -> str:
        match column:
            case Column.PIN:
                return _PIN if row.pinned else ""
            case Column.TITLE:
                return _shown_title(row)
            case Column.MESSAGES:
                return "" if _is_unknown(row) else number_text(row.message_count)
            case Column.UPDATED:
                return age_text(row.updated_at, self._now())
            case Column.SIZE:
                return "" if row.size is None else size_text(row.size)
            case _:
                return one_line(self._full_text(row, column))

    def _edited(self, row: SessionRow, column: Column, unsaved: bool) -> str:
        return row.title if column is Column.TITLE else self._shown(row, column, unsaved)

    def _font(self, _row: SessionRow, column: Column, unsaved: bool) -> QFont | None:
        return self._italic if unsaved and column is Column.TITLE else None

    def _marks(self, row: SessionRow, column: Column, unsaved: bool) -> str:
        """The states worth a word beside the title; the reason of an unreadable one is in it."""
        if column is not Column.TITLE or not (row.archived or row.snapshot):
            return ""
        return ", ".join(self._states(row))

    def _is_dimmed(self, row: SessionRow, column: Column, _unsaved: bool) -> bool:
        if column is Column.TITLE:
            return row.problem is not None
        return column is Column.PROJECT and row.project_id not in self.projects

    def _passage(self, row: SessionRow, _column: Column, _unsaved: bool) -> ShownPassage | None:
        return self._passages.of(row.session_id)

    # In the tooltip

    def _tooltip(self, row: SessionRow, column: Column, unsaved: bool) -> str:
        translate = QCoreApplication.translate
        match column:
            case Column.PIN:
                text = _tr_pinned() if row.pinned else ""
            case Column.TITLE:
                text = "\n".join([_full_title(row), *self._notes(row, unsaved)])
            case Column.UPDATED:
                text = iso_text(row.updated_at)
            case Column.SIZE if row.size is not None and row.size >= 1024:
                text = translate("Cells", "{0} bytes").format(number_text(row.size))
            case Column.PROJECT if row.project_id and row.project_id not in self.projects:
                unknown = translate("Cells", "This project is not in projects.json.")
                text = f"{row.project_id}\n{unknown}"
            case Column.MODEL | Column.PROJECT | Column.WORKSPACE:
                text = self._full_text(row, column)
            case _:
                text = ""
        return plain_tip(text)

    def _notes(self, row: SessionRow, unsaved: bool) -> list[str]:
        """Sentences about the state of a session that its cell has no room for."""
        translate = QCoreApplication.translate
        notes = []
        if (passage := self._passages.of(row.session_id)) and passage.text:
            notes.append(passage.text)
        if row.problem:
            notes.append(
                translate(
                    "Cells", "{0} The file cannot be read ({1}), so its title cannot be changed."
                ).format(_WARNING, translated(row.problem))
            )
        if unsaved:
            notes.append(translate("Cells", "This title is being saved."))
        if row.archived:
            notes.append(translate("Cells", "Archived."))
        if row.snapshot:
            notes.append(translate("Cells", "Snapshot: an older part of a longer conversation."))
        if not row.listed:
            notes.append(translate("Cells", "No row in the index: the web UI does not show it."))
        return notes

    # To a screen reader

    def _spoken(self, row: SessionRow, column: Column, unsaved: bool) -> str:
        translate = QCoreApplication.translate
        match column:
            case Column.PIN:
                return _tr_pinned() if row.pinned else translate("Cells", "not pinned")
            case Column.TITLE:
                return ", ".join([one_line(_full_title(row)), *self._spoken_states(row, unsaved)])
            case Column.MESSAGES if _is_unknown(row):
                return translate("Cells", "unknown")
            case Column.MESSAGES:
                return translate("Cells", "messages: {0}").format(number_text(row.message_count))
            case Column.UPDATED:
                when = spoken_time(row.updated_at) or translate("Cells", "unknown")
                return translate("Cells", "updated: {0}").format(when)
            case Column.SIZE if row.size is None:
                return translate("Cells", "size: unknown")
            case Column.PROJECT if not row.project_id:
                return translate("Cells", "no project")
            case Column.PROJECT if row.project_id not in self.projects:
                return translate("Cells", "unknown project: {0}").format(row.project_id)
            case _:
                name = column_name(column)
                text = self._shown(row, column, unsaved) or translate("Cells", "unknown")
                return f"{name}: {text}"

    def _spoken_states(self, row: SessionRow, unsaved: bool) -> list[str]:
        translate = QCoreApplication.translate
        states = []
        if row.problem:
            states.append(translate("Cells", "cannot be read: {0}").format(translated(row.problem)))
        if unsaved:
            states.append(translate("Cells", "unsaved"))
        if row.pinned:
            states.append(_tr_pinned())
        states += self._states(row)
        if not row.listed:
            states.append(translate("Cells", "no row in the index"))
        if (passage := self._passages.of(row.session_id)) and passage.text:
            states.append(translate("Cells", "found: {0}").format(passage.text))
        return states

    def _states(self, row: SessionRow) -> list[str]:
        states = []
        if row.archived:
            states.append(QCoreApplication.translate("Cells", "archived"))
        if row.snapshot:
            states.append(QCoreApplication.translate("Cells", "snapshot"))
        return states

    def _full_text(self, row: SessionRow, column: Column) -> str:
        match column:
            case Column.MODEL:
                return row.model or ""
            case Column.WORKSPACE:
                return row.workspace or ""
            case _:
                return project_name(row, self.projects)


def column_name(column: Column) -> str:
    """Return what `column` is called."""
    translate = QCoreApplication.translate
    match column:
        case Column.PIN:
            return translate("Columns", "Pinned")
        case Column.TITLE:
            return translate("Columns", "Title")
        case Column.MESSAGES:
            return translate("Columns", "Messages")
        case Column.UPDATED:
            return translate("Columns", "Updated")
        case Column.MODEL:
            return translate("Columns", "Model")
        case Column.PROJECT:
            return translate("Columns", "Project")
        case Column.WORKSPACE:
            return translate("Columns", "Workspace")
        case Column.SIZE:
            return translate("Columns", "Size")


def row_header_data(row: int, role: int) -> Any:
    """Return what the header before a row holds for `role`; it is not seen, only spoken."""
    is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
    text = QCoreApplication.translate("Cells", "row {0}")
    return text.format(number_text(row + 1)) if is_spoken else None


def header_data(column: Column, role: int) -> Any:
    """Return what the header above `column` holds for `role`."""
    spec = COLUMNS[column]
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return _PIN if column is Column.PIN else column_name(column)
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
            return column_name(column)
        case Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.numeric else Qt.AlignmentFlag.AlignLeft
            middle = Qt.AlignmentFlag.AlignVCenter
            return Qt.AlignmentFlag.AlignCenter if column is Column.PIN else side | middle
        case Qt.ItemDataRole.InitialSortOrderRole:
            order = Qt.SortOrder
            return order.DescendingOrder if spec.falls_first else order.AscendingOrder
    return None


def _full_title(row: SessionRow) -> str:
    """The title; of an unreadable session without one, the id."""
    return row.session_id if row.problem and row.title in ("", UNTITLED) else row.title


def _shown_title(row: SessionRow) -> str:
    title = one_line(_full_title(row))
    if row.problem is None:
        return title
    if not title.isascii():
        title = _ISOLATED.format(title)
    return f"{_WARNING} {title} – {one_line(translated(row.problem))}"


def _tr_pinned() -> str:
    return QCoreApplication.translate("Cells", "pinned")


def _is_unknown(row: SessionRow) -> bool:
    """Tell whether nobody knows how many messages there are."""
    return row.problem is not None and row.message_count == 0
