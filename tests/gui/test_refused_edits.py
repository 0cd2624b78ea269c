"""A title that could not be saved is kept word for word until it is, or is let go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.messages import MessageBar
from gui.refused_edits import RefusedEdits

REASON = "Could not write s1.json: the disk is full."


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def refused(bar: MessageBar) -> RefusedEdits:
    refused = RefusedEdits(bar)
    refused.on_refused("s1", "New <b>title</b>", REASON)
    return refused


def press(qtbot: QtBot, bar: MessageBar, text: str) -> None:
    found = next(button for button in bar.buttons if button.text() == text)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_it_says_which_title_and_why(refused: RefusedEdits, bar: MessageBar) -> None:
    assert bar.text == f"“New <b>title</b>” was not saved. {REASON}"


@pytest.mark.parametrize(
    ("text", "wish"), [("&Retry", "retry_wanted"), ("Edit a&gain", "edit_wanted")]
)
def test_the_title_goes_on_word_for_word(
    qtbot: QtBot, refused: RefusedEdits, bar: MessageBar, text: str, wish: str
) -> None:
    with qtbot.waitSignal(getattr(refused, wish)) as asked:
        press(qtbot, bar, text)
    assert asked.args == ["s1", "New <b>title</b>"]


@pytest.mark.parametrize("text", ["&Retry", "Edit a&gain", "Close"])
def test_whatever_is_chosen_it_is_no_longer_counted(
    qtbot: QtBot, refused: RefusedEdits, bar: MessageBar, text: str
) -> None:
    counts: list[int] = []
    refused.count_changed.connect(counts.append)
    press(qtbot, bar, text)
    assert counts[-1] == 0
    assert refused.titles == []


def test_a_later_title_that_is_saved_takes_the_message_away(
    refused: RefusedEdits, bar: MessageBar
) -> None:
    refused.on_saved("s1")
    assert bar.text == ""


def test_a_title_of_another_session_takes_nothing_away(
    refused: RefusedEdits, bar: MessageBar
) -> None:
    refused.on_saved("s2")
    assert refused.titles == ["New <b>title</b>"]


def test_of_one_session_only_the_last_refused_title_is_kept(refused: RefusedEdits) -> None:
    refused.on_refused("s1", "Newer", REASON)
    assert refused.titles == ["Newer"]


def test_each_session_has_a_message_of_its_own(
    qtbot: QtBot, refused: RefusedEdits, bar: MessageBar
) -> None:
    refused.on_refused("s2", "Other", REASON)
    press(qtbot, bar, "Close")
    assert refused.titles == ["New <b>title</b>"]


def test_another_folder_takes_them_all_away(refused: RefusedEdits, bar: MessageBar) -> None:
    refused.on_refused("s2", "Other", REASON)
    refused.forget_all()
    assert (refused.titles, bar.text) == ([], "")


def test_one_title_alone_is_not_offered_as_all(refused: RefusedEdits, bar: MessageBar) -> None:
    assert "Retry &all" not in [button.text() for button in bar.buttons]


def test_all_titles_go_on_at_once(qtbot: QtBot, refused: RefusedEdits, bar: MessageBar) -> None:
    wanted: list[tuple[str, str]] = []
    refused.retry_wanted.connect(lambda *title: wanted.append(title))
    refused.on_refused("s2", "Second", REASON)
    press(qtbot, bar, "Retry &all")
    assert (wanted, bar.text) == ([("s1", "New <b>title</b>"), ("s2", "Second")], "")
