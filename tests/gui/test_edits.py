"""Edits: shown at once, undoable once saved, taken back when refused; against answers alone."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from core.errors import Conflict, DiskTrouble
from core.store.requests import ListSessions, Rename, Renamed, Revert
from core.store.title_edits import TitleEdit
from core.values import SessionRow
from gui.edits import Edits
from gui.sessions.session_model import SessionModel
from tests.gui.sessions.builders import titles

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Desk:
    """Takes what `Edits` submits, and answers it as the store would, in order, when told to."""

    def __init__(self) -> None:
        self.model = SessionModel()
        self.edits = Edits(self.model, self.submit)
        self.waiting: list[Rename | Revert] = []
        self.on_disk = {"a": "Alpha", "b": "Beta"}
        self.heard: list[object] = []
        self.model.show([SessionRow(session_id=k, title=t) for k, t in self.on_disk.items()], {})
        self.edits.saved.connect(lambda session_id: self.heard.append(("saved", session_id)))
        self.edits.refused.connect(lambda *refused: self.heard.append(("refused", *refused)))

    def submit(self, request: Rename | Revert) -> None:
        self.waiting.append(request)

    def rename(self, session_id: str, title: str) -> None:
        self.edits.on_rename_wanted(session_id, title)

    def answer(self, count: int = 1) -> None:
        """Carry out the oldest requests."""
        for _ in range(count):
            request = self.waiting.pop(0)
            if isinstance(request, Rename):
                session_id, title = request.session_id, request.title
            else:
                session_id, title = request.edit.session_id, request.edit.old_title
            edit = TitleEdit(session_id, self.on_disk[session_id], title, ())
            self.on_disk[session_id] = title
            row = SessionRow(session_id=session_id, title=title)
            self.edits.on_renamed(request, Renamed(row, edit))

    def refuse(self) -> None:
        """Refuse the oldest request."""
        self.edits.on_failed(self.waiting.pop(0), DiskTrouble("The disk is full."))

    def shown(self) -> list[str]:
        return titles(self.model)

    def stack(self) -> tuple[int, int]:
        """How many commands there are, and how many of them are done."""
        return self.edits.stack.count(), self.edits.stack.index()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


@pytest.fixture
def renamed(desk: Desk) -> Desk:
    """One rename of alpha is done and saved."""
    desk.rename("a", "New")
    desk.answer()
    desk.heard.clear()
    return desk


def test_an_edit_is_shown_before_it_is_saved(desk: Desk) -> None:
    desk.rename("a", "New")
    assert desk.shown() == ["New", "Beta"]
    assert desk.on_disk["a"] == "Alpha"


def test_an_edit_can_be_undone_once_it_is_saved_and_not_before(desk: Desk) -> None:
    desk.rename("a", "New")
    assert desk.stack() == (0, 0)
    desk.answer()
    assert desk.stack() == (1, 1)
    assert desk.edits.stack.undoText() == "Rename “New”"


def test_a_saved_edit_is_told(desk: Desk) -> None:
    desk.rename("a", "New")
    desk.answer()
    assert desk.heard == [("saved", "a")]


def test_an_edit_that_wrote_nothing_cannot_be_undone(desk: Desk) -> None:
    desk.rename("a", "New")
    row = SessionRow(session_id="a", title="New")
    desk.edits.on_renamed(desk.waiting.pop(), Renamed(row, None))
    assert desk.stack() == (0, 0)
    assert not desk.edits.busy


def test_undo_is_shown_at_once_and_saved(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    assert renamed.shown() == ["Alpha", "Beta"]
    renamed.answer()
    assert renamed.on_disk["a"] == "Alpha"
    assert renamed.shown() == ["Alpha", "Beta"]
    assert renamed.stack() == (1, 0)


def test_redo_takes_back_what_undo_did(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    renamed.answer()
    renamed.edits.stack.redo()
    [request] = renamed.waiting
    assert isinstance(request, Revert)
    assert (request.edit.old_title, request.edit.new_title) == ("New", "Alpha")
    renamed.answer()
    assert renamed.on_disk["a"] == "New"
    assert renamed.stack() == (1, 1)


def test_undo_and_redo_go_on_and_on(renamed: Desk) -> None:
    for title in ("Alpha", "New") * 3:
        (renamed.edits.stack.undo if title == "Alpha" else renamed.edits.stack.redo)()
        renamed.answer()
        assert renamed.on_disk["a"] == title


def test_several_edits_are_undone_one_by_one(desk: Desk) -> None:
    desk.rename("a", "First")
    desk.rename("a", "Second")
    desk.rename("b", "Third")
    desk.answer(3)
    seen = []
    for _ in range(3):
        desk.edits.stack.undo()
        desk.answer()
        seen.append(dict(desk.on_disk))
    assert seen == [
        {"a": "Second", "b": "Beta"},
        {"a": "First", "b": "Beta"},
        {"a": "Alpha", "b": "Beta"},
    ]


def test_while_two_edits_of_a_session_are_on_their_way_the_later_one_is_shown(desk: Desk) -> None:
    desk.rename("a", "First")
    desk.rename("a", "Second")
    assert desk.shown() == ["Second", "Beta"]
    desk.answer()
    assert desk.shown() == ["Second", "Beta"]
    desk.answer()
    assert desk.shown() == ["Second", "Beta"]


def test_an_edit_that_comes_back_to_an_earlier_one_stays_on_the_screen(desk: Desk) -> None:
    for title in ("First", "Second", "First"):
        desk.rename("a", title)
    seen = []
    for _ in range(3):
        desk.answer()
        seen.append(desk.shown()[0])
    assert seen == ["First", "First", "First"]


def test_a_refused_edit_is_taken_back_and_its_text_is_told(desk: Desk) -> None:
    desk.rename("a", "New")
    desk.refuse()
    assert desk.shown() == ["Alpha", "Beta"]
    assert desk.heard == [("refused", "a", "New", "The disk is full.")]
    assert desk.stack() == (0, 0)


def test_a_refused_edit_leaves_a_later_one_on_the_screen(desk: Desk) -> None:
    desk.rename("a", "First")
    desk.rename("a", "Second")
    desk.refuse()
    assert desk.shown() == ["Second", "Beta"]
    desk.refuse()
    assert desk.shown() == ["Alpha", "Beta"]


def test_if_the_later_of_two_is_refused_the_earlier_is_shown(desk: Desk) -> None:
    desk.rename("a", "First")
    desk.rename("a", "Second")
    desk.answer()
    desk.refuse()
    assert desk.shown() == ["First", "Beta"]


def test_a_refused_undo_steps_the_stack_back(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    renamed.refuse()
    assert renamed.stack() == (1, 1)
    assert renamed.shown() == ["New", "Beta"]
    assert renamed.heard == [("refused", "a", "Alpha", "The disk is full.")]
    assert renamed.waiting == []


def test_after_a_refused_undo_the_next_try_works(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    renamed.refuse()
    renamed.edits.stack.undo()
    renamed.answer()
    assert renamed.on_disk["a"] == "Alpha"
    assert renamed.stack() == (1, 0)


def test_a_refused_redo_steps_the_stack_back(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    renamed.answer()
    renamed.edits.stack.redo()
    renamed.refuse()
    assert renamed.stack() == (1, 0)
    assert renamed.shown() == ["Alpha", "Beta"]
    renamed.edits.stack.redo()
    renamed.answer()
    assert renamed.on_disk["a"] == "New"


def test_a_refused_undo_in_the_middle_of_the_stack_steps_back_to_it(desk: Desk) -> None:
    for title in ("First", "Second", "Third"):
        desk.rename("a", title)
    desk.answer(3)
    desk.edits.stack.undo()
    desk.answer()
    desk.edits.stack.undo()
    desk.refuse()
    assert desk.stack() == (3, 2)


def test_a_new_edit_ends_what_could_be_redone(renamed: Desk) -> None:
    renamed.edits.stack.undo()
    renamed.answer()
    renamed.rename("b", "Other")
    renamed.answer()
    assert renamed.stack() == (1, 1)
    assert renamed.edits.stack.undoText() == "Rename “Other”"


def test_undo_waits_while_edits_are_on_their_way(desk: Desk) -> None:
    told: list[bool] = []
    desk.edits.busy_changed.connect(told.append)
    desk.rename("a", "New")
    desk.rename("b", "Other")
    assert desk.edits.busy
    desk.answer(2)
    assert told == [True, False]


def test_what_is_not_saved_is_counted(desk: Desk) -> None:
    told: list[int] = []
    desk.edits.unsaved_changed.connect(told.append)
    desk.rename("a", "New")
    desk.rename("b", "Other")
    desk.answer()
    desk.refuse()
    assert told == [1, 2, 1, 0]


def test_answers_to_others_are_none_of_its_business(desk: Desk) -> None:
    row = SessionRow(session_id="a", title="Theirs")
    desk.edits.on_renamed(Rename("a", "Theirs"), Renamed(row, None))
    desk.edits.on_failed(ListSessions(), Conflict("It moved."))
    assert desk.shown() == ["Alpha", "Beta"]
    assert desk.heard == []


def test_a_bug_is_told_as_one(desk: Desk) -> None:
    desk.rename("a", "New")
    desk.edits.on_failed(desk.waiting.pop(), ZeroDivisionError("by zero"))
    sentence = "The program made a mistake (ZeroDivisionError: by zero)."
    assert desk.heard == [("refused", "a", "New", sentence)]


def test_the_name_of_a_command_is_short_and_underlines_nothing(desk: Desk) -> None:
    desk.rename("a", "R&D " + "x" * 60)
    desk.answer()
    assert desk.edits.stack.undoText() == "Rename “R&&D " + "x" * 35 + "…”"


def test_commands_outlive_the_collector(renamed: Desk) -> None:
    gc.collect()
    renamed.edits.stack.undo()
    renamed.answer()
    assert renamed.on_disk["a"] == "Alpha"
