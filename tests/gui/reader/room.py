"""The reader without the list: real files, a thread that reads them, and the hands of a user."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, get_ident

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.transcript.opening import open_transcript
from core.transcript.transcript import Transcript
from gui.reader.conversation_view import ConversationView
from gui.reader.find_bar import FindBar
from gui.reader.finding import Finding
from gui.reader.positions import Positions
from gui.reader.reader_pane import ReaderPane
from gui.reader.reading import Reading
from gui.reader.reading_service import ReadingService
from gui.reader.section import Section
from tests.gui.reader.conversations import write

PATIENCE_S = 10.0


class Disk:
    """Opens session files, if its gate is open; `opened` are those that came through."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.threads: set[int] = set()
        self._gate, self._arrived = Event(), Event()
        self._gate.set()

    def open(self, path: Path) -> Transcript:
        self._arrived.set()
        assert self._gate.wait(PATIENCE_S), "the gate was never opened"
        self.threads.add(get_ident())
        self.opened.append(path.stem)
        return open_transcript(path)

    def shut_gate(self) -> None:
        """Let the next file that is opened wait."""
        self._arrived.clear()
        self._gate.clear()

    def open_gate(self) -> None:
        self._gate.set()

    @property
    def is_waited_for(self) -> bool:
        """True if somebody stands before the shut gate."""
        return self._arrived.is_set()


class Room:
    """A pane on the screen, and who reads for it."""

    def __init__(self, qtbot: QtBot, folder: Path, saved: dict[str, str]) -> None:
        self.qtbot, self.folder, self.disk = qtbot, folder, Disk()
        self.pane = ReaderPane()
        qtbot.addWidget(self.pane)
        self.parent = QObject(self.pane)
        self.service = ReadingService(self.disk.open, self.parent)
        self.positions = Positions(
            lambda: saved.get("places", ""), lambda text: saved.update(places=text)
        )
        self.reading = Reading(self.pane, self.service, self.positions, self.parent)
        self.finding = Finding(self.pane.find_bar, self.pane.view, self.reading)
        self.pane.seen_changed.connect(lambda is_seen: self.reading.set_seen(is_seen=is_seen))
        self.reading.set_folder(folder)
        self.pane.resize(600, 500)
        with qtbot.waitExposed(self.pane):
            self.pane.show()

    @property
    def view(self) -> ConversationView:
        return self.pane.view

    def end(self) -> None:
        """Close it, as the window does."""
        self.disk.open_gate()
        self.reading.leave()
        self.service.close()
        self.qtbot.waitUntil(lambda: not self.service.is_running)

    # The conversation

    def select(self, session_id: str) -> None:
        """Select the row of a session."""
        self.reading.show_session(session_id, f"Title of {session_id}")

    def read(self, session_id: str, messages: Sequence[object]) -> Path:
        """Write a session, select it, and wait until it is seen."""
        path = write(self.folder, session_id, messages)
        self.select(session_id)
        self.wait_for(lambda: self.reading.session_id == session_id)
        self.settle()
        return path

    def wait_for(self, condition: object, timeout: int = 8_000) -> None:
        self.qtbot.waitUntil(condition, timeout=timeout)  # type: ignore[arg-type]

    def settle(self) -> None:
        """Wait until all that is in sight is at hand."""
        view = self.pane.view
        self.wait_for(lambda: all(view.section(key) for key in view.in_sight))

    def wait_for_reader(self) -> None:
        """Return once a file is being opened, before the shut gate."""
        self.wait_for(lambda: self.disk.is_waited_for)

    # What is seen

    def texts(self) -> list[str]:
        """What is written in the sections in sight."""
        view = self.pane.view
        sections = [view.section(key) for key in view.in_sight]
        return [one.toPlainText() for one in sections if isinstance(one, Section)]

    def sees(self, text: str) -> bool:
        return self.pane.view.isVisible() and any(text in seen for seen in self.texts())

    def wait_to_see(self, text: str) -> None:
        self.wait_for(lambda: self.sees(text))

    @property
    def labels(self) -> list[str]:
        """What stands around the conversation."""
        return [one.text() for one in self.pane.findChildren(QLabel) if one.isVisible()]

    @property
    def words(self) -> str:
        """What stands instead of a conversation."""
        return self.pane.words.text() if self.pane.words.isVisible() else ""

    # Finding

    @property
    def bar(self) -> FindBar:
        return self.pane.find_bar

    def find(self, text: str) -> None:
        """Type `text` into the field and wait until all is searched."""
        self.bar.open_bar()
        self.bar.look_for(text)
        self.wait_for(lambda: bool(self.count()) and not self.count().endswith("…"))

    def count(self) -> str:
        """What stands beside the field."""
        return self.bar.findChild(QLabel).text()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        focus = self.pane.focusWidget() or self.pane
        self.qtbot.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)  # type: ignore[no-untyped-call]
