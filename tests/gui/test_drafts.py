"""Titles on their way to the disk are kept until they are there, or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.store.requests import Look, Rename, Renamed, Request
from gui.drafts import Drafts
from gui.worker import StoredDrafts
from tests.gui.gate_store import a_row

Left = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def drafts(qtbot: QtBot, folder: Path) -> Iterator[Drafts]:
    drafts = Drafts(StoredDrafts)
    with qtbot.waitSignal(drafts.found):
        drafts.open_folder(folder)
    yield drafts
    drafts.close()


@pytest.fixture
def left(folder: Path) -> Left:
    """What the next start of the program would find."""
    return lambda: StoredDrafts(folder).left()


def save(drafts: Drafts, request: Rename) -> None:
    """Tell that the store has done `request`."""
    drafts.on_renamed(request, Renamed(a_row(request.session_id, request.title), None))


def test_a_title_is_kept_as_soon_as_it_is_sent(qtbot: QtBot, drafts: Drafts, left: Left) -> None:
    drafts.on_submitted(Rename("s1", "New"))
    qtbot.waitUntil(lambda: left() == [("s1", "New")])


def test_a_title_that_is_saved_is_no_longer_kept(drafts: Drafts, left: Left) -> None:
    request = Rename("s1", "New")
    drafts.on_submitted(request)
    save(drafts, request)
    drafts.close()
    assert left() == []


def test_a_later_title_is_kept_when_an_earlier_one_is_saved(drafts: Drafts, left: Left) -> None:
    first = Rename("s1", "First")
    drafts.on_submitted(first)
    drafts.on_submitted(Rename("s1", "Second"))
    save(drafts, first)
    drafts.close()
    assert left() == [("s1", "Second")]


def test_a_title_typed_right_after_one_that_was_saved_is_kept(drafts: Drafts, left: Left) -> None:
    first = Rename("s1", "First")
    drafts.on_submitted(first)
    save(drafts, first)
    drafts.on_submitted(Rename("s1", "Second"))
    drafts.close()
    assert left() == [("s1", "Second")]


def test_a_title_that_is_given_up_is_no_longer_kept(drafts: Drafts, left: Left) -> None:
    drafts.on_submitted(Rename("s1", "New"))
    drafts.let_go("s1")
    drafts.close()
    assert left() == []


def test_reads_are_not_kept(drafts: Drafts, left: Left) -> None:
    request: Request = Look()
    drafts.on_submitted(request)
    drafts.close()
    assert left() == []


def test_a_thousand_saved_titles_leave_nothing_behind(drafts: Drafts, left: Left) -> None:
    requests = [Rename(f"s{number}", "New") for number in range(1000)]
    for request in requests:
        drafts.on_submitted(request)
    for request in requests:
        save(drafts, request)
    drafts.close()
    assert left() == []


def test_what_is_left_is_told_when_its_folder_is_opened(
    qtbot: QtBot, drafts: Drafts, tmp_path: Path
) -> None:
    StoredDrafts(tmp_path / "other").enter("s1", "Lost")
    with qtbot.waitSignal(drafts.found) as told:
        drafts.open_folder(tmp_path / "other")
    assert told.args[0] == [("s1", "Lost")]


def test_each_folder_keeps_its_own(
    qtbot: QtBot, drafts: Drafts, tmp_path: Path, left: Left
) -> None:
    drafts.on_submitted(Rename("s1", "New"))
    with qtbot.waitSignal(drafts.found) as told:
        drafts.open_folder(tmp_path / "other")
    assert (told.args[0], left()) == ([], [("s1", "New")])


def test_a_state_folder_that_cannot_be_written_is_known(
    qtbot: QtBot, drafts: Drafts, home: Path
) -> None:
    state = home / "state_home" / "session-browser"
    state.mkdir(parents=True)
    (state / "stores").write_text("in the way")
    drafts.on_submitted(Rename("s1", "New"))
    qtbot.waitUntil(lambda: not drafts.are_kept)


def test_closing_ends_the_thread(drafts: Drafts) -> None:
    drafts.close()
    assert not drafts.is_running
