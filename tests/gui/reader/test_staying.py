"""Nothing moves under the eyes of the reader, whatever becomes of what is around."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from gui.reader.column import Place
from tests.gui.reader.viewer import Viewer, a_talk, check, with_tool

LONG = [900] * 40


def test_messages_above_that_turn_out_higher_push_nothing_away(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20), first=[20])
    before = viewer.first_line()
    viewer.rest()
    assert viewer.first_line() == before


def test_a_wheel_turned_after_messages_above_were_laid_out_scrolls_no_further(
    viewer: Viewer,
) -> None:
    viewer.open(a_talk(LONG), Place(20))
    viewer.rest()
    before = viewer.top(20)
    viewer.wheel(1)
    assert 0 < before - viewer.top(20) < viewer.room


def test_a_message_above_that_becomes_another_pushes_nothing_away(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20, 0, 30))
    viewer.rest()
    before = viewer.first_line()
    viewer.messages[19] = with_tool(19, "line\n" * 300)
    viewer.unfolded[19] = frozenset({0})
    viewer.view.take(viewer.shown(19))
    viewer.rest()
    assert viewer.first_line() == before


@pytest.mark.parametrize("width", [350, 500, 760, 1200])
def test_the_line_at_the_top_stays_when_the_window_is_resized(viewer: Viewer, width: int) -> None:
    viewer.open(a_talk(LONG), Place(20, 0, 700))
    viewer.rest()
    _, text, _ = viewer.first_line()
    viewer.view.resize(width, 300)
    assert viewer.first_line()[1] == text


def test_a_window_resized_there_and_back_shows_the_same_line(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20, 0, 700))
    viewer.rest()
    before = viewer.first_line()
    for width in (900, 400, 350, 600):
        viewer.view.resize(width, 400)
    key, text, top = viewer.first_line()
    assert (key, text) == before[:2]
    assert abs(top - before[2]) < 40


def test_the_line_at_the_top_stays_when_letters_grow(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20, 0, 700))
    viewer.rest()
    _, text, _ = viewer.first_line()
    font = viewer.view.font()
    font.setPointSize(font.pointSize() * 2)
    viewer.view.setFont(font)
    assert viewer.first_line()[1] == text


def test_letters_that_grow_grow_in_every_section(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20))
    viewer.rest()
    before = viewer.section((20, 0)).height()
    font = viewer.view.font()
    font.setPointSize(font.pointSize() * 2)
    viewer.view.setFont(font)
    assert viewer.section((20, 0)).height() > 1.5 * before


def test_another_theme_moves_nothing(viewer: Viewer) -> None:
    viewer.open(a_talk(LONG), Place(20, 0, 700))
    viewer.rest()
    before = viewer.first_line()
    palette = QPalette(viewer.view.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    viewer.view.setPalette(palette)
    assert viewer.first_line() == before


def test_a_selection_survives_a_resize(viewer: Viewer) -> None:
    viewer.open(a_talk([30]))
    viewer.rest()
    viewer.section((0, 0)).selectAll()
    selected = viewer.section((0, 0)).selected_text
    viewer.view.resize(400, 300)
    assert viewer.section((0, 0)).selected_text == selected


def test_unfolding_below_moves_nothing_above(viewer: Viewer) -> None:
    viewer.open([with_tool(n, "line\n" * 100) for n in range(30)], Place(4))
    viewer.rest()
    before = viewer.top(4)
    viewer.fold(4, 0)
    assert viewer.top(4) == before


def test_folding_above_moves_nothing_below(viewer: Viewer) -> None:
    messages = [with_tool(n, "line\n" * 100) for n in range(30)]
    viewer.open(messages, Place(4))
    viewer.fold(3, 0)
    viewer.rest()
    before = viewer.top(4)
    viewer.fold(3, 0)
    assert viewer.top(4) == before


def test_folding_what_is_read_shows_the_message_it_was_in(viewer: Viewer) -> None:
    messages = [with_tool(n, "line\n" * 2_000) for n in range(30)]
    viewer.open(messages, Place(4))
    viewer.rest()
    viewer.fold(4, 0)
    viewer.wheel(30)
    viewer.answer()
    viewer.fold(4, 0)
    viewer.rest()
    check(viewer)
    assert viewer.view.place.message in (4, 5)


def test_a_place_inside_a_long_message_is_come_back_to_exactly(viewer: Viewer) -> None:
    viewer.open(a_talk([20_000] * 3), Place(1, 3, 777))
    viewer.answer()
    viewer.rest()
    place, line = viewer.view.place, viewer.first_line()
    viewer.view.clear()
    viewer.open(viewer.messages, place, first=[1, 2])
    assert (viewer.view.place, viewer.first_line()) == (place, line)
