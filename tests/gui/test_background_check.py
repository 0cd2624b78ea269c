"""The quiet check tells what it found of which folder, and nothing once it is called off."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.values import Health
from gui.background_check import BackgroundCheck
from tests.gui.repair.builders import a_finding
from tests.gui.repair.driving import reach_pause
from tests.gui.repair.scripted import Desk, Pause, checked

HERE, THERE = Path("/here"), Path("/there")


class Told:
    """What a check says it found, by folder."""

    def __init__(self, check: BackgroundCheck) -> None:
        self.found: list[tuple[Path, int]] = []
        check.found.connect(self._on_found)

    def _on_found(self, folder: Path, health: Health) -> None:
        self.found.append((folder, health.repairable))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def check(qtbot: QtBot, desk: Desk) -> BackgroundCheck:
    return BackgroundCheck(desk.start)


@pytest.fixture
def told(check: BackgroundCheck) -> Told:
    return Told(check)


def test_what_is_found_comes_with_its_folder(
    qtbot: QtBot, check: BackgroundCheck, desk: Desk, told: Told
) -> None:
    desk.add(checked(findings=[a_finding()]))
    check.begin(HERE)
    qtbot.waitUntil(lambda: not check.busy)
    assert told.found == [(HERE, 1)]


def test_a_check_that_is_done_while_it_is_called_off_tells_nothing(
    qtbot: QtBot, check: BackgroundCheck, desk: Desk, told: Told
) -> None:
    desk.add([Pause(deaf=True), *checked(findings=[a_finding()])])
    check.begin(HERE)
    reach_pause(qtbot, desk)
    check.cancel()
    qtbot.waitUntil(lambda: not check.busy)
    assert told.found == []


def test_of_two_folders_only_the_second_is_told(
    qtbot: QtBot, check: BackgroundCheck, desk: Desk, told: Told
) -> None:
    desk.add([Pause(deaf=True), *checked(findings=[a_finding()])], checked(findings=[]))
    check.begin(HERE)
    reach_pause(qtbot, desk)
    check.begin(THERE)
    qtbot.waitUntil(lambda: not check.busy)
    assert told.found == [(THERE, 0)]
