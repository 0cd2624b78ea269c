"""Our window as a process of its own: tells what is on the screen, and does what it is told.

`python -m tests.bench.window FOLDER` is `python -m gui FOLDER` in every respect but one: it says
on its standard output when the first and when all sessions are painted, and then takes orders
from its standard input, a line of JSON each, answered by a line. `--meter` makes it scroll from
the first screenful on and tell the largest gap of the event loop until all are there.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import monotonic_ns
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal, Slot

import gui.__main__
import gui.app
from core.store.requests import Listed
from tests.bench.counting import CountingStore
from tests.bench.meter import GapMeter, Scroller

METER = "--meter"


class Painting(QObject):
    """Tells each time when a widget has been painted."""

    done = Signal()

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self._after = QTimer(self, interval=0, singleShot=True)
        self._after.timeout.connect(self.done)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._after.start()
        return False


class WatchedApp(gui.app.App):
    """Our window, watched: what it does is what it always does."""

    is_metered = False

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, open_store=CountingStore, **others)
        self._total = -1
        self._is_begun = self._is_complete = False
        self._scroller, self._meter = Scroller(self.window.view, self), GapMeter(self)
        self.painting = Painting(self.window.view.viewport())
        self.painting.done.connect(self._on_painted)
        self.browsing.listed.connect(self._on_listed)
        self._orders = Orders(self)

    @Slot(object)
    def _on_listed(self, answer: Listed) -> None:
        if answer.complete:
            self._total = len(answer.rows)

    @Slot()
    def _on_painted(self) -> None:
        if not self._is_begun and self.model.rowCount():
            self._is_begun = True
            tell(moment="first", at=monotonic_ns())
            if self.is_metered:
                self._scroller.start()
                self._meter.start()
        if not self._is_complete and len(self.model.shown.rows) == self._total:
            self._is_complete = True
            tell(moment="all", at=monotonic_ns(), gap=self._meter.stop())
            self._scroller.stop()


class Orders(QObject):
    """Takes orders, one after the other, and answers each when it is done."""

    def __init__(self, app: WatchedApp) -> None:
        super().__init__(app)
        self._app = app
        self._act: QObject | None = None
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_order)

    @Slot()
    def _on_order(self) -> None:
        line = os.read(sys.stdin.fileno(), 1 << 20)
        if not line:  # whoever gives the orders is gone
            self._notifier.setEnabled(False)
            self._app.window.close()
            return
        from tests.bench.acts import ACTS  # late: a start must not pay for it

        order = json.loads(line)
        act = ACTS[order.pop("do")](self._app, **order)
        act.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._act = act
        act.begin()

    @Slot(object)
    def _on_done(self, answer: object) -> None:
        tell(done=answer)
        self._act = None


def tell(**values: object) -> None:
    """Say a line of JSON on the standard output."""
    print(json.dumps(values), flush=True)


def main(arguments: list[str]) -> int:
    """Run the window as the program itself would."""
    WatchedApp.is_metered = METER in arguments
    setattr(gui.app, "App", WatchedApp)  # noqa: B010 - a class of another module is replaced
    folder = next(one for one in arguments if one != METER)
    return gui.__main__.main(["--new-window", str(Path(folder))])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
