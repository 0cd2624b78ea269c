"""Key strokes in the filter: what they cost to work out, and until they are painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.sessions.arrangement import Arrangement
from gui.sessions.columns import Column, SortOrder
from tests.bench.act import Act

if TYPE_CHECKING:
    from tests.bench.window import WatchedApp

PAUSE_MS = 40
"""Between two key strokes: quicker than anybody types."""

_LONGEST_PAINT = 0.3
"""If nothing is painted for so long, there was nothing to paint: a blank finds what was found."""


def texts_of(words: Sequence[str]) -> Iterator[str]:
    """Give what stands in the filter after each key stroke: every word typed, then taken back."""
    for word in words:
        yield from (word[:end] for end in range(1, len(word) + 1))
        yield from (word[:end] for end in range(len(word) - 1, -1, -1))


def keys_of(word: str) -> list[Qt.Key]:
    """Return the keys that type `word` and take it back; their numbers are those of the letters."""
    letters = [Qt.Key(ord(character)) for character in word.upper()]
    return letters + [Qt.Key.Key_Backspace] * len(letters)


class Arrange(Act):
    """Filter and order as the model does; tells the milliseconds of each key stroke."""

    def __init__(self, app: WatchedApp, words: Sequence[str], by_title: bool) -> None:
        super().__init__(app)
        self._texts = list(texts_of(words))
        self._arrangement = Arrangement()
        shown = app.model.shown
        self._arrangement.take(list(shown.rows), {})
        if by_title:
            self._arrangement.set_sort_order(SortOrder(Column.TITLE, descending=False))

    def begin(self) -> None:
        while self._arrangement.prepare():  # as the model does in the pauses
            pass
        self.done.emit([self._milliseconds(text) for text in self._texts])

    def _milliseconds(self, text: str) -> float:
        started = perf_counter()
        self._arrangement.set_filter(text)
        self._arrangement.order()
        return (perf_counter() - started) * 1000


class Type(Act):
    """Type into the filter field; tells the milliseconds until each key stroke is painted."""

    def __init__(self, app: WatchedApp, words: Sequence[str], by_title: bool) -> None:
        super().__init__(app)
        self._words = words
        column = Column.TITLE if by_title else -1
        app.window.view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        field = app.window.filter_bar.focusProxy()
        assert isinstance(field, QLineEdit)
        self._field = field
        self._has_painted = False
        app.painting.done.connect(self._on_painted)

    def begin(self) -> None:
        QTest.qWait(10 * PAUSE_MS)  # until the order by a column is made
        keys = [self._milliseconds(key) for word in self._words for key in keys_of(word)]
        self._app.painting.done.disconnect(self._on_painted)
        self.done.emit(keys)

    @Slot()
    def _on_painted(self) -> None:
        self._has_painted = True

    def _milliseconds(self, key: Qt.Key) -> float:
        QTest.qWait(PAUSE_MS)
        self._has_painted = False
        started = perf_counter()
        QTest.keyClick(self._field, key)
        handled = perf_counter()
        while not self._has_painted and perf_counter() - handled < _LONGEST_PAINT:
            QCoreApplication.processEvents()
        return ((perf_counter() if self._has_painted else handled) - started) * 1000
