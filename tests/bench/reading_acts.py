"""What a reader does in the watched window: select, scroll, turn the wheel, find."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from gui.reader.reading import Reading
from gui.reader.requests import Found
from tests.bench.act import Act
from tests.bench.meter import FRAME_MS, GapMeter
from tests.bench.window import Painting

if TYPE_CHECKING:
    from tests.bench.window import WatchedApp

REST_MS = 700
"""What is laid out ahead, in idle time, is done by then; and the file is looked at once more."""

NOTCH = 120
NOTCHES = 3
_PATIENCE = 60.0
_FLAGS = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class ReaderAct(Act):
    """Something done in the reader, while the gaps of the event loop are measured."""

    def __init__(self, app: WatchedApp) -> None:
        super().__init__(app)
        reading = app.window.findChild(Reading)
        assert isinstance(reading, Reading)
        self._reading, self._view = reading, app.window.reader.view
        self._painted = 0
        self._painting = Painting(self._view.viewport())
        self._painting.done.connect(self._on_painted)
        self._meter = GapMeter(self)

    def begin(self) -> None:
        self._meter.start()  # its ticks also wake `until`
        answer = self.act()
        QTest.qWait(REST_MS)
        answer["gap"] = self._meter.stop()
        self._view.viewport().removeEventFilter(self._painting)
        self._painting.deleteLater()
        self.done.emit(answer)

    def act(self) -> dict[str, object]:
        """Do it, and return what was seen; times in milliseconds."""
        raise NotImplementedError

    @Slot()
    def _on_painted(self) -> None:
        self._painted += 1

    def until(self, is_so: Callable[[], bool]) -> float:
        """Handle events until something is so; return when that was."""
        begun = perf_counter()
        while not is_so():
            if perf_counter() - begun > _PATIENCE:
                raise RuntimeError("what was to be seen in the reader never came")
            QCoreApplication.processEvents(_FLAGS)
        return perf_counter()

    def until_painted(self) -> float:
        """Handle events until what is shown now has been painted; return when that was."""
        before = self._painted
        self._view.viewport().update()
        return self.until(lambda: self._painted > before)

    def is_content_there(self) -> bool:
        """Tell whether every section in sight is laid out, and there is one."""
        keys = self._view.in_sight
        return bool(keys) and all(self._view.section(key) is not None for key in keys)


class Read(ReaderAct):
    """Select a session; tells how long it took until its first content was painted."""

    def __init__(self, app: WatchedApp, session_id: str) -> None:
        super().__init__(app)
        self._session_id = session_id
        self._has_opened = False
        self._reading.opened.connect(self._on_opened)

    def act(self) -> dict[str, object]:
        list_view = self._app.window.view
        started = perf_counter()
        list_view.select(self._session_id)
        if list_view.current_id() != self._session_id:
            raise RuntimeError("the session to be read is not in the list")
        self.until(lambda: self._has_opened and self.is_content_there())
        painted = self.until_painted()
        self._reading.opened.disconnect(self._on_opened)
        if self._reading.session_id != self._session_id:
            raise RuntimeError("another conversation is shown than was selected")
        return {"content": (painted - started) * 1000}

    @Slot()
    def _on_opened(self) -> None:
        self._has_opened = True


class Drag(ReaderAct):
    """Drag the scroll bar to places anywhere; tells how long each frame took.

    `frames` are the times until the view is painted, `content` those until all that is in sight
    is there, too.
    """

    def __init__(self, app: WatchedApp, times: int, seed: int) -> None:
        super().__init__(app)
        self._times, self._random = times, Random(seed)

    def act(self) -> dict[str, object]:
        bar = self._view.verticalScrollBar()
        frames, content = list[float](), list[float]()
        for _ in range(self._times):
            QTest.qWait(FRAME_MS)
            place = self._random.randint(0, bar.maximum())
            started = perf_counter()
            bar.setValue(place)
            frames.append((self.until_painted() - started) * 1000)
            self.until(self.is_content_there)
            content.append((self.until_painted() - started) * 1000)
        return {"frames": frames, "content": content}


class Wheel(ReaderAct):
    """Turn the wheel, a few notches a frame, as a user in a hurry does."""

    def __init__(self, app: WatchedApp, times: int, seed: int) -> None:
        super().__init__(app)
        self._times, self._random = times, Random(seed)

    def act(self) -> dict[str, object]:
        bar = self._view.verticalScrollBar()
        bar.setValue(self._random.randint(0, bar.maximum() // 2))
        self.until(self.is_content_there)
        frames = list[float]()
        for _ in range(self._times):
            QTest.qWait(FRAME_MS)
            started = perf_counter()
            QCoreApplication.sendEvent(self._view.viewport(), _turned(self._view.viewport().pos()))
            frames.append((self.until_painted() - started) * 1000)
        return {"frames": frames}


def _turned(place: QPoint) -> QWheelEvent:
    at, nothing, down = QPointF(place), QPoint(), QPoint(0, -NOTCH * NOTCHES)
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(at, at, nothing, down, Qt.MouseButton.NoButton, none, phase, False)


class FindText(ReaderAct):
    """Look for a text; tells when the first place was shown, and when all were counted."""

    def __init__(self, app: WatchedApp, text: str) -> None:
        super().__init__(app)
        self._text = text
        self._hits = 0
        self._is_complete = False

    def act(self) -> dict[str, object]:
        self._view.go_to(self._view.place._replace(message=0, section=0, offset=0))
        self.until(self.is_content_there)
        QTest.qWait(REST_MS)
        self._reading.found.connect(self._on_found)
        moments = {"first": 0.0, "complete": 0.0}
        started = perf_counter()
        self._app.window.reader.find_bar.look_for(self._text)
        self.until(lambda: self._saw(moments))
        self._reading.found.disconnect(self._on_found)
        QTest.qWait(REST_MS)
        self._app.window.reader.find_bar.close_bar()
        return {name: (at - started) * 1000 for name, at in moments.items()} | {"hits": self._hits}

    def _saw(self, moments: dict[str, float]) -> bool:
        """Note what is there for the first time; tell whether all is."""
        if not moments["first"] and self._hits and self._is_first_shown():
            moments["first"] = self.until_painted()
        if not moments["complete"] and self._is_complete:
            moments["complete"] = perf_counter()
        return all(moments.values())

    def _is_first_shown(self) -> bool:
        sections = filter(None, map(self._view.section, self._view.in_sight))
        return any(section.marked and section.extraSelections() for section in sections)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._hits += sum(hit.times for hit in found.hits)
        self._is_complete = found.done == found.total
