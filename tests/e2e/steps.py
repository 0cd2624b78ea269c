"""Does one thing after another inside the window's own process, and waits in between."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

Step = Callable[[], bool]
"""What is waited for before the next step; looked at again and again."""

Steps = Iterator[Step]

TICK_MS = 15
PATIENCE_S = 40.0
"""Whoever waits longer than this for anything hangs."""


def at_once() -> bool:
    """Wait for nothing but the next turn of the event loop."""
    return True


class Stepper(QObject):
    """Takes steps until there are none left, or one waits in vain."""

    done = Signal()
    hung = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps = iter(())
        self._waits_for: Step = at_once
        self._since = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def run(self, steps: Steps) -> None:
        """Begin to take `steps`."""
        self._steps, self._waits_for, self._since = steps, at_once, monotonic()
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        if not self._waits_for():
            if monotonic() - self._since > PATIENCE_S:
                self._timer.stop()
                self.hung.emit()
            return
        step = next(self._steps, None)
        self._waits_for, self._since = step or at_once, monotonic()
        if step is None:
            self._timer.stop()
            self.done.emit()


class Standby(QObject):
    """Tells when the standard input ends: whoever started this process wants it to end, too."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_told)

    @Slot()
    def _on_told(self) -> None:
        if not os.read(sys.stdin.fileno(), 1):
            self._notifier.setEnabled(False)
            self.over.emit()


def tell(**values: object) -> None:
    """Say a line of JSON on the standard output."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()
