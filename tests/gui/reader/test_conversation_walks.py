"""Whatever is done to a view, in whatever order: what is in sight stands where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from gui.reader.column import Place
from tests.conftest import LONG
from tests.gui.reader.viewer import Viewer, a_talk, check, with_tool

K = Qt.Key
LENGTHS = st.lists(st.sampled_from([0, 5, 40, 300, 3_000]), min_size=1, max_size=40)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.sampled_from([K.Key_Down, K.Key_Up, K.Key_End, K.Key_Home])),
        st.tuples(st.just("press"), st.sampled_from([K.Key_PageDown, K.Key_PageUp])),
        st.tuples(st.just("drag"), st.floats(0, 1)),
        st.tuples(st.just("size"), st.tuples(st.integers(150, 900), st.integers(60, 700))),
        st.tuples(st.just("go"), st.tuples(st.integers(0, 50), st.integers(0, 3))),
        st.tuples(st.just("fold"), st.tuples(st.integers(0, 50), st.integers(0, 1))),
        st.tuples(st.just("grow"), st.integers(0, 50)),
        st.tuples(st.just("font"), st.integers(7, 20)),
    ),
    max_size=12,
)


def step(viewer: Viewer, name: str, value: object) -> None:
    view = viewer.view
    match name, value:
        case "press", Qt.Key() as key:
            viewer.press(key)
        case "drag", float() as part:
            viewer.drag(part)
        case "size", (int() as width, int() as height):
            view.resize(width, height)
        case "go", (int() as message, int() as section):
            view.go_to(Place(message % len(viewer.messages), section, 0))
        case "fold", (int() as message, int() as fold):
            message %= len(viewer.messages)
            if message not in viewer.hidden:
                viewer.fold(message, fold)
        case "grow", int() as same:
            same %= len(viewer.messages) + 1
            added = a_talk([20] * (len(viewer.messages) + 3))
            viewer.grow([*viewer.messages[:same], *added[same:]], same)
        case "font", int() as size:
            font = view.font()
            font.setPointSize(size)
            view.setFont(font)


@pytest.mark.timeout(1_800 if LONG else 60)
@pytest.mark.parametrize("is_answered", [True, False], ids=["answered at once", "answered late"])
def test_what_is_in_sight_stands_where_it_belongs(qtbot: QtBot, is_answered: bool) -> None:
    viewer = Viewer(qtbot)

    @settings(suppress_health_check=list(HealthCheck))
    @given(LENGTHS, STEPS, st.booleans())
    def walk(lengths: list[int], steps: list[tuple[str, object]], at_end: bool) -> None:
        messages = a_talk(lengths)
        for number in range(2, len(messages), 5):
            messages[number] = with_tool(number, "line\n" * 50)
        hidden = frozenset(range(3, len(messages), 7))
        viewer.view.setFont(QFont())
        viewer.view.resize(600, 400)
        viewer.open(messages, None if at_end else Place(), hidden)
        for name, value in steps:
            step(viewer, name, value)
            if is_answered:
                viewer.answer()
                check(viewer)
        viewer.answer()
        check(viewer)
        viewer.rest()
        check(viewer)

    walk()
