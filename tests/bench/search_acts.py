"""What a searcher does in the watched window: types while the catalogue is built, and scrolls."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.bench.act import Act
from tests.bench.keys import keys_of
from tests.bench.meter import GapMeter, Scroller

if TYPE_CHECKING:
    from tests.bench.window import WatchedApp

STROKE_MS = 150
"""Between two key strokes of somebody who types fast."""

WORD = "error"


class PauseCatalogue(Act):
    """Let the catalogue wait, so that other work can be measured, or let it go on."""

    def __init__(self, app: WatchedApp, paused: bool) -> None:
        super().__init__(app)
        self._paused = paused

    def begin(self) -> None:
        self._app.searching.care.set_paused(self._paused)
        self.done.emit(None)


class TypeAndScroll(Act):
    """Type and scroll for so long while the catalogue is built; tells the largest gap in ms.

    Whether the catalogue was built all the time is told as well: else there was nothing to see.
    """

    def __init__(self, app: WatchedApp, seconds: float) -> None:
        super().__init__(app)
        self._milliseconds = round(seconds * 1000)
        self._meter, self._scroller = GapMeter(self), Scroller(app.window.view, self)
        self._strokes = QTimer(self, interval=STROKE_MS)
        self._strokes.timeout.connect(self._on_stroke)
        self._keys = cycle(keys_of(WORD))
        field = app.window.filter_bar.focusProxy()
        assert isinstance(field, QLineEdit)
        self._field = field

    def begin(self) -> None:
        self._app.searching.care.set_paused(False)
        for part in (self._meter, self._scroller, self._strokes):
            part.start()
        QTimer.singleShot(self._milliseconds, self, self._on_time_over)

    @Slot()
    def _on_stroke(self) -> None:
        QTest.keyClick(self._field, next(self._keys))

    @Slot()
    def _on_time_over(self) -> None:
        self._strokes.stop()
        self._scroller.stop()
        gap, care = self._meter.stop(), self._app.searching.care
        was_building = care.is_running
        care.set_paused(True)
        self._field.clear()
        self.done.emit({"gap": gap, "was_building": was_building})
