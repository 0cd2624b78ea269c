"""What stands in the place of the list, and that each case offers what can be done about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.empty_states import EmptyState


@pytest.fixture
def state(qtbot: QtBot) -> EmptyState:
    state = EmptyState()
    qtbot.addWidget(state)
    state.show()
    return state


def offers(state: EmptyState) -> list[str]:
    return [button.text().replace("&", "") for button in state.offered()]


def test_no_folder_names_the_places_that_were_tried(state: EmptyState) -> None:
    state.show_no_folder([Path("/a/sessions"), Path("/b/sessions")])
    assert state.text.endswith("/a/sessions\n/b/sessions")
    assert offers(state) == ["Choose a folder…", "Open the sample", "Look again"]


def test_before_anything_is_done_it_says_what_is_never_done(state: EmptyState) -> None:
    state.show_no_folder([])
    texts = [label.text() for label in state.findChildren(QLabel) if label.isVisible()]
    assert any("never deletes a session" in text for text in texts)
    assert "never deletes a session" in state.accessibleDescription()


def test_in_an_open_folder_nothing_is_promised(state: EmptyState) -> None:
    state.show_no_folder([])
    state.show_no_sessions(Path("/a/sessions"))
    texts = [label.text() for label in state.findChildren(QLabel) if label.isVisible()]
    assert not any("never deletes a session" in text for text in texts)


def test_an_empty_folder_is_named(state: EmptyState) -> None:
    state.show_no_sessions(Path("/a/sessions"))
    assert "/a/sessions" in state.text
    assert offers(state) == ["Choose a folder…", "Look again"]


def test_a_filter_without_a_match_is_named(state: EmptyState) -> None:
    state.show_no_match("<b>foo</b>", archived=0)
    assert state.text.startswith("No session matches “<b>foo</b>”")
    assert offers(state) == ["Clear filter"]


def test_archived_sessions_that_may_match_are_offered(state: EmptyState) -> None:
    state.show_no_match("foo", archived=3)
    assert "Archived sessions (3) are not shown." in state.text
    assert offers(state) == ["Clear filter", "Show archived"]


def test_a_list_of_archived_sessions_only_offers_to_show_them(state: EmptyState) -> None:
    state.show_only_archived(archived=3)
    assert offers(state) == ["Show archived"]


def test_a_failure_tells_its_reason_and_can_be_tried_again(state: EmptyState) -> None:
    state.show_failure(Path("/a/sessions"), "The disk reported an input/output error.")
    assert "input/output error" in state.text
    assert offers(state) == ["Retry", "Choose a folder…"]


def test_a_failure_names_its_folder_once(state: EmptyState) -> None:
    state.show_failure(Path("/a/sessions"), "There is no folder /a/sessions.")
    assert state.text.count("/a/sessions") == 1


@pytest.mark.parametrize(
    ("place", "wish"), [(0, "choose_wanted"), (1, "sample_wanted"), (2, "look_again_wanted")]
)
def test_each_button_tells_its_wish(qtbot: QtBot, state: EmptyState, place: int, wish: str) -> None:
    state.show_no_folder([])
    with qtbot.waitSignal(getattr(state, wish)):
        qtbot.mouseClick(state.offered()[place], Qt.MouseButton.LeftButton)


def test_enter_presses_the_button_with_the_focus(qtbot: QtBot, state: EmptyState) -> None:
    state.show_failure(Path("/a"), "No.")
    with qtbot.waitSignal(state.retry_wanted):
        qtbot.keyClick(state.offered()[0], Qt.Key.Key_Return)


def test_it_is_read_aloud_by_its_headline(state: EmptyState) -> None:
    state.show_only_archived(archived=3)
    assert state.accessibleName() == "Every session here is archived"
