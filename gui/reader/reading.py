"""Reads the session the user is at: what the list says, what the thread reads, what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from core.transcript.values import Kind
from gui.messages import sentence_of
from gui.reader.column import Place
from gui.reader.positions import Positions
from gui.reader.reader_pane import ReaderPane
from gui.reader.reading_service import ReadingService
from gui.reader.requests import (
    Contents,
    Find,
    Fold,
    Follow,
    Found,
    Grew,
    Open,
    Opened,
    Prepare,
    Request,
    Vanished,
)
from gui.reader.shown import Shown

FOLLOW_MS = 1_000
"""How often the file is looked at for what was said in the meantime."""


class Reading(QObject):
    """Has one conversation read and shown, while the reader can be seen."""

    opened = Signal()  # another conversation is shown, or none
    shown = Signal(int)  # a message is there to be seen
    grew = Signal()
    found = Signal(object)  # Found

    def __init__(
        self, pane: ReaderPane, service: ReadingService, positions: Positions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pane, self._view = pane, pane.view
        self._service, self._positions = service, positions
        self._folder = Path()
        self._wanted = self._title = ""  # the session the user is at
        self._session_id = ""  # the one that is shown
        self._kinds: Sequence[Kind] = ()
        self._hidden: frozenset[int] = frozenset()
        self._unfolded: dict[int, frozenset[int]] = {}
        self._is_seen = self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._on_time_to_follow)
        service.told.connect(self._on_told)
        service.failed.connect(self._on_failed)
        view = self._view
        view.messages_wanted.connect(self._on_messages_wanted)
        view.fold_wanted.connect(self.toggle_fold)
        view.code_wanted.connect(self._on_code_wanted)

    @property
    def session_id(self) -> str:
        """Whose conversation is shown; nothing if none is."""
        return self._session_id

    # What the user is at

    def set_folder(self, folder: Path) -> None:
        """Read in `folder` from now on."""
        self._leave()
        self._folder = folder
        self.show_session("", "")

    def show_session(self, session_id: str, title: str) -> None:
        """Read a session, or none."""
        self._title = title
        if session_id != self._wanted:
            self._leave()
            self._wanted = session_id
            self._open()
        elif self._is_seen and session_id:
            self._pane.show_title(title)

    def set_seen(self, *, is_seen: bool) -> None:
        """Read only while there is somebody to see it."""
        if is_seen != self._is_seen:
            self._is_seen = is_seen
            if not is_seen:
                self._leave()
            self._open()

    @Slot()
    def retry(self) -> None:
        """Read again what could not be read."""
        if self._has_failed:
            self._open()

    def leave(self) -> None:
        """Keep the place where the user is: the window closes."""
        self._leave()
        self._positions.save()

    def _leave(self) -> None:
        if self._session_id:
            self._positions.keep(str(self._folder), self._session_id, self._view.place)
        self._session_id, self._has_failed = "", False
        self._timer.stop()
        self._service.drop()

    def _open(self) -> None:
        if not (self._wanted and self._is_seen):
            self._pane.show_nothing()
            self.opened.emit()
            return
        place = self._positions.place_of(str(self._folder), self._wanted)
        self._has_failed = False
        self._pane.show_title(self._title)
        self._pane.show_waiting()
        self._service.submit(Open(self._folder / f"{self._wanted}.json", place))

    # What was read

    @Slot(object, object)
    def _on_told(self, request: Request, answer: object) -> None:
        match answer:
            case Opened(contents, shown):
                self._show(request, contents, shown)
            case Shown():
                if isinstance(request, Fold):
                    self._unfolded[request.number] = request.unfolded
                self._view.take(answer)
                self.shown.emit(answer.number)
            case Grew(contents, same):
                self._grow(contents, same)
            case Vanished(sentence):
                self._pane.show_notes([sentence])
            case Found():
                self.found.emit(answer)

    def _show(self, request: Request, contents: Contents, shown: Sequence[Shown]) -> None:
        place = request.place if isinstance(request, Open) else None
        self._session_id, self._unfolded = self._wanted, {}
        self._know(contents)
        if not contents.kinds:
            self._pane.show_empty()
        self._pane.show_notes(contents.notes)
        self._view.show_conversation(contents.guesses, place, shown)
        if contents.kinds:
            self._pane.show_conversation()
        self._timer.start()
        self.opened.emit()

    def _grow(self, contents: Contents, same: int) -> None:
        was_empty = not self._kinds
        kept = same if len(contents.kinds) < len(self._kinds) else len(self._kinds)
        self._unfolded = {n: folds for n, folds in self._unfolded.items() if n < kept}
        self._know(contents)
        if not contents.kinds:
            self._pane.show_empty()
        self._pane.show_notes(contents.notes)
        self._view.grow(contents.guesses, same)
        if was_empty and contents.kinds:
            self._pane.show_conversation()
        self.grew.emit()

    def _know(self, contents: Contents) -> None:
        self._kinds, self._hidden = contents.kinds, contents.guesses.hidden
        self._pane.show_head(contents.head, len(self._kinds))

    @Slot(object, object)
    def _on_failed(self, request: Request, error: Exception) -> None:
        if isinstance(request, Open):
            self._has_failed = True
            self._pane.show_problem(sentence_of(error))
            self.opened.emit()

    # What is wanted of it

    def find(self, text: str) -> None:
        """Have `text` found in all messages; `found` tells where."""
        self._service.submit(Find(text))

    @Slot(int, int)
    def toggle_fold(self, number: int, fold: int) -> None:
        """Fold a part of a message, or unfold it."""
        self._fold(number, self._unfolded.get(number, frozenset()) ^ {fold})

    def unfold_all(self, number: int) -> bool:
        """Unfold every part of a message; False if that is how it is shown."""
        shown = self._view.message(number)
        every = frozenset(range(shown.folds if shown is not None else 0))
        if self._unfolded.get(number, frozenset()) == every:
            return False
        self._fold(number, every)
        return True

    def fold_all(self, number: int) -> None:
        """Fold every part of a message."""
        self._fold(number, frozenset())

    def _fold(self, number: int, unfolded: frozenset[int]) -> None:
        if self._session_id:  # else what is still seen is about to go
            self._unfolded[number] = unfolded
            self._service.submit(Fold(number, unfolded))

    @Slot()
    def go_to_next_prompt(self) -> None:
        """Show the next message of the user."""
        self._go_to_prompt(range(self._view.place.message + 1, len(self._kinds)))

    @Slot()
    def go_to_previous_prompt(self) -> None:
        """Show the beginning of this message of the user, or the one before."""
        place = self._view.place
        is_inside = place.section or place.offset > 0
        self._go_to_prompt(range(place.message - (0 if is_inside else 1), -1, -1))

    @Slot()
    def go_to_first_prompt(self) -> None:
        """Show the first message of the user."""
        self._go_to_prompt(range(len(self._kinds)))

    @Slot()
    def go_to_last_prompt(self) -> None:
        """Show the last message of the user."""
        self._go_to_prompt(range(len(self._kinds) - 1, -1, -1))

    def _go_to_prompt(self, numbers: range) -> None:
        found = (n for n in numbers if self._kinds[n] == "user" and n not in self._hidden)
        if (number := next(found, None)) is not None:
            self._view.go_to(Place(number))

    @Slot(object)
    def _on_messages_wanted(self, numbers: tuple[int, ...]) -> None:
        if self._session_id:
            unfolded = {n: self._unfolded[n] for n in numbers if n in self._unfolded}
            self._service.submit(Prepare(numbers, unfolded))

    @Slot(int, int)
    def _on_code_wanted(self, number: int, code: int) -> None:
        shown = self._view.message(number)
        if shown is not None and code < len(shown.codes):
            QGuiApplication.clipboard().setText(shown.codes[code])

    @Slot()
    def _on_time_to_follow(self) -> None:
        self._service.submit(Follow())
