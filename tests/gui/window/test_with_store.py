"""The window over a real store on a real disk, with real child processes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.store import SessionStore
from gui.app import App
from gui.repair.dialog import RepairDialog
from gui.sessions.columns import Column
from gui.sessions.texts import size_text
from gui.side_pane import Side
from gui.window_state import WindowState

PINNED = "a3f09c1d7e42"


@pytest.fixture
def app(qtbot: QtBot, sample_old: Path, tmp_path: Path) -> Iterator[App]:
    """The program on a copy of the sample store, listed and checked."""
    app = App(WindowState(tmp_path / "window.ini"))
    app.begin(sample_old)
    qtbot.waitUntil(lambda: app.browsing.is_complete)
    qtbot.waitUntil(lambda: not app.check.busy)
    yield app
    app.window.close()
    qtbot.waitUntil(lambda: app.window.may_close)
    app.window.deleteLater()


def titles(app: App) -> list[str]:
    return [str(app.model.index(row, 1).data()) for row in range(app.model.rowCount())]


def status(app: App) -> str:
    labels = app.window.status.findChildren(QLabel)
    return next(one.text() for one in labels if one.accessibleName() == "State of the index")


def file_of(folder: Path, session_id: str) -> dict[str, object]:
    data: dict[str, object] = json.loads((folder / f"{session_id}.json").read_bytes())
    return data


def problems(app: App) -> list[str]:
    """Why files in the list cannot be read."""
    places = [app.model.index(row, 0) for row in range(app.model.rowCount())]
    rows = [app.model.row(app.model.session_id(place)) for place in places]
    return [row.problem for row in rows if row is not None and row.problem]


def test_a_rename_is_in_the_file_and_in_the_index(qtbot: QtBot, app: App, sample_old: Path) -> None:
    app.edits.on_rename_wanted(PINNED, "Another title")
    qtbot.waitUntil(lambda: not app.service.pending_writes)
    rows = json.loads((sample_old / "_index.json").read_bytes())
    in_index = [row["title"] for row in rows if row["session_id"] == PINNED]
    assert (file_of(sample_old, PINNED)["title"], in_index) == ("Another title", ["Another title"])


def test_an_own_edit_is_no_news_at_the_next_look(qtbot: QtBot, app: App) -> None:
    app.edits.on_rename_wanted(PINNED, "Another title")
    qtbot.waitUntil(lambda: not app.service.pending_writes)
    with qtbot.assertNotEmitted(app.service.listed, wait=200):
        app.browsing.look()


def test_the_quiet_check_marks_the_files_that_cannot_be_read(qtbot: QtBot, app: App) -> None:
    qtbot.waitUntil(lambda: any("cut off" in reason for reason in problems(app)))
    assert "3 unreadable files" in status(app)


@pytest.fixture
def settled(qtbot: QtBot, app: App, sample_old: Path) -> App:
    """A window whose files have been left alone long enough for a check to know them."""
    newest = max(file.stat().st_ctime for file in sample_old.iterdir())
    qtbot.waitUntil(lambda: time.time() > newest + 2.5)
    app.window.actions_.refresh.trigger()
    return app


def size_of(app: App, session_id: str) -> str:
    row = app.model.place_of(session_id)
    assert row is not None
    return str(app.model.index(row, Column.SIZE).data())


def test_once_the_files_are_checked_their_sizes_are_in_the_list(
    qtbot: QtBot, settled: App, sample_old: Path
) -> None:
    size = size_text((sample_old / f"{PINNED}.json").stat().st_size)
    qtbot.waitUntil(lambda: size_of(settled, PINNED) == size)


def test_a_renamed_session_keeps_its_size(qtbot: QtBot, settled: App) -> None:
    qtbot.waitUntil(lambda: bool(size_of(settled, PINNED)))
    settled.edits.on_rename_wanted(PINNED, "Another title")
    qtbot.waitUntil(lambda: not settled.service.pending_writes)
    assert size_of(settled, PINNED) != ""


def test_a_file_that_appears_is_listed_at_the_next_look(
    qtbot: QtBot, app: App, sample_old: Path
) -> None:
    data = (sample_old / f"{PINNED}.json").read_bytes()
    (sample_old / "newcomer0001.json").write_bytes(data.replace(PINNED.encode(), b"newcomer0001"))
    qtbot.waitUntil(lambda: app.model.row("newcomer0001") is not None, timeout=8000)


def test_a_title_that_another_program_writes_appears(
    qtbot: QtBot, app: App, sample_old: Path
) -> None:
    SessionStore(sample_old).rename(PINNED, "Written elsewhere")
    qtbot.waitUntil(lambda: "Written elsewhere" in titles(app), timeout=8000)


def test_a_repair_leaves_the_status_bar_in_order(qtbot: QtBot, app: App) -> None:
    app.window.actions_.repair.trigger()
    dialog = app.window.findChild(RepairDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    with qtbot.waitSignal(dialog.finished_work, timeout=8000):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "index: in order" in status(app), timeout=8000)
    dialog.reject()


def test_the_details_of_a_session_come_from_its_file(qtbot: QtBot, app: App) -> None:
    app.window.view.select(PINNED)
    app.window.side.show_side(Side.DETAILS)
    qtbot.waitUntil(lambda: "First prompt" in app.window.details.toPlainText())


def test_a_folder_that_vanishes_is_told_and_comes_back_by_itself(
    qtbot: QtBot, app: App, sample_old: Path
) -> None:
    away = sample_old.with_name("away")
    sample_old.rename(away)
    qtbot.waitUntil(lambda: bool(app.window.messages.text), timeout=8000)
    away.rename(sample_old)
    qtbot.waitUntil(lambda: not app.window.messages.text, timeout=8000)
    assert len(titles(app)) > 20
