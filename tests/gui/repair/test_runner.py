"""The runner: every run ends once, whatever happens, and leaves no thread behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from core.errors import DiskTrouble
from core.store.requests import (
    Check,
    Checked,
    ChildRequest,
    Failed,
    Repaired,
    WasCancelled,
)
from gui.long_work import PROGRESS_MS
from gui.repair.runner import RepairRunner
from tests.gui.repair.builders import FOLDER, a_receipt, a_report, some_progress
from tests.gui.repair.scripted import Desk, Pause, Script, ScriptedWork

REQUEST = Check(folder=FOLDER)
REPORT = a_report()
RECEIPT = a_receipt()

ENDS = [
    pytest.param([Checked(REPORT)], ("checked", REPORT), id="checked"),
    pytest.param([Repaired(RECEIPT)], ("repaired", RECEIPT), id="repaired"),
    pytest.param([WasCancelled()], ("cancelled",), id="cancelled"),
    pytest.param([Failed("No disk.")], ("failed", "No disk."), id="failed"),
    pytest.param([], ("failed", "The work stopped without a result."), id="no result"),
    pytest.param(OSError("No process."), ("failed", "No process."), id="no process"),
    pytest.param(DiskTrouble("No folder."), ("failed", "No folder."), id="no folder"),
]


class Told(list[tuple[object, ...]]):
    """Everything a runner told, oldest first; progress is kept apart."""

    def __init__(self, runner: RepairRunner) -> None:
        super().__init__()
        self.progress: list[object] = []
        runner.progressed.connect(self.progress.append)
        runner.checked.connect(lambda report: self.append(("checked", report)))
        runner.repaired.connect(lambda receipt: self.append(("repaired", receipt)))
        runner.cancelled.connect(lambda: self.append(("cancelled",)))
        runner.failed.connect(lambda sentence: self.append(("failed", sentence)))
        runner.finished.connect(lambda: self.append(("finished",)))


def run(qtbot: QtBot, desk: Desk) -> Told:
    """Run the next script of `desk` to its end."""
    runner = RepairRunner(desk.start)
    told = Told(runner)
    with qtbot.waitSignal(runner.finished):
        runner.run(REQUEST)
    return told


def started(qtbot: QtBot, *script: object) -> tuple[RepairRunner, ScriptedWork]:
    """A runner whose work has reached the pause of its script."""
    desk = Desk(list(script))
    runner = RepairRunner(desk.start)
    runner.run(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.works) and desk.works[0].reached_pause.is_set())
    return runner, desk.works[0]


@pytest.mark.parametrize(("script", "end"), ENDS)
def test_every_run_tells_its_end_once_and_then_that_it_is_finished(
    qtbot: QtBot, script: Script | OSError, end: tuple[object, ...]
) -> None:
    assert run(qtbot, Desk(script)) == [end, ("finished",)]


@pytest.mark.parametrize(("script", "end"), ENDS)
def test_after_every_end_the_runner_runs_again(
    qtbot: QtBot, script: Script | OSError, end: tuple[object, ...]
) -> None:
    desk = Desk(script, [Checked(REPORT)])
    runner = RepairRunner(desk.start)
    with qtbot.waitSignal(runner.finished):
        runner.run(REQUEST)
    with qtbot.waitSignal(runner.checked):
        runner.run(REQUEST)


def test_the_request_is_handed_on(qtbot: QtBot) -> None:
    desk = Desk([Checked(REPORT)])
    run(qtbot, desk)
    assert desk.requests == [REQUEST]


def test_progress_is_thinned_out(qtbot: QtBot) -> None:
    steps = [some_progress(done) for done in range(2000)]
    assert len(run(qtbot, Desk([*steps, Checked(REPORT)])).progress) < 20


def test_the_last_progress_is_always_told(qtbot: QtBot) -> None:
    steps = [some_progress(done) for done in range(2000)]
    assert run(qtbot, Desk([*steps, Checked(REPORT)])).progress[-1] == steps[-1]


def test_progress_is_told_while_the_work_goes_on(qtbot: QtBot) -> None:
    desk = Desk([some_progress(7), Pause(), Checked(REPORT)])
    runner = RepairRunner(desk.start)
    with qtbot.waitSignal(runner.progressed, timeout=20 * PROGRESS_MS) as told:
        runner.run(REQUEST)
    desk.works[0].let_on()
    qtbot.waitUntil(lambda: not runner.busy)
    assert told.args == [some_progress(7)]


def test_the_same_progress_is_not_told_twice(qtbot: QtBot) -> None:
    desk = Desk([some_progress(7), Pause(), Checked(REPORT)])
    runner = RepairRunner(desk.start)
    told = Told(runner)
    with qtbot.waitSignal(runner.progressed):
        runner.run(REQUEST)
    with qtbot.waitSignal(runner.finished):
        desk.works[0].let_on()
    assert told.progress == [some_progress(7)]


def test_a_cancel_reaches_the_work(qtbot: QtBot) -> None:
    runner, work = started(qtbot, Pause(), Checked(REPORT))
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel()
    assert work.cancels == 1


def test_a_cancel_before_the_work_has_begun_reaches_it_all_the_same(qtbot: QtBot) -> None:
    desk, begin = Desk([Pause(), Checked(REPORT)]), Event()

    def start(request: ChildRequest) -> ScriptedWork:
        begin.wait()
        return desk.start(request)

    runner = RepairRunner(start)
    runner.run(REQUEST)
    runner.cancel()
    with qtbot.waitSignal(runner.cancelled):
        begin.set()


def test_work_that_is_past_the_point_of_return_tells_its_result(qtbot: QtBot) -> None:
    runner, _ = started(qtbot, Pause(deaf=True), Repaired(RECEIPT))
    told = Told(runner)
    with qtbot.waitSignal(runner.finished):
        runner.cancel()
    assert told == [("repaired", RECEIPT), ("finished",)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_ends_the_run_too(qtbot: QtBot) -> None:
    told = run(qtbot, Desk(ValueError("a bug")))
    assert told == [("failed", "The work stopped without a result."), ("finished",)]


def test_a_cancel_of_nothing_is_nothing(qtbot: QtBot) -> None:
    runner = RepairRunner(Desk().start)
    told = Told(runner)
    runner.cancel()
    runner.stop()
    assert told == []


def test_a_second_run_beside_the_first_is_refused(qtbot: QtBot) -> None:
    runner, _ = started(qtbot, Pause())
    with pytest.raises(RuntimeError):
        runner.run(REQUEST)
    runner.stop()


def test_stop_has_told_everything_when_it_returns(qtbot: QtBot) -> None:
    runner, _ = started(qtbot, Pause())
    told = Told(runner)
    runner.stop()
    assert told == [("cancelled",), ("finished",)]


def test_what_stop_told_is_not_told_again(qtbot: QtBot) -> None:
    desk = Desk([Pause()], [Checked(REPORT)])
    runner = RepairRunner(desk.start)
    told = Told(runner)
    runner.run(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.works))
    runner.stop()
    with qtbot.waitSignal(runner.finished):
        runner.run(REQUEST)
    assert told == [("cancelled",), ("finished",), ("checked", REPORT), ("finished",)]


def test_a_runner_that_is_deleted_cancels_its_work(qtbot: QtBot) -> None:
    runner, work = started(qtbot, Pause())
    shiboken6.delete(runner)
    assert work.cancels == 1


def test_the_next_run_may_be_started_by_the_end_of_the_last(qtbot: QtBot) -> None:
    desk = Desk([Checked(REPORT)], [Repaired(RECEIPT)])
    runner = RepairRunner(desk.start)
    told = Told(runner)
    runner.checked.connect(lambda _report: runner.run(REQUEST))
    with qtbot.waitSignals([runner.finished, runner.finished]):
        runner.run(REQUEST)
    assert [event[0] for event in told] == ["checked", "finished", "repaired", "finished"]


@pytest.fixture
def many(qtbot: QtBot) -> Callable[[], RepairRunner]:
    """Makes one runner after another, each with work that waits."""
    return lambda: started(qtbot, Pause())[0]


def test_runners_do_not_know_of_each_other(many: Callable[[], RepairRunner]) -> None:
    first, second = many(), many()
    first.stop()
    assert second.busy
    second.stop()
