"""The dialog from its start to the plan: the check, and what is asked before a repair."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.store.requests import Check, Failed, Repair
from tests.gui.repair.builders import ALL_WELL, FOLDER, PLAN, a_finding, a_report
from tests.gui.repair.driving import (
    Begin,
    buttons,
    do,
    headline,
    page_of,
    picture,
    press,
    question_of,
    reach_pause,
    view_of,
    wait_idle,
    words_on,
)
from tests.gui.repair.scripted import Desk, Pause, checked, repaired

WARNINGS = ["3,000 of 4,312 rows have no file.", "A server is running."]
CHOSEN = [
    ("ghost", "20260412_101112_ab12cd"),
    ("ghost", "8e81727b7ddd"),
    ("unlisted", "6a307b7c0b59"),
    ("stale", "53d0aa"),
]


def test_the_check_starts_by_itself(at: Begin, desk: Desk) -> None:
    at(checked())
    assert desk.requests == [Check(folder=FOLDER)]


def test_while_the_check_runs_the_dialog_says_so(qtbot: QtBot, begin: Begin, desk: Desk) -> None:
    dialog = begin([Pause(), *checked()])
    reach_pause(qtbot, desk)
    said = headline(dialog)
    desk.works[0].let_on()
    wait_idle(qtbot, dialog)
    assert said == "Checking the index"


def test_findings_become_a_plan(at: Begin) -> None:
    dialog = at(checked())
    plan = picture(view_of(page_of(dialog)).model())
    assert (headline(dialog), len(plan)) == (PLAN, 12)


def test_the_plan_says_what_was_looked_at(at: Begin) -> None:
    said = "4,310 readable sessions and 4,312 rows of the index were looked at in 0.3 s."
    assert said in words_on(page_of(at(checked())))


def test_the_health_is_told_after_each_check(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(), checked(findings=[]))
    with qtbot.waitSignal(dialog.health_found) as told:
        press(qtbot, dialog, "Read every file again")
    assert told.args == [a_report([]).health]


def test_no_findings_become_a_sentence(at: Begin) -> None:
    assert headline(at(checked(findings=[]))) == ALL_WELL


def test_the_sentence_says_that_unchanged_files_were_not_read(at: Begin) -> None:
    said = words_on(page_of(at(checked(findings=[]))))
    assert "Only files that changed since they were last read" in said


def test_every_file_is_read_again_on_request(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(findings=[]), checked(findings=[]))
    do(qtbot, dialog, "Read every file again")
    assert desk.requests[1] == Check(folder=FOLDER, read_all=True)


def test_the_sentence_says_that_every_file_was_read(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(findings=[]), checked(findings=[]))
    do(qtbot, dialog, "Read every file again")
    assert "Every file was read." in words_on(page_of(dialog))


def test_a_check_can_be_made_again(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(findings=[]), checked())
    do(qtbot, dialog, "Check again")
    assert (headline(dialog), desk.requests[1]) == (PLAN, Check(folder=FOLDER))


def test_a_check_that_fails_says_why(at: Begin) -> None:
    said = words_on(page_of(at([Failed("The folder is not there.")])))
    assert said == "Failed – nothing was changed\nThe folder is not there."


def test_after_a_failure_the_check_can_be_made_again(qtbot: QtBot, at: Begin) -> None:
    dialog = at([Failed("The folder is not there.")], checked())
    do(qtbot, dialog, "Check again")
    assert headline(dialog) == PLAN


def test_a_reason_with_markup_is_shown_as_text(at: Begin) -> None:
    page = page_of(at([Failed('<img src="file:///x">')]))
    assert '<img src="file:///x">' in words_on(page)


def test_a_repair_is_told_what_is_ticked(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(), repaired())
    do(qtbot, dialog, "Repair 5 findings")
    assert desk.requests[1] == Repair(folder=FOLDER, chosen=CHOSEN)


def test_a_repair_is_not_told_what_is_not_ticked(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(), repaired())
    view_of(page_of(dialog)).model().set_ticked([0, 4], ticked=False)
    do(qtbot, dialog, "Repair 2 findings")
    assert desk.requests[1] == Repair(folder=FOLDER, chosen=[("stale", "53d0aa")])


def test_a_repair_after_reading_every_file_does_that_too(
    qtbot: QtBot, at: Begin, desk: Desk
) -> None:
    dialog = at(checked(), checked(), repaired())
    do(qtbot, dialog, "Read every file again")
    do(qtbot, dialog, "Repair 5 findings")
    assert desk.requests[2] == Repair(folder=FOLDER, chosen=CHOSEN, read_all=True)


def test_nothing_ticked_is_nothing_to_repair(at: Begin) -> None:
    dialog = at(checked())
    view_of(page_of(dialog)).model().set_ticked(range(12), ticked=False)
    assert not buttons(dialog)["Repair"].isEnabled()


def test_notes_alone_need_no_repair(at: Begin) -> None:
    dialog = at(checked(findings=[a_finding("unreadable", reason="empty")]))
    said = "Nothing of this needs a repair." in words_on(page_of(dialog))
    assert (said, buttons(dialog)["Repair"].isEnabled()) == (True, False)


def test_enter_repairs_a_plan_without_warnings(at: Begin) -> None:
    assert buttons(at(checked()))["Repair 5 findings"].isDefault()


def test_a_second_press_while_the_repair_begins_does_nothing(
    qtbot: QtBot, at: Begin, desk: Desk
) -> None:
    dialog = at(checked(), [Pause(), *repaired()])
    press(qtbot, dialog, "Repair 5 findings")
    press(qtbot, dialog, "Repair 5 findings")
    reach_pause(qtbot, desk)
    desk.works[1].let_on()
    wait_idle(qtbot, dialog)
    assert len(desk.requests) == 2


def test_warnings_stand_above_the_plan(at: Begin) -> None:
    assert "\n".join(WARNINGS) in words_on(page_of(at(checked(warnings=WARNINGS))))


def test_enter_closes_a_plan_with_warnings(at: Begin) -> None:
    assert buttons(at(checked(warnings=WARNINGS)))["Close"].isDefault()


def test_with_warnings_a_repair_is_asked_again_first(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(warnings=WARNINGS))
    press(qtbot, dialog, "Repair 5 findings")
    assert (WARNINGS[0] in question_of(dialog).text(), len(desk.requests)) == (True, 1)


def test_the_default_answer_is_cancel(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(warnings=WARNINGS))
    press(qtbot, dialog, "Repair 5 findings")
    box = question_of(dialog)
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_leave_everything_as_it_is(
    qtbot: QtBot, at: Begin, desk: Desk, key: Qt.Key
) -> None:
    dialog = at(checked(warnings=WARNINGS))
    press(qtbot, dialog, "Repair 5 findings")
    box = question_of(dialog)
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box.focusWidget() or box, key)
    assert (headline(dialog), len(desk.requests)) == (PLAN, 1)


def test_a_confirmed_repair_begins(qtbot: QtBot, at: Begin, desk: Desk) -> None:
    dialog = at(checked(warnings=WARNINGS), repaired())
    press(qtbot, dialog, "Repair 5 findings")
    press(qtbot, question_of(dialog), "Repair all the same")
    wait_idle(qtbot, dialog)
    assert desk.requests[1] == Repair(folder=FOLDER, chosen=CHOSEN)


def test_a_warning_is_never_taken_for_markup(qtbot: QtBot, at: Begin) -> None:
    dialog = at(checked(warnings=["<b>x</b>"]))
    press(qtbot, dialog, "Repair 5 findings")
    assert question_of(dialog).textFormat() == Qt.TextFormat.PlainText
