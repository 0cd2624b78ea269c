"""The dialog from the repair on: progress, receipt, undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core.store.requests import Failed, UndoRepair, WasCancelled
from tests.gui.repair.builders import ALL_WELL, FOLDER, PLAN, some_findings, some_progress
from tests.gui.repair.driving import (
    Begin,
    buttons,
    do,
    headline,
    page_of,
    picture,
    press,
    reach_pause,
    view_of,
    wait_idle,
    words_on,
)
from tests.gui.repair.scripted import Desk, Pause, checked, repaired


def test_a_repair_ends_in_its_receipt(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(), repaired())
    do(qtbot, dialog, "Repair 5 findings")
    assert headline(dialog) == "Done"


@pytest.mark.parametrize(
    ("state", "times"),
    [("done", 1), ("nothing to do", 0), ("cancelled", 0), ("failed", 0)],
)
def test_the_window_is_told_when_the_index_has_changed(
    qtbot: QtBot, at: Begin, state: str, times: int
) -> None:
    dialog = at(checked(), repaired(state=state))
    told: list[None] = []
    dialog.finished_work.connect(lambda: told.append(None))
    do(qtbot, dialog, "Repair 5 findings")
    assert len(told) == times


def test_a_short_repair_shows_no_progress(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(), [some_progress(), Pause(), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    reach_pause(qtbot, desk)
    said = headline(dialog)
    desk.works[1].let_on()
    wait_idle(qtbot, dialog)
    assert said == PLAN


def test_nothing_can_be_ticked_while_a_repair_begins(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(), [Pause(), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    reach_pause(qtbot, desk)
    can_be_used = view_of(page_of(dialog)).isEnabled()
    desk.works[1].let_on()
    wait_idle(qtbot, dialog)
    assert not can_be_used


def test_the_plan_of_a_later_check_can_be_used_again(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(), repaired(), checked())
    do(qtbot, dialog, "Repair 5 findings")
    do(qtbot, dialog, "Check again")
    assert view_of(page_of(dialog)).isEnabled()


def test_nothing_turns_the_page_once_the_repair_is_over(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(), repaired())
    do(qtbot, dialog, "Repair 5 findings")
    assert not [timer for timer in dialog.findChildren(QTimer) if timer.isActive()]


def test_a_long_repair_shows_its_progress(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(), [some_progress(), Pause(), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    qtbot.waitUntil(lambda: "Step 2 of 4: Reading the files" in words_on(page_of(dialog)))
    said = headline(dialog)
    desk.works[1].let_on()
    wait_idle(qtbot, dialog)
    assert said == "Repairing the index"


def test_a_repair_that_fails_says_that_nothing_was_changed(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(), [Failed("The disk is full.")])
    do(qtbot, dialog, "Repair 5 findings")
    assert words_on(page_of(dialog)) == "Failed – nothing was changed\nThe disk is full."


def test_a_cancelled_repair_says_that_nothing_was_changed(
    qtbot: QtBot, at: Begin, desk: Desk
) -> None:
    dialog = at(checked(), [some_progress(), Pause(), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    qtbot.waitUntil(lambda: "Cancel" in buttons(dialog))
    do(qtbot, dialog, "Cancel")
    assert headline(dialog) == "Cancelled – nothing was changed"


def test_the_receipt_lists_unreadable_files_with_their_reasons(receipt: Begin) -> None:
    dialog = receipt(unreadable=some_findings()[5:6])
    shown = picture(view_of(page_of(dialog)).model())
    assert shown[1].strip() == "broken0000 | cut off at byte 812 | broken0000.json"


def test_a_receipt_without_unreadable_files_has_no_table(receipt: Begin) -> None:
    assert not view_of(page_of(receipt())).isVisible()


def test_the_receipt_can_be_copied(qtbot: QtBot, qapp: Any, receipt: Begin) -> None:
    dialog = receipt()
    press(qtbot, dialog, "Copy receipt")
    assert qapp.clipboard().text().startswith(f"Done ({FOLDER})\nGhost rows taken out: 2\n")


def test_undo_names_the_repair(qtbot: QtBot, desk: Desk, receipt: Begin) -> None:
    dialog = receipt(repaired(state="undone"))
    do(qtbot, dialog, "Undo repair")
    assert desk.requests[2] == UndoRepair(folder=FOLDER, repair_id="r1")


def test_after_an_undo_the_receipt_says_so(qtbot: QtBot, receipt: Begin) -> None:
    dialog = receipt(repaired(state="undone"))
    do(qtbot, dialog, "Undo repair")
    assert headline(dialog) == "Undone – the index is as it was before the repair"


def test_the_window_is_told_of_an_undo(qtbot: QtBot, receipt: Begin) -> None:
    dialog = receipt(repaired(state="undone"))
    with qtbot.waitSignal(dialog.finished_work):
        press(qtbot, dialog, "Undo repair")


def test_an_undo_is_not_undone(qtbot: QtBot, receipt: Begin) -> None:
    dialog = receipt(repaired(state="undone", repair_id="r2"))
    do(qtbot, dialog, "Undo repair")
    assert "Undo repair" not in buttons(dialog)


def test_a_repair_that_did_nothing_cannot_be_undone(receipt: Begin) -> None:
    assert "Undo repair" not in buttons(receipt(state="nothing to do", repair_id=None))


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (Failed("Another program changed the index since."), "Another program changed the index"),
        (WasCancelled(), "Cancelled – nothing was changed"),
    ],
    ids=["refused", "cancelled"],
)
def test_an_undo_that_was_not_made_says_why_and_keeps_the_receipt(
    qtbot: QtBot, receipt: Begin, end: Failed | WasCancelled, sentence: str
) -> None:
    dialog = receipt([end])
    do(qtbot, dialog, "Undo repair")
    assert (headline(dialog), sentence in words_on(page_of(dialog))) == ("Done", True)


def test_a_refused_undo_can_be_tried_again(qtbot: QtBot, receipt: Begin) -> None:
    dialog = receipt([Failed("The disk is full.")], repaired(state="undone"))
    do(qtbot, dialog, "Undo repair")
    do(qtbot, dialog, "Undo repair")
    assert "The disk is full." not in words_on(page_of(dialog))


def test_after_a_repair_the_check_finds_nothing(qtbot: QtBot, receipt: Begin) -> None:
    dialog = receipt(checked(findings=[]))
    do(qtbot, dialog, "Check again")
    assert headline(dialog) == ALL_WELL
