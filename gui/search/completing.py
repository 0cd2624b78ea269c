"""Offers keys and values while a query is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.search.below_field import SuggestionList
from gui.sessions.query_field import QueryField

_LEAST = 2
"""So many letters of a key have to be typed: a single one is the beginning of any word."""

_Key = Qt.Key
_STEPS = {_Key.Key_Down: 1, _Key.Key_Up: -1}
_TAKERS = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab)


class Completing(QObject):
    """Watches a field: Down and Up choose, Tab or Enter take, Esc closes what is offered first."""

    values_wanted = Signal()  # the field has the focus: what there is may be another by now

    def __init__(self, field: QueryField, window: QWidget) -> None:
        super().__init__(field)
        self._field, self._list = field, SuggestionList(field, window)
        self._values: Mapping[str, Sequence[str]] = {}
        self._start = self._stop = 0
        self._list.chosen.connect(self._take)
        field.textEdited.connect(self._on_edited)
        field.textChanged.connect(self._on_changed)
        field.installEventFilter(self)

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """The values of the store, by key."""
        return self._values

    def set_values(self, values: Mapping[str, Sequence[str]]) -> None:
        """Offer these values from now on."""
        self._values = values

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        # Late: a start has no time for what only a search needs.
        from core.search.completion import complete

        cursor = self._field.cursorPosition()
        found = complete(text, cursor, self._values)
        is_value = ":" in text[: found.start][-1:] or ":" in text[found.start : cursor]
        is_begun = is_value or cursor - found.start >= _LEAST
        if found.texts and is_begun and text[:cursor].strip():
            self._start, self._stop = found.start, found.stop
            self._list.show_texts(found.texts, found.start)
        else:
            self._list.hide()

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        if not text:
            self._list.hide()

    @Slot(str)
    def _take(self, suggestion: str) -> None:
        """Put a suggestion into the text; behind a value goes a blank."""
        text, is_value = self._field.text(), not suggestion.endswith(":")
        rest = text[self._stop :]
        blank = " " if is_value and not rest.startswith(" ") else ""
        before = text[: self._start] + suggestion + blank
        self._field.setText(before + rest)
        self._field.setCursorPosition(len(before))
        self._list.hide()
        if not is_value:
            self._on_edited(self._field.text())

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are meant for what is offered."""
        if isinstance(event, QFocusEvent):
            if event.gotFocus():
                self.values_wanted.emit()
            else:
                self._list.hide()
            return False
        if not isinstance(event, QKeyEvent) or self._list.isHidden():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # Esc is nobody else's now
            return True
        return event.type() == QEvent.Type.KeyPress and self._pressed(_Key(event.key()))

    def _pressed(self, key: Qt.Key) -> bool:
        """Do what a key means; tell if it means anything here."""
        if key in _STEPS:
            self._list.step(_STEPS[key])
        elif key == _Key.Key_Escape:
            self._list.hide()
        elif key in _TAKERS and (self._list.current or key == _Key.Key_Tab):
            self._take(self._list.current or self._list.first)
        else:
            if key in _TAKERS:
                self._list.hide()
            return False
        return True
