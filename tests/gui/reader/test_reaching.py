"""Every place of a conversation can be reached: by wheel, by keys, and by dragging the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.look import GAP
from gui.reader.column import Place
from tests.gui.reader.viewer import MOST_WIDGETS, Viewer, a_talk, check

K = Qt.Key
LONG = [900] * 40

MANY = [12] * 20_000


@pytest.fixture
def many(viewer: Viewer) -> Viewer:
    """A conversation of 20,000 messages, the first 12 at hand, as they are when one is opened."""
    viewer.open(a_talk(MANY), first=range(12))
    viewer.answer()
    return viewer


def test_dragging_the_bar_down_reaches_the_end_of_the_last_message(many: Viewer) -> None:
    many.drag(1)
    assert many.seen[-1] == 19_999
    assert many.view.is_at_end
    check(many)


def test_dragging_the_bar_up_reaches_the_beginning_of_the_first_message(many: Viewer) -> None:
    many.drag(1)
    many.drag(0)
    assert (many.view.place, many.top(0)) == (Place(), 2 * GAP)
    check(many)


@pytest.mark.parametrize("part", [0.001, 0.25, 0.5, 0.75, 0.999])
def test_dragging_the_bar_to_a_place_shows_what_stands_there(many: Viewer, part: float) -> None:
    many.drag(part)
    assert abs(many.seen[0] - 20_000 * part) < 200
    check(many)


def test_only_what_is_near_is_wanted(many: Viewer) -> None:
    many.ever_wanted.clear()
    many.drag(0.5)
    many.rest()
    assert all(9_900 < number < 10_100 for number in many.ever_wanted)


def test_dragging_across_a_long_conversation_keeps_few_widgets(many: Viewer) -> None:
    for step in range(40):
        many.drag(step / 39)
        assert len(many.view.laid_out) <= MOST_WIDGETS
    sections = many.view.viewport().children()
    assert len(sections) <= 2 * MOST_WIDGETS


def test_end_and_home_reach_both_ends(many: Viewer) -> None:
    many.press(K.Key_End)
    many.answer()
    last = many.seen[-1]
    many.press(K.Key_Home)
    assert (last, many.seen[0], many.view.verticalScrollBar().value()) == (19_999, 0, 0)


def test_home_and_end_reach_both_ends_from_inside_a_section(many: Viewer) -> None:
    many.section((0, 0)).setFocus()
    many.press(K.Key_End, many.section((0, 0)))
    many.answer()
    assert many.view.is_at_end
    assert many.view.hasFocus()


@pytest.mark.parametrize("key", [K.Key_PageDown, K.Key_Down])
def test_each_key_scrolls_over_every_message_in_turn(viewer: Viewer, key: Qt.Key) -> None:
    viewer.open(a_talk([60, 2, 300, 0, 90]))
    viewer.rest()
    met = set(viewer.seen)
    for _ in range(200):
        viewer.press(key)
        viewer.rest()
        met |= set(viewer.seen)
    assert met == set(range(5))
    assert viewer.view.is_at_end


def test_a_page_down_skips_no_line(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG))
    viewer.rest()
    before = viewer.view.place
    viewer.press(K.Key_PageDown)
    viewer.rest()
    assert before.message == 0
    assert viewer.top(0) in range(-viewer.room, -viewer.room + 100)


def test_page_up_comes_back_to_where_page_down_came_from(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20))
    viewer.rest()
    viewer.press(K.Key_PageDown)
    viewer.rest()
    viewer.press(K.Key_PageUp)
    viewer.rest()
    assert viewer.view.place == Place(20)


def test_the_wheel_scrolls_to_the_end_and_no_further(viewer: Viewer) -> None:
    viewer.open(a_talk([400] * 6))
    viewer.rest()
    for _ in range(400):
        viewer.wheel(1)
        viewer.answer()
    check(viewer)
    assert viewer.view.is_at_end


def test_the_wheel_over_a_section_scrolls_the_conversation(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG))
    viewer.rest()
    viewer.wheel(3)
    assert viewer.view.verticalScrollBar().value() > 0
    assert viewer.section((0, 0)).verticalScrollBar().maximum() == 0
