"""The dialog on a real store: the child process reads it, repairs it and goes back on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.store import SessionStore
from core.store.child import ChildWork
from core.store.requests import Check, ChildRequest
from gui.repair.dialog import RepairDialog
from gui.repair.runner import RepairRunner
from tests.gui.repair.builders import ALL_WELL, PLAN
from tests.gui.repair.driving import (
    buttons,
    do,
    headline,
    page_of,
    picture,
    press,
    view_of,
    wait_idle,
    words_on,
)

PATIENCE_MS = 20_000


@pytest.fixture
def index(sample_old: Path) -> Path:
    """The index of a store with every kind of damage."""
    return sample_old / "_index.json"


@pytest.fixture
def open_on(qtbot: QtBot) -> Iterator[Callable[[Path], RepairDialog]]:
    """Opens the dialog on a folder and waits for the end of the first check."""
    kept = []

    def open_on(folder: Path) -> RepairDialog:
        kept.append(RepairDialog(folder, ChildWork))
        qtbot.addWidget(kept[-1])
        kept[-1].open()
        wait_idle(qtbot, kept[-1])
        return kept[-1]

    yield open_on
    for dialog in kept:
        wait_idle(qtbot, dialog)


@pytest.fixture
def dialog(open_on: Callable[[Path], RepairDialog], sample_old: Path) -> RepairDialog:
    """The dialog with the plan for a store with every kind of damage."""
    return open_on(sample_old)


def repair_button(dialog: RepairDialog) -> str:
    return next(text for text in buttons(dialog) if text.startswith("Repair"))


def repair(qtbot: QtBot, dialog: RepairDialog) -> None:
    do(qtbot, dialog, repair_button(dialog))


def headings(dialog: RepairDialog) -> list[str]:
    model = view_of(page_of(dialog)).model()
    return [picture(model)[row].split(" | ")[0] for row in model.headings()]


def test_the_plan_holds_what_the_store_finds(dialog: RepairDialog, sample_old: Path) -> None:
    counts = SessionStore(sample_old).check().counts
    model = view_of(page_of(dialog)).model()
    shown = model.rowCount() - len(model.headings())
    assert (headline(dialog), shown) == (PLAN, sum(counts.values()))


def test_after_the_repair_only_notes_are_left(qtbot: QtBot, dialog: RepairDialog) -> None:
    repair(qtbot, dialog)
    done = headline(dialog)
    do(qtbot, dialog, "Check again")
    assert (done[:4], [text for text in headings(dialog) if text.startswith("[")]) == ("Done", [])


def test_a_second_repair_would_write_nothing(
    qtbot: QtBot, dialog: RepairDialog, sample_old: Path, index: Path
) -> None:
    repair(qtbot, dialog)
    after = index.read_bytes()
    receipt = SessionStore(sample_old).repair()
    assert (receipt.state, index.read_bytes() == after) == ("nothing to do", True)


def test_no_session_file_is_touched(qtbot: QtBot, dialog: RepairDialog, index: Path) -> None:
    def files() -> dict[str, bytes]:
        others = (path for path in index.parent.iterdir() if path != index)
        return {path.name: path.read_bytes() for path in others}

    before = files()
    repair(qtbot, dialog)
    assert files() == before


def test_the_undo_puts_every_byte_back(qtbot: QtBot, dialog: RepairDialog, index: Path) -> None:
    before = index.read_bytes()
    repair(qtbot, dialog)
    repaired = index.read_bytes()
    do(qtbot, dialog, "Undo repair")
    assert (repaired != before, index.read_bytes() == before) == (True, True)


def test_an_undo_is_refused_once_another_program_has_written(
    qtbot: QtBot, dialog: RepairDialog, index: Path
) -> None:
    repair(qtbot, dialog)
    index.write_bytes(index.read_bytes() + b"\n")
    do(qtbot, dialog, "Undo repair")
    assert "another program has written the index since" in words_on(page_of(dialog))


def test_only_what_is_ticked_is_repaired(
    qtbot: QtBot, dialog: RepairDialog, sample_old: Path
) -> None:
    model = view_of(page_of(dialog)).model()
    model.set_ticked(model.headings(), ticked=False)
    ghosts = next(row for row in model.headings() if "Ghost" in picture(model)[row])
    model.set_ticked([ghosts], ticked=True)
    before = SessionStore(sample_old).check().counts
    repair(qtbot, dialog)
    after = SessionStore(sample_old).check().counts
    assert after == {**before, "ghost": 0}


def test_a_sound_store_agrees(
    qtbot: QtBot, open_on: Callable[[Path], RepairDialog], sample_new: Path
) -> None:
    SessionStore(sample_new).rebuild_index()
    assert headline(open_on(sample_new)) == ALL_WELL


def test_a_folder_that_is_gone_is_told_in_a_sentence(
    open_on: Callable[[Path], RepairDialog], tmp_path: Path
) -> None:
    dialog = open_on(tmp_path / "gone")
    assert headline(dialog) == "Failed – nothing was changed"


def test_a_dialog_that_is_closed_at_once_leaves_the_index_alone(
    qtbot: QtBot, sample_old: Path, index: Path
) -> None:
    before = index.read_bytes()
    dialog = RepairDialog(sample_old, ChildWork)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
        dialog.reject()
    assert index.read_bytes() == before


def test_leaving_in_the_middle_of_a_repair_leaves_the_old_index_or_a_whole_new_one(
    qtbot: QtBot, dialog: RepairDialog, sample_old: Path
) -> None:
    press(qtbot, dialog, repair_button(dialog))
    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE_MS):
        dialog.reject()
    left = {path.name for path in sample_old.iterdir() if ".tmp.sb-" in path.name}
    assert (SessionStore(sample_old).check().counts["index_broken"], left) == (0, set())


def test_the_runner_starts_a_real_child(qtbot: QtBot, sample_old: Path) -> None:
    runner = RepairRunner(lambda request: ChildWork(request))
    request: ChildRequest = Check(folder=str(sample_old))
    with qtbot.waitSignal(runner.checked, timeout=PATIENCE_MS) as told:
        runner.run(request)
    qtbot.waitUntil(lambda: not runner.busy)
    assert told.args[0].folder == str(sample_old)
