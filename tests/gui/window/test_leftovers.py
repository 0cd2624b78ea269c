"""Titles that did not get to the disk before the program ended are offered at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from gui.worker import StoredDrafts
from tests.gui.window.conftest import Driver


@pytest.fixture
def drafts(folder: Path) -> StoredDrafts:
    return StoredDrafts(folder)


def open_and_wait(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: bool(driver.window.messages.text))


def test_a_title_that_was_left_is_offered_and_not_saved_by_itself(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    drafts.enter("s0", "Lost title")
    open_and_wait(driver, folder)
    assert driver.window.messages.text == (
        "“Lost title” was not saved. It did not get to the disk. The title is “Alpha” now."
    )
    assert driver.store.batches == []


def test_an_offered_title_can_be_saved(driver: Driver, folder: Path, drafts: StoredDrafts) -> None:
    drafts.enter("s0", "Lost title")
    open_and_wait(driver, folder)
    driver.choose("&Retry")
    driver.settle()
    driver.qtbot.waitUntil(lambda: drafts.left() == [])
    assert driver.store.rows["s0"].title == "Lost title"


def test_an_offered_title_can_be_let_go(driver: Driver, folder: Path, drafts: StoredDrafts) -> None:
    drafts.enter("s0", "Lost title")
    open_and_wait(driver, folder)
    driver.choose("Close")
    driver.qtbot.waitUntil(lambda: drafts.left() == [])


def test_a_title_that_did_get_to_the_disk_is_not_offered(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    drafts.enter("s0", "Alpha")
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: drafts.left() == [])
    assert driver.window.messages.text == ""


def test_a_session_that_is_gone_is_said_to_be(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    drafts.enter("gone", "Lost title")
    open_and_wait(driver, folder)
    assert "The session is no longer there." in driver.window.messages.text


def test_a_title_that_is_being_saved_is_kept_until_it_is(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    driver.open(folder)
    driver.store.shut_gate()
    driver.rename("New title")
    driver.qtbot.waitUntil(lambda: drafts.left() == [("s0", "New title")])
    driver.store.open_gate()
    driver.qtbot.waitUntil(lambda: drafts.left() == [])


def test_a_refused_title_is_kept_until_the_user_has_chosen(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    driver.open(folder)
    driver.store.refused_titles = {"Refused"}
    driver.rename("Refused")
    driver.settle()
    kept = drafts.left()
    driver.choose("Close")
    driver.qtbot.waitUntil(lambda: drafts.left() == [])
    assert kept == [("s0", "Refused")]


def test_who_quits_before_the_disk_answers_finds_the_title_at_the_next_start(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: not driver.app.check.busy)
    driver.store.shut_gate()
    driver.rename("Last words")
    driver.window.close()
    driver.app.service.abandon()
    driver.qtbot.waitUntil(lambda: not driver.window.isVisible())
    assert drafts.left() == [("s0", "Last words")]


def test_another_folder_leaves_the_refused_titles_of_this_one_kept(
    driver: Driver, folder: Path, drafts: StoredDrafts, tmp_path: Path
) -> None:
    driver.open(folder)
    driver.store.refused_titles = {"Refused"}
    driver.rename("Refused")
    driver.settle()
    (tmp_path / "other").mkdir()
    driver.open(tmp_path / "other")
    assert (drafts.left(), driver.window.messages.text) == ([("s0", "Refused")], "")


def test_the_message_can_be_answered_by_keys(
    driver: Driver, folder: Path, drafts: StoredDrafts
) -> None:
    drafts.enter("s0", "Lost title")
    open_and_wait(driver, folder)
    driver.window.messages.buttons[0].setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert driver.store.rows["s0"].title == "Lost title"
