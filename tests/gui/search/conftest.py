"""The program on a real store with a real catalogue, and hands to search in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.locations import OwnPlaces
from core.search.builder import build
from gui.app import App
from gui.sessions.cells import PASSAGE_ROLE
from gui.sessions.columns import Column
from gui.sessions.passages import ShownPassage
from gui.window_state import WindowState
from tests.builders import MAY, a_folder, a_session

PATIENCE_MS = 20_000
"""For a process that has to start on a busy machine."""


def talk(session_id: str, title: str, *said: str, age: float = 0.0, **fields: Any) -> Any:
    """A session in which user and assistant say these things in turn."""
    roles = ("user", "assistant")
    messages = [{"role": roles[n % 2], "content": text} for n, text in enumerate(said)]
    return a_session(session_id, title=title, messages=messages, updated_at=MAY - age, **fields)


class Searcher:
    """A window, and who searches in it by keys."""

    def __init__(self, qtbot: QtBot, app: App, folder: Path) -> None:
        self.qtbot, self.app, self.window, self.folder = qtbot, app, app.window, folder
        self.view, self.model = app.window.view, app.model
        field = app.window.filter_bar.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        self.field = field

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def type(self, text: str) -> None:
        """Type into the field, as if it had been empty."""
        self.window.activateWindow()
        self.field.setFocus()
        self.field.clear()
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.field, letter)
            else:
                self.field.insert(letter)

    def find(self, text: str, *titles: str) -> None:
        """Type a query and wait until just these titles are shown, in this order."""
        self.type(text)
        self.wait(lambda: self.titles() == list(titles))

    def key(self, key: Qt.Key, modifier: str = "No") -> None:
        """Press a key where the focus is."""
        held = getattr(Qt.KeyboardModifier, f"{modifier}Modifier")
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)

    def titles(self) -> list[str]:
        places = range(self.model.rowCount())
        return [str(self.model.index(place, Column.TITLE).data()) for place in places]

    def passage(self, place: int = 0) -> ShownPassage:
        """The second line of a row; an empty one if there is none."""
        found = self.model.index(place, Column.TITLE).data(PASSAGE_ROLE)
        return found if isinstance(found, ShownPassage) else ShownPassage()

    def marked(self, place: int = 0) -> list[str]:
        """The words that are marked in the second line of a row."""
        text, marks, *_ = self.passage(place)
        return [text[start:stop] for start, stop in marks]

    def read_marks(self) -> list[str]:
        """The words that are marked in what the reader shows."""
        view = self.window.reader.view
        sections = [view.section(key) for key in view.in_sight]
        return [
            mark.cursor.selectedText()  # type: ignore[attr-defined]
            for section in sections
            if section is not None
            for mark in section.extraSelections()
        ]

    def label(self, name: str) -> str:
        """The text of a label by its name for a screen reader; nothing if it is not shown."""
        found = [one for one in self.window.findChildren(QLabel) if one.accessibleName() == name]
        return next((one.text() for one in found if one.isVisible()), "")

    def picture(self) -> QImage:
        return self.view.viewport().grab().toImage()

    def settle(self) -> None:
        """Wait until the catalogue is as the files are."""
        self.wait(lambda: not self.app.searching.busy)


@pytest.fixture
def sessions() -> list[Any]:
    """The store of a test; what is said is in the messages alone."""
    return [
        talk("a1", "Zebra crossing", "where do they walk", "on the stripes"),
        talk(
            "a2", "Postgres", "the pool is empty", "look for the zebra", "oh", "zebra it is", age=9
        ),
        talk("a3", "会话", "重构索引", "die Übersicht im Verzeichnis", age=20, model="qwen3"),
        talk("a4", "Old things", "a zebra from long ago", age=30, archived=True),
        talk("a5", "Nginx", "bad gateway", "no such animal", age=40, model="gpt-5"),
    ]


@pytest.fixture
def folder(tmp_path: Path, sessions: list[Any]) -> Path:
    return a_folder(tmp_path / "sessions", *sessions)


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "window.ini")


Open = Callable[[], Searcher]


@pytest.fixture
def open_window(qtbot: QtBot, folder: Path, state: WindowState) -> Iterator[Open]:
    """Opens the window on the store; the catalogue comes in its own time."""
    searchers: list[Searcher] = []

    def _open() -> Searcher:
        app = App(state)
        searchers.append(Searcher(qtbot, app, folder))
        app.begin(folder)
        qtbot.waitUntil(lambda: app.browsing.is_complete, timeout=PATIENCE_MS)
        app.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is app.window)
        return searchers[-1]

    yield _open
    for one in searchers:
        one.window.close()
        one.wait(lambda one=one: one.window.may_close)
        one.window.deleteLater()


@pytest.fixture
def searcher(open_window: Open, folder: Path) -> Searcher:
    """The window on the store, whose catalogue is whole already."""
    build(folder, OwnPlaces.of(folder))
    return open_window()


def middle_of(searcher: Searcher, place: int) -> QPoint:
    return searcher.view.visualRect(searcher.model.index(place, Column.TITLE)).center()
