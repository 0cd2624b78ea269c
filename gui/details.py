"""The details of one session beside the list: its fields, where it lies, how it began."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QPaintEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from core.store.requests import Details
from core.titles import without_surrogates
from core.values import SessionRow
from gui.core_words import translated
from gui.look import GAP, QUIET, draw_ring, grown

MAX_VALUE = 400
"""Longest value of a field that is shown, in characters; the file has the rest."""

_HEADLINE = 1.2
_TOLD_ABOVE = {
    *("session_id", "title", "messages", "message_count", "created_at", "updated_at", "model"),
    *("workspace", "project_id", "profile", "pinned", "archived", "pre_compression_snapshot"),
}


class DetailsPane(QTextEdit):
    """One read-only text about a session; all of it can be selected, copied and read aloud.

    Whatever comes from a file is inserted as plain text: nothing in it is markup, no image is
    loaded, no link can be followed.
    """

    came_into_sight = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Details of the session"))
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(2 * GAP)
        self._row: SessionRow | None = None
        self._project = ""
        self._details: Details | None = None
        self._problem = ""
        self._written_for = ""

    @property
    def session_id(self) -> str:
        """Whose details these are, or nothing."""
        return self._row.session_id if self._row else ""

    @property
    def has_problem(self) -> bool:
        """True if the file could not be read when it was asked for."""
        return bool(self._problem)

    def show_row(self, row: SessionRow, project: str) -> None:
        """Show what the list knows of a session; what was read from its file follows."""
        if row.session_id != self.session_id:
            self._details, self._problem = None, ""
        self._row, self._project = row, project
        self._write()

    def show_details(self, details: Details) -> None:
        """Show what was read from the file, unless the user has moved on to another session."""
        if details.row.session_id == self.session_id:
            self._details, self._problem = details, ""
            self._write()

    def show_problem(self, session_id: str, reason: str) -> None:
        """Say why the file of a session cannot be read."""
        if session_id == self.session_id:
            self._details, self._problem = None, reason
            self._write()

    def show_nothing(self) -> None:
        """Show that no session is selected."""
        self._row = self._details = None
        self._problem = ""
        self._write()

    def _write(self) -> None:
        """Write the text anew; the place where the user reads stays, if it is still there."""
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        if self._row is None:
            cursor.insertText(self.tr("Select a session to see its details."), self._quiet())
        else:
            self._write_session(cursor, self._row)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if self._written_for == self.session_id:
            self.verticalScrollBar().setValue(place)
        self._written_for = self.session_id

    def _write_session(self, cursor: QTextCursor, row: SessionRow) -> None:
        self._write_title(cursor, row)
        if problem := self._problem or row.problem:
            _start_block(cursor, GAP)
            cursor.insertText(f"⚠ {translated(problem)}", _bold())
        self._write_table(cursor, self._facts(row))
        if self._details is not None:
            self._write_details(cursor, self._details)

    def _write_title(self, cursor: QTextCursor, row: SessionRow) -> None:
        style = _bold()
        style.setFontPointSize(self.font().pointSizeF() * _HEADLINE)
        cursor.insertText(" ".join(row.title.split()), style)

    def _write_details(self, cursor: QTextCursor, details: Details) -> None:
        if details.first_prompt:
            self._write_heading(cursor, self.tr("First prompt"))
            _start_block(cursor, GAP // 2)
            cursor.insertText(without_surrogates(details.first_prompt), QTextCharFormat())
        others = [
            (name, _value_text(value))
            for name, value in details.fields.items()
            if name not in _TOLD_ABOVE and value not in (None, "", [], {})
        ]
        if others:
            self._write_heading(cursor, self.tr("Other fields of the file"))
            self._write_table(cursor, others)

    def _write_heading(self, cursor: QTextCursor, text: str) -> None:
        _start_block(cursor, 2 * GAP)
        cursor.insertText(text, _bold())

    def _write_table(self, cursor: QTextCursor, lines: list[tuple[str, str]]) -> None:
        style = QTextTableFormat()
        style.setBorder(0)
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        style.setCellPadding(0)
        style.setCellSpacing(0)
        style.setTopMargin(GAP)
        style.setBottomMargin(GAP)
        names = max(self.fontMetrics().horizontalAdvance(name) for name, _ in lines)
        style.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.FixedLength, min(names, grown(self, 160)) + GAP),
                QTextLength(QTextLength.Type.VariableLength, 0),
            ]
        )
        table = cursor.insertTable(len(lines), 2, style)
        air = QTextTableCellFormat()
        air.setTopPadding(GAP // 4)
        air.setBottomPadding(GAP // 4)
        for place, line in enumerate(lines):
            for column, text in enumerate(line):
                cell = table.cellAt(place, column)
                cell.setFormat(air)
                style_of_text = QTextCharFormat() if column else self._quiet()
                cell.firstCursorPosition().insertText(text, style_of_text)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _facts(self, row: SessionRow) -> list[tuple[str, str]]:
        """Name and value of everything the list knows about a session."""
        facts = [
            (self.tr("State"), self._state(row)),
            (self.tr("Messages"), QLocale().toString(row.message_count)),
            (self.tr("Updated"), time_text(row.updated_at)),
            (self.tr("Created"), time_text(row.created_at)),
            (self.tr("Model"), row.model or ""),
            (self.tr("Project"), self._project or row.project_id or ""),
            (self.tr("Workspace"), row.workspace or ""),
            (self.tr("Profile"), row.profile or ""),
            (self.tr("Size"), QLocale().formattedDataSize(row.size) if row.size else ""),
            (self.tr("Id"), row.session_id),
            (self.tr("File"), str(self._details.path) if self._details else ""),
        ]
        return [(name, value) for name, value in facts if value]

    def _state(self, row: SessionRow) -> str:
        words = [
            self.tr("pinned") if row.pinned else "",
            self.tr("archived") if row.archived else "",
            self.tr("snapshot of a longer conversation") if row.snapshot else "",
            "" if row.listed else self.tr("no row in the index"),
        ]
        return ", ".join(word for word in words if word)

    def _quiet(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self.palette().color(QUIET))
        return style

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():  # a caret alone is easily overlooked
            draw_ring(self.viewport())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_into_sight.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()  # colours and sizes are part of the text

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def time_text(seconds: float) -> str:
    """Return a time as date and minute in the user's own zone; nothing if there is none."""
    if not seconds:
        return ""
    try:
        return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"
    except (OverflowError, OSError, ValueError):  # some file says the year 1e300
        return ""


def _value_text(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return without_surrogates(text if len(text) <= MAX_VALUE else text[:MAX_VALUE] + "…")


def _bold() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    return style


def _start_block(cursor: QTextCursor, above: int) -> None:
    """Begin a paragraph; the empty one that Qt leaves below a table is taken for it."""
    style = QTextBlockFormat()
    style.setTopMargin(above)
    if cursor.block().text():
        cursor.insertBlock(style)
    else:
        cursor.setBlockFormat(style)
