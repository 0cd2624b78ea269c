"""The whole window over a store with a gate: built as the program builds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.search.built import Built
from core.store.requests import (
    BuildCatalogue,
    CatalogueBuilt,
    CountStores,
    FindServer,
    ListSessions,
    Look,
    MakeSample,
    OpenStore,
    Rename,
    Revert,
    ShowDetails,
)
from gui.app import App
from gui.window_state import WindowState
from tests.gui.gate_store import GateStore, a_row
from tests.gui.repair.scripted import Desk, Script, ScriptedWork, checked

PATIENCE_MS = 50
"""How long a closing window waits before it asks, in these tests."""

ALL_KINDS = (
    OpenStore,
    ListSessions,
    Look,
    ShowDetails,
    Rename,
    Revert,
    FindServer,
    CountStores,
    MakeSample,
)


class Driver:
    """A window and the hands that use it."""

    def __init__(self, qtbot: QtBot, app: App, store: GateStore) -> None:
        self.qtbot, self.app, self.store = qtbot, app, store
        self.window, self.view = app.window, app.window.view

    def open(self, folder: Path) -> None:
        """Show the window on `folder` and wait for its list."""
        self.app.begin(folder)
        self.qtbot.waitUntil(lambda: self.app.browsing.is_complete)
        self.wait_for_focus()
        self.settle()

    def begin(self, folder: Path | None = None) -> None:
        """Show the window as the program does at its start."""
        self.app.begin(folder)
        self.wait_for_focus()
        self.settle()

    def wait_for_focus(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        """Wait until the store has nothing to do."""
        service = self.app.service
        self.qtbot.waitUntil(lambda: not any(map(service.waits_for, ALL_KINDS)))

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        widget = self.focus() or self.window
        self.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        """Type ASCII text where the focus is."""
        widget = self.focus()
        assert widget is not None
        self.qtbot.keyClicks(widget, text)

    def look_for_nothing(self) -> None:
        """Type what no session has, where the focus is, and wait until that is said."""
        self.type("zebra")
        self.qtbot.waitUntil(self.window.list_area.no_match.isVisible)

    def click(self, button: QPushButton) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, text: str) -> None:
        """Press a button of the message bar."""
        self.click(next(b for b in self.window.messages.buttons if b.text() == text))

    def focus(self) -> QWidget | None:
        return self.window.focusWidget()

    def editor(self) -> QLineEdit | None:
        """The title editor, if one is open."""
        found = self.view.viewport().findChildren(QLineEdit)
        return next((editor for editor in found if editor.isVisible()), None)

    def rename(self, title: str) -> None:
        """Give the current session another title, by keys."""
        self.press(Qt.Key.Key_F2)
        self.type(title)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.editor() is None)  # Qt saves in the next turn


@pytest.fixture
def store() -> GateStore:
    titles = ("Alpha", "Beta", "Gamma", "Delta")
    rows = [a_row(f"s{n}", t, updated_at=1000.0 - n) for n, t in enumerate(titles)]
    return GateStore(*rows, a_row("old", "Archived one", archived=True, updated_at=5.0))


@pytest.fixture
def desk() -> Desk:
    """Where checks and repairs are started; what is not scripted finds nothing."""
    return Desk()


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture
def scripts() -> list[Script]:
    """What the next checks and repairs say, in order; after the last one, nothing is found."""
    return []


@pytest.fixture
def driver(
    qtbot: QtBot, store: GateStore, state: WindowState, desk: Desk, scripts: list[Script]
) -> Iterator[Driver]:
    def start(request: object) -> object:
        if isinstance(request, BuildCatalogue):  # what is searched is no business of these tests
            return ScriptedWork([CatalogueBuilt(Built())])
        desk.add(scripts.pop(0) if scripts else checked(findings=[]))
        return desk.start(request)  # type: ignore[arg-type]

    app = App(state, open_store=store.open, start=start, patience_ms=PATIENCE_MS)  # type: ignore[arg-type]
    yield Driver(qtbot, app, store)
    end(qtbot, app, store)


def end(qtbot: QtBot, app: App, store: GateStore) -> None:
    """Close the window for good, whatever state the test left it in."""
    store.open_gate()
    store.failing.clear()
    app.check.cancel()
    app.browsing.stop()
    app.reader.close()
    qtbot.waitUntil(lambda: not app.reader.is_running)
    app.searching.on_closing()
    qtbot.waitUntil(lambda: not (app.check.busy or app.searching.busy))
    app.service.close()
    qtbot.waitUntil(lambda: app.service.closed and not app.service.abandoned)
    app.drafts.close()
    app.sample.remove()
    app.window.may_close = True
    app.window.close()
    app.window.deleteLater()


Rows = Callable[[], list[str]]


@pytest.fixture
def shown(driver: Driver) -> Rows:
    """The titles that are in the list."""
    model = driver.app.model
    return lambda: [str(model.index(row, 1).data()) for row in range(model.rowCount())]
