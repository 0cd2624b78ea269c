"""The status bar in words: counts, health, save state, and work only when it takes long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.values import Health
from gui.status import LATE_MS, StatusBar, counts_text, health_text, saving_text


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def words(bar: StatusBar, name: str) -> str:
    """What the part of the bar with the accessible name `name` says."""
    labels = bar.findChildren(QLabel)
    return next(label.text() for label in labels if label.accessibleName() == name)


def repair_button(bar: StatusBar) -> QPushButton:
    return bar.findChild(QPushButton)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((4310, 4310, 0), "4,310 sessions"),
        ((12, 4310, 0), "12 of 4,310 sessions"),
        ((12, 4310, 3), "12 of 4,310 sessions, 3 archived"),
        ((1, 1, 0), "1 session"),
        ((0, 1, 1), "0 of 1 session, 1 archived"),
        ((0, 0, 0), "0 sessions"),
    ],
)
def test_counts_in_words(counts: tuple[int, int, int], text: str) -> None:
    assert counts_text(*counts) == text


@pytest.mark.parametrize(
    ("health", "text"),
    [
        (Health(), ""),
        (Health(checked=True), "index: in order"),
        (Health(ghosts=3, unlisted=2), "index: 3 ghosts, 2 without a row"),
        (Health(ghosts=1, checked=True), "index: 1 ghost"),
        (Health(stale=2, duplicates=1, mismatched=4),
         "index: 2 stale, 1 duplicate, 4 with a wrong id"),
        (Health(index_broken=True), "index: broken or missing"),
        (Health(unreadable=1, checked=True), "index: in order · 1 unreadable file"),
        (Health(ghosts=2, unreadable=5), "index: 2 ghosts · 5 unreadable files"),
    ],
)  # fmt: skip
def test_health_in_words(health: Health, text: str) -> None:
    assert health_text(health) == text


@pytest.mark.parametrize(
    ("unsaved", "refused", "text"),
    [
        (0, 0, "All saved"),
        (3, 0, "Saving 3…"),
        (0, 1, "1 not saved"),
        (2, 1, "Saving 2… · 1 not saved"),
    ],
)
def test_the_save_state_in_words(unsaved: int, refused: int, text: str) -> None:
    assert saving_text(unsaved, refused) == text


def test_saving_and_refused_edits_are_told_together(bar: StatusBar) -> None:
    bar.show_refused(1)
    bar.show_unsaved(2)
    assert words(bar, "State of your edits") == "Saving 2… · 1 not saved"


@pytest.mark.parametrize(
    ("health", "offered"),
    [
        (Health(ghosts=1), True),
        (Health(unreadable=1, checked=True), False),
        (Health(checked=True), False),
        (None, False),
    ],
)
def test_a_repair_is_offered_when_there_is_something_to_repair(
    bar: StatusBar, health: Health | None, offered: bool
) -> None:
    bar.show_health(health)
    assert repair_button(bar).isVisible() == offered


def test_the_offered_repair_can_be_pressed(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_health(Health(ghosts=1))
    with qtbot.waitSignal(bar.repair_wanted):
        qtbot.mouseClick(repair_button(bar), Qt.MouseButton.LeftButton)


def test_work_is_told_when_it_takes_long(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_work("Reading…")
    qtbot.waitUntil(lambda: words(bar, "What is going on") == "Reading…", timeout=2000)


def test_work_that_is_told_is_told_anew_at_once(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_work("1 %")
    qtbot.waitUntil(lambda: words(bar, "What is going on") == "1 %", timeout=2000)
    bar.show_work("2 %")
    assert words(bar, "What is going on") == "2 %"


def test_work_that_ends_soon_is_never_mentioned(qtbot: QtBot, bar: StatusBar) -> None:
    later = QTimer(bar, singleShot=True, interval=LATE_MS + 50)
    bar.show_work("Reading…")
    bar.show_work("")
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert words(bar, "What is going on") == ""


def test_a_folder_that_is_left_takes_its_words_along(bar: StatusBar) -> None:
    bar.show_counts(1, 2, 0)
    bar.show_health(Health(ghosts=1))
    bar.forget()
    told = [words(bar, name) for name in ("Sessions", "State of the index")]
    assert told == ["", ""]


def test_the_way_of_edits_is_set_off_from_the_save_state(bar: StatusBar) -> None:
    bar.show_way("edits go through the server at 127.0.0.1:8787")
    assert words(bar, "Where edits go") == "edits go through the server at 127.0.0.1:8787 ·"


def test_without_a_server_there_is_nothing_to_set_off(bar: StatusBar) -> None:
    bar.show_way("")
    assert words(bar, "Where edits go") == ""


def test_the_bar_is_as_high_with_an_offered_repair_as_without(bar: StatusBar) -> None:
    heights = []
    for health in (None, Health(ghosts=1)):
        bar.show_health(health)
        QApplication.processEvents()
        heights.append(bar.height())
    assert heights[0] == heights[1] >= repair_button(bar).height()


def test_the_focus_can_be_seen_on_the_offered_repair(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_health(Health(ghosts=1))
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    bar.setFocus()
    before = repair_button(bar).grab().toImage()
    repair_button(bar).setFocus()
    ring = repair_button(bar).palette().highlight().color()
    colours = [repair_button(bar).grab().toImage(), before]
    assert [image.pixelColor(1, image.height() // 2) == ring for image in colours] == [True, False]


def test_a_narrow_bar_still_tells_all_of_the_health(bar: StatusBar) -> None:
    bar.show_counts(4310, 4310, 0)
    bar.show_health(Health(ghosts=3, unlisted=2))
    bar.resize(600, bar.height())
    label = next(
        one for one in bar.findChildren(QLabel) if one.accessibleName() == "State of the index"
    )
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
