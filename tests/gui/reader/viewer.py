"""A view of a conversation, somebody who answers what it wants, and what has always to be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.transcript.values import Block, Message, Text, ToolCall, ToolResult
from gui.look import GAP
from gui.reader.column import Place
from gui.reader.conversation_view import ConversationView
from gui.reader.guesses import Guesses
from gui.reader.markup import shown
from gui.reader.section import Section
from gui.reader.shown import Shown
from tests.gui.reader.conversations import text_of

MOST_WIDGETS = 60


def a_message(number: int, *blocks: Block, kind: str = "user") -> Message:
    """A message that a person wrote, if nothing else is said."""
    return Message(number=number, kind=kind, role=kind, blocks=blocks)  # type: ignore[arg-type]


def written(number: int, text: str) -> Message:
    """A message of the user with this text."""
    return a_message(number, Text(text))


def a_talk(lengths: Sequence[int]) -> list[Message]:
    """Messages of so many words each."""
    return [written(n, f"number {n}\n\n{text_of(words, n)}") for n, words in enumerate(lengths)]


def with_tool(number: int, answer: str) -> Message:
    """A message in which a tool was called."""
    result = ToolResult(f"c{number}", "terminal", answer)
    call = ToolCall(f"c{number}", "terminal", '{"command": "ls"}', result)
    return a_message(number, Text("I look."), call, Text("Seen."), kind="assistant")


class Viewer:
    """Holds the messages, and gives them to the view when told to."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (600, 400)) -> None:
        self.qtbot, self.view = qtbot, ConversationView()
        self.messages: list[Message] = []
        self.hidden: frozenset[int] = frozenset()
        self.unfolded: dict[int, frozenset[int]] = {}
        self.wanted: list[int] = []
        self.ever_wanted: list[int] = []
        self.view.messages_wanted.connect(self._on_wanted)
        qtbot.addWidget(self.view)
        self.view.resize(*size)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def _on_wanted(self, numbers: tuple[int, ...]) -> None:
        self.wanted = list(numbers)
        self.ever_wanted += numbers

    def shown(self, number: int) -> Shown:
        """A message as it is to be shown now."""
        return shown(self.messages[number], self.unfolded.get(number, frozenset()))

    @property
    def guesses(self) -> Guesses:
        lengths = [220 + len(message.text) for message in self.messages]
        return Guesses(lengths, self.hidden)

    def open(
        self,
        messages: Sequence[Message],
        place: Place | None = Place(),  # noqa: B008 - frozen
        hidden: frozenset[int] = frozenset(),
        first: Sequence[int] = (),
    ) -> None:
        """Show a conversation; the messages of `first` are there from the beginning."""
        self.messages, self.hidden = list(messages), hidden
        self.unfolded.clear()
        self.view.show_conversation(self.guesses, place, [self.shown(n) for n in first])

    def grow(self, messages: Sequence[Message], same: int) -> None:
        """Tell that the conversation is another now."""
        self.messages = list(messages)
        self.view.grow(self.guesses, same)

    def answer(self) -> None:
        """Give the view all that it wants, in turn, until it wants nothing."""
        while self.wanted:
            self.view.take(self.shown(self.wanted.pop(0)))

    def rest(self) -> None:
        """Let the view have all that it wants and lay out all that it likes."""
        self.answer()
        before: tuple[object, ...] = ()
        while before != (before := (self.view.laid_out, tuple(self.wanted))):
            self._turn()
            self.answer()

    def _turn(self) -> None:
        done: list[bool] = []
        for _ in range(3):
            done.clear()
            QTimer.singleShot(0, self.view, lambda: done.append(True))
            self.qtbot.waitUntil(lambda: bool(done))

    def fold(self, number: int, fold: int) -> None:
        """Fold or unfold a part of a message."""
        self.unfolded[number] = self.unfolded.get(number, frozenset()) ^ {fold}
        self.view.take(self.shown(number))

    # What is seen

    def section(self, key: tuple[int, int]) -> Section:
        """The widget of a section, which has to be there."""
        section = self.view.section(key)
        assert section is not None, f"{key} is not laid out"
        return section

    def top(self, number: int, section: int = 0) -> int:
        """Where a section stands in the view."""
        return self.section((number, section)).y()

    @property
    def room(self) -> int:
        return self.view.viewport().height()

    def first_line(self) -> tuple[tuple[int, int], str, int]:
        """The section at the top, the line of text that is the first to be seen whole, its y."""
        for key in self.view.in_sight:
            section = self.section(key)
            y = max(0, -section.y())
            cursor = section.cursorForPosition(QPoint(2, y + 12))
            if section.y() + section.height() > 12:
                cursor.select(cursor.SelectionType.WordUnderCursor)
                spot = section.cursorRect(cursor)
                return key, cursor.block().text()[:40], section.y() + spot.top()
        raise AssertionError("nothing is in sight")

    @property
    def seen(self) -> list[int]:
        """The messages in sight, once for each section."""
        return [number for number, _ in self.view.in_sight]

    # What the user does

    def wheel(self, notches: int) -> None:
        """Turn the wheel over the middle of the view; down is positive."""
        viewport = self.view.viewport()
        place = viewport.rect().center()
        event = QWheelEvent(
            QPointF(place),
            QPointF(viewport.mapToGlobal(place)),
            QPoint(),
            QPoint(0, -120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def drag(self, part: float) -> None:
        """Drag the bar to a part of its way, let go, and wait for what is in sight there."""
        bar = self.view.verticalScrollBar()
        bar.setSliderDown(True)
        bar.setSliderPosition(round(part * bar.maximum()))
        bar.setSliderDown(False)
        self.answer()

    def press(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        self.qtbot.keyClick(widget or self.view, key)  # type: ignore[no-untyped-call]


def check(viewer: Viewer) -> None:
    """Fail unless all that is in sight stands where it belongs."""
    view = viewer.view
    assert len(view.laid_out) <= MOST_WIDGETS
    keys = view.in_sight
    assert list(keys) == sorted(keys)
    for key in keys:
        section = viewer.section(key)
        assert section.isVisible()
        assert section.height() == max(1, ceil(section.document().size().height()))
        assert section.y() < viewer.room + 2 * GAP
        assert section.y() + section.height() + 2 * GAP > 0, f"{key} is above the view"
    for above, below in pairwise(keys):
        gap = viewer.top(*below) - viewer.top(*above) - viewer.section(above).height()
        assert gap == (GAP if above[0] == below[0] else 4 * GAP), (above, below)
    hidden_in_sight = [key for key in view.laid_out if key not in keys]
    assert not any(viewer.section(key).isVisible() for key in hidden_in_sight)
    _check_ends(viewer)


def _check_ends(viewer: Viewer) -> None:
    view, keys = viewer.view, viewer.view.in_sight
    if not keys:
        assert not [n for n in range(len(viewer.messages)) if n not in viewer.hidden]
        return
    bar = view.verticalScrollBar()
    seen = [n for n in range(len(viewer.messages)) if n not in viewer.hidden]
    is_first = keys[0] == (seen[0], 0) and viewer.top(*keys[0]) == 2 * GAP
    assert is_first == (bar.value() == 0)
    bottom = viewer.top(*keys[-1]) + viewer.section(keys[-1]).height()
    count = len(viewer.shown(seen[-1]).sections)
    is_last = keys[-1] == (seen[-1], count - 1) and bottom + 2 * GAP <= viewer.room
    assert is_last == (bar.value() == bar.maximum()) == view.is_at_end
    if bar.maximum():
        assert bottom + 4 * GAP >= viewer.room, "there is nothing at the end of the view"
