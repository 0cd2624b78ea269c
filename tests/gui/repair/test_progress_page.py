"""The progress page: calm at first, then step, bar, figures, item and Cancel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from gui.repair.page import ElidedLabel
from gui.repair.progress_page import CALM_MS, TICK_MS, ProgressPage
from tests.gui.repair.builders import some_progress
from tests.gui.repair.driving import buttons, press, words_on


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of `page`."""
    return Clock()


def started(qtbot: QtBot, clock: Clock, calm_ms: int) -> ProgressPage:
    page = ProgressPage(clock=clock, calm_ms=calm_ms)
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    page.start("Checking the index")
    return page


@pytest.fixture
def page(qtbot: QtBot, clock: Clock) -> ProgressPage:
    """A page that has just started."""
    return started(qtbot, clock, CALM_MS)


@pytest.fixture
def late(qtbot: QtBot, clock: Clock) -> ProgressPage:
    """A page whose work takes longer than a moment."""
    page = started(qtbot, clock, calm_ms=0)
    qtbot.waitUntil(page.findChild(QProgressBar).isVisible)
    return page


def bar_of(page: ProgressPage) -> tuple[int, int, int]:
    bar = page.findChild(QProgressBar)
    return bar.minimum(), bar.value(), bar.maximum()


def item_on(page: ProgressPage) -> ElidedLabel:
    label = page.findChild(ElidedLabel)
    assert isinstance(label, ElidedLabel)
    return label


def test_at_first_only_the_headline_is_shown(page: ProgressPage) -> None:
    page.show_progress(some_progress())
    assert words_on(page) == "Checking the index"


def test_work_that_takes_longer_shows_its_figures(late: ProgressPage) -> None:
    late.show_progress(some_progress())
    assert words_on(late) == (
        "Checking the index\n"
        "Step 2 of 4: Reading the files\n"
        "1,200 of 4,310 · 0.1 s elapsed\n"
        "8e81727b7ddd.json"
    )


def test_rate_and_rest_come_as_soon_as_they_are_known(late: ProgressPage, clock: Clock) -> None:
    late.show_progress(some_progress(200))
    clock.now += 2.0
    late.show_progress(some_progress(1200))
    figures = words_on(late).split("\n")[2]
    assert figures == (
        "1,200 of 4,310 · 500 per second · 2.0 s elapsed · about 6 s left in this step"
    )


def test_the_elapsed_time_goes_on_while_nothing_else_does(
    qtbot: QtBot, late: ProgressPage, clock: Clock
) -> None:
    late.show_progress(some_progress())
    clock.now += 7.0
    qtbot.waitUntil(lambda: "7.0 s elapsed" in words_on(late), timeout=20 * TICK_MS)


def test_the_bar_shows_the_part_that_is_done(page: ProgressPage) -> None:
    page.show_progress(some_progress(1, 4))
    assert bar_of(page) == (0, 250, 1000)


def test_the_bar_takes_totals_beyond_what_qt_can_count(page: ProgressPage) -> None:
    page.show_progress(some_progress(3 << 40, 4 << 40))
    assert bar_of(page) == (0, 750, 1000)


def test_the_bar_only_moves_while_the_total_is_not_known(page: ProgressPage) -> None:
    page.show_progress(some_progress(12, 0))
    assert bar_of(page) == (0, -1, 0)


def test_work_of_one_step_does_not_count_steps(late: ProgressPage) -> None:
    late.show_progress(some_progress(step=1, steps=1, name="Putting the index back"))
    assert "\nPutting the index back\n" in words_on(late)


def test_a_long_item_is_cut_in_the_middle(late: ProgressPage) -> None:
    late.show_progress(some_progress(item="a" * 200 + "z.json"))
    shown = item_on(late).text()
    assert (shown[:3], "…" in shown, shown[-6:]) == ("aaa", True, "z.json")


def test_a_screen_reader_gets_the_whole_item(late: ProgressPage) -> None:
    late.show_progress(some_progress(item="a" * 200))
    assert item_on(late).accessibleName() == "a" * 200


def test_a_cut_item_grows_with_the_page(qtbot: QtBot, late: ProgressPage) -> None:
    late.show_progress(some_progress(item="a" * 90))
    late.resize(2000, 300)
    qtbot.waitUntil(lambda: item_on(late).text() == "a" * 90)


def test_markup_in_an_item_is_shown_as_text(late: ProgressPage) -> None:
    late.show_progress(some_progress(item="<b>x</b>"))
    assert words_on(late).endswith("\n<b>x</b>")


def test_cancel_says_that_it_was_heard(qtbot: QtBot, page: ProgressPage) -> None:
    with qtbot.waitSignal(page.cancel_wanted):
        press(qtbot, page, "Cancel")
    assert not buttons(page)["Cancelling…"].isEnabled()


def test_a_new_start_can_be_cancelled_again(qtbot: QtBot, page: ProgressPage) -> None:
    press(qtbot, page, "Cancel")
    page.start("Repairing the index")
    assert buttons(page)["Cancel"].isEnabled()


def test_a_new_start_is_calm_again(late: ProgressPage) -> None:
    late.show_progress(some_progress())
    late.start("Repairing the index")
    assert words_on(late) == "Repairing the index"


def test_nothing_moves_after_the_end(page: ProgressPage) -> None:
    page.stop()
    assert not [timer for timer in page.findChildren(QTimer) if timer.isActive()]
