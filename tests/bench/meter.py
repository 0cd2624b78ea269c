"""How long the event loop keeps everybody waiting, while somebody scrolls."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QTableView

TICK_MS = 5
FRAME_MS = 16
STEP = 3
"""How many rows are scrolled in one frame."""


class GapMeter(QObject):
    """A timer that should fire every 5 ms, and keeps the longest it had to wait."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._last = self._largest = 0.0

    def start(self) -> None:
        """Begin to measure, from nothing."""
        self._last, self._largest = perf_counter(), 0.0
        self._timer.start()

    def stop(self) -> float:
        """End, and return the largest gap in milliseconds; nothing before the first `start`."""
        if self._timer.isActive():
            self._on_tick()
            self._timer.stop()
        return self._largest * 1000

    @Slot()
    def _on_tick(self) -> None:
        now = perf_counter()
        self._largest = max(self._largest, now - self._last)
        self._last = now


class Scroller(QObject):
    """Scrolls a table down to its end, and up again, as long as it is told to."""

    def __init__(self, view: QTableView, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = view.verticalScrollBar()
        self._step = STEP * view.verticalHeader().defaultSectionSize()
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_frame)

    def start(self) -> None:
        """Begin to scroll, where the table is."""
        self._timer.start()

    def stop(self) -> None:
        """Leave the table where it is now."""
        self._timer.stop()

    @Slot()
    def _on_frame(self) -> None:
        bar = self._bar
        if not bar.minimum() <= bar.value() + self._step <= bar.maximum():
            self._step = -self._step
        bar.setValue(bar.value() + self._step)
