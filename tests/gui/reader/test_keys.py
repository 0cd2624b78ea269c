"""Without a mouse: from section to section, from link to link, and what they do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from core.transcript.values import Text
from gui.reader.column import Place
from gui.reader.section import Section
from tests.gui.reader.viewer import Viewer, a_message, a_talk, check, with_tool, written

K = Qt.Key
LINKS = "[one](https://example.org/1) and [two](https://example.org/2)"


@pytest.fixture
def focused(viewer: Viewer) -> Viewer:
    """A view in the window that has the focus."""
    viewer.view.activateWindow()
    viewer.qtbot.waitUntil(viewer.view.isActiveWindow)
    viewer.view.setFocus()
    return viewer


def at(viewer: Viewer) -> tuple[int, int] | None:
    """Which section has the focus."""
    view = viewer.view
    focus = QApplication.focusWidget()
    return next((key for key in view.laid_out if view.section(key) is focus), None)


def tab(viewer: Viewer) -> None:
    viewer.press(K.Key_Tab, QApplication.focusWidget())
    viewer.answer()


def back(viewer: Viewer) -> None:
    viewer.press(K.Key_Backtab, QApplication.focusWidget())
    viewer.answer()


def spot(viewer: Viewer) -> tuple[int, int]:
    """From where to where in the view the link is that has the focus."""
    section = QApplication.focusWidget()
    assert isinstance(section, Section)
    rect = section.cursorRect()
    return section.y() + rect.top(), section.y() + rect.bottom()


def test_tab_goes_from_section_to_section_down_to_the_last(focused: Viewer) -> None:
    focused.open(a_talk([200] * 12))
    focused.rest()
    met = []
    for _ in range(12):
        tab(focused)
        focused.rest()
        check(focused)
        met.append(at(focused))
    assert met == [(number, 0) for number in range(12)]


def test_what_has_the_focus_is_in_sight(focused: Viewer) -> None:
    focused.open(a_talk([200] * 12))
    focused.rest()
    for _ in range(12):
        tab(focused)
        assert at(focused) in focused.view.in_sight


def test_shift_tab_goes_back_up_to_the_view(focused: Viewer) -> None:
    focused.open(a_talk([200] * 6))
    focused.rest()
    for _ in range(6):
        tab(focused)
    met = []
    for _ in range(5):
        back(focused)
        met.append(at(focused))
    back(focused)
    assert met == [(number, 0) for number in range(4, -1, -1)]
    assert focused.view.hasFocus()


def test_tab_leaves_behind_the_last_section_and_comes_back(focused: Viewer) -> None:
    window, button = QWidget(), QPushButton("Behind")
    focused.qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(focused.view)
    column.addWidget(button)
    window.show()
    window.activateWindow()
    focused.qtbot.waitUntil(window.isActiveWindow)
    focused.view.setFocus()
    focused.open(a_talk([3, 3]))
    focused.rest()
    for _ in range(3):
        tab(focused)
    assert button.hasFocus()
    back(focused)
    assert at(focused) == (1, 0)
    focused.view.setParent(None)


def test_tab_goes_through_the_links_of_a_section_in_order(focused: Viewer) -> None:
    focused.open([written(0, LINKS), written(1, "end")])
    focused.rest()
    links = []
    focused.view.link_wanted.connect(links.append)
    tab(focused)
    for _ in range(2):
        tab(focused)
        focused.press(K.Key_Return, QApplication.focusWidget())
    tab(focused)
    assert links == ["https://example.org/1", "https://example.org/2"]
    assert at(focused) == (1, 0)


def test_enter_presses_a_fold(focused: Viewer) -> None:
    focused.open([with_tool(0, "answer")])
    focused.rest()
    tab(focused)
    tab(focused)
    with focused.qtbot.waitSignal(focused.view.fold_wanted) as fold:
        focused.press(K.Key_Return, QApplication.focusWidget())
    assert fold.args == [0, 0]


def test_enter_on_a_section_without_a_link_does_nothing(focused: Viewer) -> None:
    focused.open([with_tool(0, "answer")])
    focused.rest()
    tab(focused)
    with focused.qtbot.assertNotEmitted(focused.view.fold_wanted):
        focused.press(K.Key_Return, QApplication.focusWidget())


def test_a_link_far_down_in_a_long_section_comes_into_sight(focused: Viewer) -> None:
    text = "\n\n".join(["a paragraph of words " * 6] * 60)
    focused.open([written(0, f"{LINKS}\n\n{text}\n\n[far](https://example.org/far)")])
    focused.rest()
    for _ in range(4):
        tab(focused)
    top, bottom = spot(focused)
    assert 0 <= top < bottom <= focused.room


def test_scrolling_away_from_the_focus_gives_it_to_the_view(focused: Viewer) -> None:
    focused.open(a_talk([200] * 200))
    focused.rest()
    tab(focused)
    focused.drag(0.8)
    focused.rest()
    assert focused.view.hasFocus() or at(focused) in focused.view.in_sight


@pytest.mark.parametrize("key", [K.Key_Down, K.Key_PageDown])
def test_keys_scroll_from_inside_a_section_too(focused: Viewer, key: Qt.Key) -> None:
    focused.open(a_talk([900] * 5))
    focused.rest()
    tab(focused)
    focused.press(key, QApplication.focusWidget())
    assert focused.view.verticalScrollBar().value() > 0


def test_the_menu_key_opens_the_menu_of_the_message_with_the_focus(focused: Viewer) -> None:
    focused.open([written(0, "one"), a_message(1, Text("two"), kind="assistant")])
    focused.rest()
    tab(focused)
    tab(focused)
    section = QApplication.focusWidget()
    assert isinstance(section, Section)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard,
        section.rect().center(),
        section.mapToGlobal(section.pos()),
    )
    with focused.qtbot.waitSignal(focused.view.menu_wanted) as menu:
        QApplication.sendEvent(section, event)
    assert menu.args is not None
    assert menu.args[0] == 1


def test_a_selection_goes_when_another_section_is_clicked(focused: Viewer) -> None:
    focused.open([written(0, "first words"), written(1, "second words")])
    focused.rest()
    first, second = focused.section((0, 0)), focused.section((1, 0))
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    first.selectAll()
    focused.qtbot.mousePress(second.viewport(), Qt.MouseButton.LeftButton)
    assert first.selected_text == ""


def test_a_selection_stays_while_a_menu_is_open(focused: Viewer) -> None:
    focused.open([written(0, "first words")])
    focused.rest()
    section = focused.section((0, 0))
    section.setFocus(Qt.FocusReason.MouseFocusReason)
    section.selectAll()
    focused.view.setFocus(Qt.FocusReason.PopupFocusReason)
    assert "first words" in section.selected_text


def test_tab_in_an_empty_conversation_leaves_it(focused: Viewer) -> None:
    focused.open([])
    tab(focused)
    assert focused.view.place == Place()
