"""Garbage collection, in the thread of the window and nowhere else."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 1_000


class Collector(QObject):
    """Turns Python's own collection off and collects from a timer instead.

    Python collects in whatever thread happens to make the object that is one too many. When that
    is the store thread, a cycle that holds a widget is torn down there, and a widget deleted
    outside the thread of the window is a segmentation fault: 3 seconds away in a stress test.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the imports left is there for good: never look through it again
        timer = QTimer(self)
        timer.timeout.connect(self._on_timeout)
        timer.start(INTERVAL_MS)

    @Slot()
    def _on_timeout(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [number for number, (count, limit) in enumerate(due) if count > limit]
        if generations:
            gc.collect(generations[-1])
