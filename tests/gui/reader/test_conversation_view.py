"""The view with conversations of every size, and what it wants."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.transcript.values import Text, ToolCall
from gui.look import GAP
from gui.reader.column import Place
from tests.gui.reader.conversations import text_of
from tests.gui.reader.viewer import Viewer, a_message, a_talk, check

K = Qt.Key
LONG = [900] * 40


def test_an_empty_conversation_has_nothing_to_see(viewer: Viewer) -> None:
    viewer.open([])
    viewer.press(K.Key_End)
    viewer.press(K.Key_PageDown)
    assert (viewer.view.in_sight, viewer.view.current_message) == ((), -1)


def test_a_single_message_stands_at_the_top(viewer: Viewer) -> None:
    viewer.open(a_talk([3]), None)
    viewer.rest()
    assert (viewer.top(0), viewer.view.verticalScrollBar().maximum()) == (2 * GAP, 0)


def test_a_conversation_of_hidden_messages_only_has_nothing_to_see(viewer: Viewer) -> None:
    viewer.open(a_talk([3] * 10), None, hidden=frozenset(range(10)))
    viewer.press(K.Key_Home)
    viewer.press(K.Key_End)
    viewer.rest()
    assert viewer.view.in_sight == ()


def test_hidden_messages_leave_no_room(viewer: Viewer) -> None:
    viewer.open(a_talk([3] * 10), hidden=frozenset({0, 2, 3, 4, 9}))
    viewer.rest()
    check(viewer)
    assert viewer.seen[:2] == [1, 5]


def test_a_call_of_a_hundred_thousand_answers_that_are_hidden_is_scrolled_over(
    viewer: Viewer,
) -> None:
    messages = [*a_talk([40] * 3), *a_talk([1] * 100_000)[3:], *a_talk([40] * 100_003)[100_000:]]
    viewer.open(messages, hidden=frozenset(range(3, 100_000)))
    for _ in range(10):
        viewer.press(K.Key_PageDown)
        viewer.rest()
    check(viewer)
    assert viewer.seen[-1] == 100_002


def test_a_message_of_ten_megabytes_is_read_from_end_to_end(viewer: Viewer) -> None:
    viewer.open(a_talk([10, 2_200_000, 10]), Place(1))
    viewer.rest()
    count = len(viewer.shown(1).sections)
    viewer.drag(0.5)
    middle = viewer.view.place
    check(viewer)
    viewer.press(K.Key_End)
    viewer.rest()
    check(viewer)
    assert count > 500
    assert abs(middle.section - count // 2) < count // 10
    assert viewer.seen[-1] == 2


def test_a_message_of_a_hundred_thousand_calls_is_scrolled_to_its_end(viewer: Viewer) -> None:
    calls = [ToolCall(f"c{n}", "terminal", '{"command": "ls"}') for n in range(100_000)]
    viewer.open([a_message(0, *calls, kind="assistant"), *a_talk([1, 3])[1:]], None)
    viewer.rest()
    check(viewer)
    assert viewer.seen[-1] == 1


def test_a_view_of_no_height_has_what_it_needs_once_it_is_high(viewer: Viewer) -> None:
    viewer.view.resize(600, 0)
    viewer.open(a_talk(LONG), Place(5))
    viewer.rest()
    viewer.view.resize(600, 400)
    viewer.rest()
    check(viewer)
    assert viewer.view.place == Place(5)


# What is wanted


def test_what_is_in_sight_is_wanted_first(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20))
    assert viewer.wanted[0] == 20


def test_a_message_that_was_never_wanted_changes_nothing(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20))
    viewer.rest()
    before = viewer.first_line()
    viewer.messages = a_talk([900] * 60)
    viewer.view.take(viewer.shown(55))
    assert viewer.first_line() == before


def test_the_message_of_the_user_is_found_under_the_mouse(viewer: Viewer) -> None:
    viewer.open([a_message(0, Text(text_of(3))), a_message(1, Text("Yes."), kind="assistant")])
    viewer.rest()
    with viewer.qtbot.waitSignal(viewer.view.menu_wanted) as menu:
        section = viewer.section((1, 0))
        place = section.rect().center()
        mouse = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(mouse, place, section.mapToGlobal(place))
        QApplication.sendEvent(section.viewport(), event)
    assert menu.args is not None
    assert menu.args[0] == 1


def test_the_ring_of_the_focus_goes_with_the_focus(viewer: Viewer, qtbot: QtBot) -> None:
    viewer.open(a_talk([3]), None)
    viewer.rest()
    other = QLineEdit(viewer.view.window())
    qtbot.addWidget(other)
    other.show()
    accent = viewer.view.palette().accent().color()

    def has_ring() -> bool:
        return viewer.view.viewport().grab().toImage().pixelColor(1, 200) == accent

    def is_painted_anew(widget: QWidget) -> None:
        painted = PaintsSeen(viewer.view.viewport())
        widget.setFocus()
        qtbot.waitUntil(lambda: painted.count > 0)

    is_painted_anew(viewer.view)
    seen = [has_ring()]
    is_painted_anew(other)
    assert [*seen, has_ring()] == [True, False]


class PaintsSeen(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False
