"""Edits from the key stroke to the disk: what is shown, what is offered when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.messages import Message
from tests.gui.window.conftest import Driver, Rows


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


def save_state(driver: Driver) -> str:
    labels = driver.window.status.findChildren(QLabel)
    return next(one.text() for one in labels if one.accessibleName() == "State of your edits")


def refuse(driver: Driver, title: str) -> None:
    """Have the disk refuse `title`, typed for the first session."""
    driver.store.refused_titles = {title}
    driver.rename(title)
    driver.settle()


def test_a_title_is_on_the_screen_before_it_is_on_the_disk(opened: Driver, shown: Rows) -> None:
    opened.store.shut_gate()
    opened.rename("New title")
    assert (shown()[0], opened.store.batches) == ("New title", [])


def test_what_is_on_its_way_is_counted(opened: Driver) -> None:
    opened.store.shut_gate()
    opened.rename("New title")
    on_its_way = save_state(opened)
    opened.store.open_gate()
    opened.settle()
    assert (on_its_way, save_state(opened)) == ("Saving 1…", "All saved")


def test_titles_typed_while_the_disk_is_slow_are_saved_together(opened: Driver) -> None:
    opened.store.shut_gate()
    opened.rename("One")
    opened.store.wait_for_call()
    for title in ("Two", "Three"):
        opened.press(Qt.Key.Key_Down)
        opened.rename(title)
    opened.store.open_gate()
    opened.settle()
    assert [len(batch) for batch in opened.store.batches] == [1, 2]


def test_a_refused_title_is_told_and_counted(opened: Driver) -> None:
    refuse(opened, "New title")
    assert "“New title” was not saved." in opened.window.messages.text
    assert save_state(opened) == "1 not saved"


def test_a_refused_title_is_taken_off_the_list(opened: Driver, shown: Rows) -> None:
    refuse(opened, "New title")
    assert shown()[0] == "Alpha"


def test_retry_saves_the_very_same_title(opened: Driver) -> None:
    refuse(opened, "New title")
    opened.store.refused_titles = set()
    opened.choose("&Retry")
    opened.settle()
    assert opened.store.rows["s0"].title == "New title"
    assert (opened.window.messages.text, save_state(opened)) == ("", "All saved")


def test_edit_again_opens_the_editor_with_the_title_that_was_refused(opened: Driver) -> None:
    refuse(opened, "New title")
    opened.choose("Edit a&gain")
    editor = opened.editor()
    assert editor is not None
    assert (editor.text(), opened.focus()) == ("New title", editor)


def test_edit_again_finds_a_session_that_a_filter_hides(opened: Driver) -> None:
    refuse(opened, "New title")
    opened.window.filter_bar.focus_filter()
    opened.type("gamma")
    opened.choose("Edit a&gain")
    editor = opened.editor()
    assert editor is not None
    assert editor.text() == "New title"


def test_a_refused_title_that_is_let_go_is_no_longer_counted(opened: Driver) -> None:
    refuse(opened, "New title")
    opened.choose("Close")
    assert save_state(opened) == "All saved"
    assert opened.focus() is opened.view


def test_undo_waits_until_an_edit_is_on_the_disk(opened: Driver) -> None:
    undo = opened.window.actions_.undo
    opened.rename("First")
    opened.settle()
    opened.store.shut_gate()
    opened.rename("Second")
    while_saving = undo.isEnabled()
    opened.store.open_gate()
    opened.settle()
    assert (while_saving, undo.isEnabled()) == (False, True)


def test_the_undo_action_names_what_it_takes_back(opened: Driver) -> None:
    opened.rename("New title")
    opened.settle()
    assert opened.window.actions_.undo.text() == "&Undo Rename “New title”"


def test_an_undo_that_is_refused_is_told_and_can_be_tried_again(opened: Driver) -> None:
    opened.rename("New title")
    opened.settle()
    opened.store.refused_titles = {"Alpha"}
    opened.window.actions_.undo.trigger()
    opened.settle()
    assert "“Alpha” was not saved." in opened.window.messages.text
    assert opened.window.actions_.undo.isEnabled()


def test_what_was_said_can_be_read_later(opened: Driver) -> None:
    refuse(opened, "New title")
    opened.choose("Close")
    kept = opened.window.messages.kept
    assert ["New title" in message.text for message in kept] == [True]


def test_the_same_words_are_not_shown_twice_at_once(opened: Driver) -> None:
    for _ in range(3):
        opened.app.say("Something went wrong.")
    opened.choose("Close")
    assert opened.window.messages.text == ""


def test_the_details_follow_a_new_title(opened: Driver) -> None:
    opened.rename("New title")
    opened.settle()
    assert opened.window.details.toPlainText().startswith("New title")


def test_a_message_never_takes_the_focus_from_an_editor(opened: Driver) -> None:
    opened.press(Qt.Key.Key_F2)
    opened.window.messages.say(Message("By the way."))
    assert opened.focus() is opened.editor()
