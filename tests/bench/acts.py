"""What the watched window can be told to do; each act answers when it is done."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from core.store.requests import ListSessions, Look, OpenStore, ShowDetails
from gui.repair.dialog import RepairDialog
from tests.bench.act import Act
from tests.bench.counting import CountingStore
from tests.bench.keys import Arrange, Type
from tests.bench.meter import GapMeter, Scroller
from tests.bench.reading_acts import Drag, FindText, Read, Wheel
from tests.bench.search_acts import PauseCatalogue, TypeAndScroll

if TYPE_CHECKING:
    from tests.bench.window import WatchedApp

POLL_MS = 20
QUIET_SECONDS = 0.6
"""Nothing is going on any more if nothing has for so long: idle work comes in short pieces."""


class Quit(Act):
    """Close the window as its user would."""

    def begin(self) -> None:
        self.done.emit(None)
        QTimer.singleShot(0, self._app.window.close)


class Waiting(Act):
    """An act of several steps, each of which waits for something; see `steps`."""

    def __init__(self, app: WatchedApp) -> None:
        super().__init__(app)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._quiet_since = perf_counter()
        self._steps: Iterator[bool] = iter(())

    def begin(self) -> None:
        self._steps = self.steps()
        self._poll.start()

    def steps(self) -> Iterator[bool]:
        """Do one thing after another; to give True means to wait a little and look again."""
        raise NotImplementedError

    def end(self) -> object:
        """Return the answer, once there is nothing left to do."""
        return None

    @Slot()
    def _on_poll(self) -> None:
        if next(self._steps, False):
            return
        self._poll.stop()
        self.done.emit(self.end())

    def until_quiet(self, seconds: float) -> Iterator[bool]:
        """Wait until nothing has gone on in the background for so long."""
        self._quiet_since = perf_counter()
        while perf_counter() - self._quiet_since < seconds:
            if is_busy(self._app):
                self._quiet_since = perf_counter()
            yield True


def is_busy(app: WatchedApp) -> bool:
    """Tell whether the store thread or a child process has something to do."""
    kinds = (OpenStore, ListSessions, Look, ShowDetails)
    works = (app.check.busy, app.edits.busy, app.searching.care.is_running)
    return any(works) or any(map(app.service.waits_for, kinds))


class Rest(Waiting):
    """Wait until nothing goes on; tells the most memory that a child process had, in MB."""

    def __init__(self, app: WatchedApp, seconds: float = QUIET_SECONDS) -> None:
        super().__init__(app)
        self._seconds = seconds

    def steps(self) -> Iterator[bool]:
        yield from self.until_quiet(self._seconds)

    def end(self) -> object:
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


class RenameAll(Act):
    """Rename many sessions at once; tells how long it took, and how many index writes."""

    def __init__(
        self, app: WatchedApp, ids: Sequence[str], title: str, scrolls: bool = False
    ) -> None:
        super().__init__(app)
        self._ids, self._title, self._scrolls = ids, title, scrolls
        self._started = 0.0
        self._batches = 0
        self._meter, self._scroller = GapMeter(self), Scroller(app.window.view, self)
        app.edits.busy_changed.connect(self._on_busy_changed)

    def begin(self) -> None:
        self._batches = CountingStore.batches
        self._started = perf_counter()
        for number, session_id in enumerate(self._ids):
            self._app.edits.on_rename_wanted(session_id, f"{self._title} {number}")
        self._meter.start()
        if self._scrolls:
            self._scroller.start()

    @Slot(bool)
    def _on_busy_changed(self, busy: bool) -> None:
        if busy:
            return
        seconds = perf_counter() - self._started
        self._scroller.stop()
        self._app.edits.busy_changed.disconnect(self._on_busy_changed)
        writes = CountingStore.batches - self._batches
        self.done.emit({"seconds": seconds, "writes": writes, "gap": self._meter.stop()})


class Scroll(Waiting):
    """Scroll while `work` is being done, and for `seconds` after; tells the largest gap in ms."""

    def __init__(self, app: WatchedApp, work: str, seconds: float = QUIET_SECONDS) -> None:
        super().__init__(app)
        self._work = work
        self._seconds = seconds
        self._meter, self._scroller = GapMeter(self), Scroller(app.window.view, self)

    def begin(self) -> None:
        super().begin()
        self._meter.start()
        self._scroller.start()

    def steps(self) -> Iterator[bool]:
        works: dict[str, Callable[[], Iterator[bool]]] = {
            "nothing": self._nothing,
            "check": self._check,
            "repair": self._repair,
        }
        yield from works[self._work]()
        yield from self.until_quiet(self._seconds)

    def end(self) -> object:
        self._scroller.stop()
        return self._meter.stop()

    def _nothing(self) -> Iterator[bool]:
        yield True

    def _check(self) -> Iterator[bool]:
        """Check as the window does by itself once the list is there."""
        folder = self._app.browsing.folder
        assert folder is not None
        self._app.check.begin(folder)
        yield True

    def _repair(self) -> Iterator[bool]:
        """Check, read every file again, repair, and close the dialog, as a user would."""
        self._app.window.actions_.repair.trigger()
        dialog = self._app.window.findChild(RepairDialog)
        assert isinstance(dialog, RepairDialog)
        for button in ("Read every file again", "Repair", "Close"):
            while dialog.busy or not press(dialog, button):
                yield True
            yield True


def press(widget: QWidget, text: str) -> bool:
    """Press the button that begins with `text`; tell whether there was one to press."""
    for button in widget.findChildren(QPushButton):
        words = button.text().replace("&", "")
        if words.startswith(text) and button.isVisible() and button.isEnabled():
            button.click()
            return True
    return False


ACTS: dict[str, Callable[..., Act]] = {
    "quit": Quit,
    "rest": Rest,
    "rename": RenameAll,
    "scroll": Scroll,
    "arrange": Arrange,
    "type": Type,
    "read": Read,
    "drag": Drag,
    "wheel": Wheel,
    "find": FindText,
    "pause catalogue": PauseCatalogue,
    "type and scroll": TypeAndScroll,
}
