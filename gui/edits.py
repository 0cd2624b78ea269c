"""Edits of titles: on the screen at once, undoable once on the disk, taken back if they fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.errors import StoreError
from core.store.requests import Rename, Renamed, Request, Revert
from gui.core_words import translated
from gui.sessions.session_model import SessionModel

_LONGEST_IN_MENU = 40

Edit = Rename | Revert


class Edits(QObject):
    """Sends edits to the store, shows them at once, and makes those that worked undoable.

    Answers come in the order of requests. Undo and redo must not be asked for while `busy`.
    """

    busy_changed = Signal(bool)
    unsaved_changed = Signal(int)  # how many edits are on their way to the disk
    saved = Signal(str)  # session id
    stepped = Signal(str)  # session id: undo or redo gives it another title now
    refused = Signal(str, str, str)  # session id, the title that was not saved, a sentence

    def __init__(
        self,
        model: SessionModel,
        submit: Callable[[Edit], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._model = model
        self._submit = submit
        self._sent: dict[Request, RenameCommand | None] = {}  # by whom, in the order of sending
        self._on_way: Counter[tuple[str, str]] = Counter()  # session id and title

    @property
    def busy(self) -> bool:
        """True while an edit is on its way to the disk."""
        return bool(self._sent)

    def send(self, request: Edit, by: RenameCommand | None = None) -> None:
        """Show the outcome of `request` at once, and have the store bring it about."""
        was_busy = self.busy
        self._sent[request] = by
        self._on_way[_session_id(request), _title(request)] += 1
        self._model.show_unsaved(_session_id(request), _title(request))
        self._tell(was_busy=was_busy)
        self._submit(request)

    @Slot(str, str)
    def on_rename_wanted(self, session_id: str, title: str) -> None:
        """Rename the session."""
        self.send(Rename(session_id, title))

    @Slot(object, object)
    def on_renamed(self, request: Request, answer: Renamed) -> None:
        """Take in that an edit is on the disk."""
        if not isinstance(request, Edit) or request not in self._sent:
            return
        known = self._model.row(answer.row.session_id)
        size = known.size if known else None  # only a listing tells sizes
        self._model.update_row(replace(answer.row, size=answer.row.size or size))
        command = self._settle(request)
        if answer.edit is not None:
            if command is None:
                self.stack.push(RenameCommand(self, Revert(answer.edit)))
            else:
                command.step_back = Revert(answer.edit)
        self.saved.emit(_session_id(request))

    @Slot(object, object)
    def on_failed(self, request: Request, error: Exception) -> None:
        """Take an edit back that the store refused; its text is told, and not lost."""
        if not isinstance(request, Edit) or request not in self._sent:
            return
        was_undone = self._next_to_redo() is self._sent[request]
        command = self._settle(request)
        if command is not None:  # the stack stepped before the store refused: step it back
            command.skips_next = True
            (self.stack.redo if was_undone else self.stack.undo)()
        self.refused.emit(_session_id(request), _title(request), _sentence(error))

    def _settle(self, request: Edit) -> RenameCommand | None:
        """Strike `request` off, and its title from the screen unless a later edit has the same."""
        command = self._sent.pop(request)
        outcome = _session_id(request), _title(request)
        self._on_way[outcome] -= 1
        if not self._on_way[outcome]:
            del self._on_way[outcome]
            self._model.drop_unsaved(*outcome)
        self._tell(was_busy=True)
        return command

    def _next_to_redo(self) -> QUndoCommand | None:
        return self.stack.command(self.stack.index()) if self.stack.canRedo() else None

    def _tell(self, *, was_busy: bool) -> None:
        self.unsaved_changed.emit(len(self._sent))
        if self.busy != was_busy:
            self.busy_changed.emit(self.busy)


class RenameCommand(QUndoCommand):
    """A rename that is on the disk. Undo and redo revert the last step, each in its turn."""

    def __init__(self, edits: Edits, step_back: Revert) -> None:
        name = QCoreApplication.translate("Edits", "Rename “{0}”")
        super().__init__(name.format(_in_menu(step_back.edit.new_title)))
        self._edits = edits
        self.step_back = step_back
        """What takes the last step back, be it the rename, its undo or its redo."""
        self.skips_next = True  # push() calls redo(), and the store has done it already

    def redo(self) -> None:
        self._step()

    def undo(self) -> None:
        self._step()

    def _step(self) -> None:
        if self.skips_next:
            self.skips_next = False
        else:
            self._edits.send(Revert(self.step_back.edit), by=self)
            self._edits.stepped.emit(self.step_back.edit.session_id)


def _session_id(request: Edit) -> str:
    return request.session_id if isinstance(request, Rename) else request.edit.session_id


def _title(request: Edit) -> str:
    """The title that a session has once `request` is done."""
    return request.title if isinstance(request, Rename) else request.edit.old_title


def _in_menu(title: str) -> str:
    """Return `title` short enough for a menu, and with no letter underlined in it."""
    short = title if len(title) <= _LONGEST_IN_MENU else f"{title[: _LONGEST_IN_MENU - 1]}…"
    return short.replace("&", "&&")


def _sentence(error: Exception) -> str:
    if isinstance(error, StoreError):
        return translated(str(error))
    words = QCoreApplication.translate("Edits", "The program made a mistake ({0}: {1}).")
    return words.format(type(error).__name__, error)
