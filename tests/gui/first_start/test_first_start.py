"""A start without a folder, in the whole window: what is offered, and what becomes of a choice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.locations import OwnPlaces
from gui.app import App
from gui.window_state import WindowState

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def app(
    qtbot: QtBot, state: WindowState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """The program over real stores, not begun yet."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    app = App(state)
    yield app
    app.window.close()
    qtbot.waitUntil(lambda: app.window.may_close)
    app.sample.remove()
    app.window.deleteLater()


@pytest.fixture
def stores(home: Path) -> list[Path]:
    """Two stores where servers keep them: an old sample and an empty one."""
    first, second = home / ".hermes" / "webui", home / ".hermes" / "profiles" / "work" / "webui"
    shutil.copytree(ROOT / "resources" / "sample", first)
    (second / "sessions").mkdir(parents=True)
    return [first / "sessions", second / "sessions"]


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    found = page.findChildren(QPushButton)
    button = next(one for one in found if one.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def listed(qtbot: QtBot, app: App) -> None:
    qtbot.waitUntil(lambda: app.browsing.is_complete)
    qtbot.waitUntil(lambda: not app.check.busy)


def test_several_stores_are_offered_with_what_is_in_them(
    qtbot: QtBot, app: App, stores: list[Path]
) -> None:
    app.begin()
    page = app.window.list_area.choice
    assert page.isVisible()
    items = [page.stores.topLevelItem(row) for row in range(2)]
    qtbot.waitUntil(lambda: "…" not in [item.text(1) for item in items if item])
    assert [item.text(1) for item in items if item] == ["30", "0"]
    assert app.browsing.folder is None


def test_the_smallest_window_has_room_for_the_choice(
    qtbot: QtBot, app: App, stores: list[Path]
) -> None:
    app.begin()
    app.window.resize(app.window.minimumSize())
    page = app.window.list_area.choice
    qtbot.waitUntil(lambda: page.height() >= page.minimumSizeHint().height())


def test_the_list_of_stores_has_the_focus(qtbot: QtBot, app: App, stores: list[Path]) -> None:
    app.begin()
    assert app.window.focusWidget() is app.window.list_area.choice.stores


def test_the_chosen_one_is_opened_and_remembered(
    qtbot: QtBot, app: App, state: WindowState, stores: list[Path]
) -> None:
    app.begin()
    press(qtbot, app.window.list_area.choice, "Open")
    listed(qtbot, app)
    assert (app.browsing.folder, state.recent_folders) == (stores[0], stores[:1])
    assert app.window.focusWidget() is app.window.view


def test_a_remembered_one_is_opened_without_a_question(
    qtbot: QtBot, app: App, state: WindowState, stores: list[Path]
) -> None:
    state.remember_folder(stores[1])
    app.begin()
    listed(qtbot, app)
    assert app.browsing.folder == stores[1]


def test_where_the_last_one_is_gone_the_others_are_offered(
    qtbot: QtBot, app: App, state: WindowState, stores: list[Path], home: Path
) -> None:
    state.remember_folder(home / "unmounted")
    app.begin()
    assert app.window.list_area.choice.isVisible()
    assert app.window.messages.text == (
        f"The folder used last, {home / 'unmounted'}, is not there."
    )


def test_two_names_of_one_store_are_no_choice(
    qtbot: QtBot, app: App, stores: list[Path], home: Path
) -> None:
    shutil.rmtree(stores[1].parent)
    stores[1].parent.symlink_to(stores[0].parent)
    app.begin()
    listed(qtbot, app)
    assert app.browsing.folder == stores[0]


def test_another_folder_can_be_chosen(
    qtbot: QtBot, app: App, stores: list[Path], sample_new: Path
) -> None:
    app.begin()
    press(qtbot, app.window.list_area.choice, "Choose a folder…")
    dialog = app.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(sample_new))
    dialog.reject()
    listed(qtbot, app)
    assert app.browsing.folder == sample_new


# --- the sample --------------------------------------------------------------------------------


@pytest.fixture
def sample(qtbot: QtBot, app: App) -> Path:
    """The sample, opened because nothing else was found."""
    app.begin()
    press(qtbot, app.window.list_area.nothing, "Open the sample")
    listed(qtbot, app)
    assert app.browsing.folder is not None
    return app.browsing.folder


def test_without_a_store_the_sample_can_be_opened(app: App, sample: Path) -> None:
    assert app.model.rowCount() > 20


def test_the_sample_is_a_copy_that_can_be_edited(qtbot: QtBot, app: App, sample: Path) -> None:
    app.edits.on_rename_wanted("a3f09c1d7e42", "Another title")
    qtbot.waitUntil(lambda: not app.service.pending_writes)
    assert b"Another title" in (sample / "a3f09c1d7e42.json").read_bytes()


def test_the_sample_is_not_remembered(app: App, sample: Path, state: WindowState) -> None:
    assert state.recent_folders == []


def test_the_sample_goes_and_what_was_kept_about_it(
    qtbot: QtBot, app: App, sample: Path, tmp_path: Path
) -> None:
    places = OwnPlaces.of(sample)
    was_kept = places.cache.exists()
    app.window.close()
    qtbot.waitUntil(lambda: app.window.may_close)
    app.sample.remove()
    left = [path for path in (places.cache, places.state) if path.exists()]
    left += tmp_path.glob("session-browser-sample-*")
    assert (was_kept, left) == (True, [])


def test_a_sample_without_room_says_why(
    qtbot: QtBot, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.begin()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    press(qtbot, app.window.list_area.nothing, "Open the sample")
    qtbot.waitUntil(lambda: bool(app.window.messages.text))
    assert app.window.messages.text.startswith("The sample could not be made: ")
