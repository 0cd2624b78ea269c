"""Opening, listing and looking again: what the window is told, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import DiskTrouble, NotFound
from core.store.requests import Listed, ListSessions, Look, OpenStore
from core.values import Health
from gui.browsing import Browsing, Phase, folders_to_begin, merged
from gui.worker import StoreService
from tests.gui.gate_store import GateStore, a_row

GONE = NotFound("There is no folder any more.")


@pytest.fixture
def store() -> GateStore:
    return GateStore(*(a_row(f"s{n}") for n in range(300)))


@pytest.fixture
def service(qtbot: QtBot, store: GateStore) -> Iterator[StoreService]:
    service = StoreService(open_store=store.open)
    yield service
    with qtbot.waitSignal(service.drained):
        service.close()


class Told:
    """What a `Browsing` says, in order."""

    def __init__(self, browsing: Browsing) -> None:
        self.lines: list[str] = []
        browsing.folder_changed.connect(lambda folder: self.lines.append(f"folder {folder.name}"))
        browsing.phase_changed.connect(lambda phase: self.lines.append(phase.name.lower()))
        browsing.listed.connect(self._on_listed)
        browsing.completed.connect(lambda _: self.lines.append("completed"))
        browsing.troubled.connect(lambda _: self.lines.append("troubled"))
        browsing.recovered.connect(lambda: self.lines.append("recovered"))
        browsing.not_opened.connect(lambda folder, _: self.lines.append(f"not {folder.name}"))

    def _on_listed(self, answer: Listed) -> None:
        self.lines.append(f"rows {len(answer.rows)}")


@pytest.fixture
def browsing(service: StoreService) -> Iterator[Browsing]:
    browsing = Browsing(service)
    yield browsing
    browsing.stop()


@pytest.fixture
def told(browsing: Browsing) -> Told:
    return Told(browsing)


def settled(qtbot: QtBot, service: StoreService) -> None:
    qtbot.waitUntil(lambda: not any(map(service.waits_for, (OpenStore, ListSessions, Look))))


@pytest.fixture
def opened(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> Browsing:
    """An open and listed folder; what was told so far is forgotten."""
    browsing.open(tmp_path)
    settled(qtbot, service)
    told.lines.clear()
    return browsing


def test_a_folder_is_opened_listed_in_part_and_then_whole(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    browsing.open(tmp_path)
    settled(qtbot, service)
    assert told.lines == [
        "loading", f"folder {tmp_path.name}", "rows 200", "listed", "rows 300", "completed",
    ]  # fmt: skip


def test_a_folder_that_is_not_there_fails_with_its_reason(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    browsing.open(tmp_path / "gone")
    settled(qtbot, service)
    assert told.lines == ["loading", "failed"]
    assert "gone" in browsing.reason


def test_a_failed_folder_can_be_tried_again(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    browsing.open(tmp_path / "late")
    settled(qtbot, service)
    (tmp_path / "late").mkdir()
    browsing.refresh()
    settled(qtbot, service)
    assert browsing.phase is Phase.LISTED


def test_a_failed_folder_appears_by_itself_when_it_comes(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    browsing.open(tmp_path / "late")
    settled(qtbot, service)
    (tmp_path / "late").mkdir()
    browsing.look()
    settled(qtbot, service)
    assert browsing.phase is Phase.LISTED


def test_looking_at_a_failed_folder_repeats_nothing_on_the_screen(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    browsing.open(tmp_path / "gone")
    settled(qtbot, service)
    told.lines.clear()
    browsing.look()
    settled(qtbot, service)
    assert told.lines == []


def test_another_folder_that_cannot_be_opened_leaves_this_one_on_the_screen(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService, tmp_path: Path
) -> None:
    opened.open(tmp_path / "gone")
    settled(qtbot, service)
    assert told.lines == ["not gone"]
    assert (opened.folder, opened.wanted) == (tmp_path, tmp_path)


def test_a_listing_that_fails_halfway_keeps_what_there_is(
    qtbot: QtBot, browsing: Browsing, told: Told, service: StoreService,
    store: GateStore, tmp_path: Path,
) -> None:  # fmt: skip
    store.failing["list"] = DiskTrouble("No.")
    browsing.open(tmp_path)
    settled(qtbot, service)
    assert told.lines[-3:] == ["rows 200", "listed", "troubled"]


def test_a_look_that_finds_nothing_says_nothing(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService
) -> None:
    opened.look()
    settled(qtbot, service)
    assert told.lines == []


def test_a_look_that_finds_something_lists_it(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService, store: GateStore
) -> None:
    store.has_moved = True
    opened.look()
    settled(qtbot, service)
    assert told.lines == ["rows 300"]


def test_the_folder_is_looked_at_every_two_seconds(
    qtbot: QtBot, opened: Browsing, store: GateStore
) -> None:
    store.has_moved = True
    with qtbot.waitSignal(opened.listed, timeout=4000):
        pass


def test_there_is_no_second_look_while_one_is_on_its_way(
    qtbot: QtBot, opened: Browsing, service: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    opened.look()
    store.wait_for_call()
    opened.look()
    opened.look()
    store.open_gate()
    settled(qtbot, service)
    assert store.calls.count("moved") == 1


def test_trouble_is_told_once_and_so_is_its_end(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService, store: GateStore
) -> None:
    store.failing = {"moved": GONE, "list": GONE}
    for _ in range(3):
        opened.look()
        settled(qtbot, service)
    store.failing.clear()
    for _ in range(2):
        opened.look()
        settled(qtbot, service)
    assert told.lines == ["troubled", "recovered", "rows 300"]


def test_once_all_rows_are_there_the_newest_few_never_replace_them(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService
) -> None:
    service.listed.emit(Listed([a_row("s1")], False, Health(), ()))
    assert told.lines == []


def test_a_refresh_lists_again(
    qtbot: QtBot, opened: Browsing, told: Told, service: StoreService
) -> None:
    opened.refresh()
    settled(qtbot, service)
    assert told.lines == ["rows 300"]


def test_the_last_check_is_counted_in_until_another_folder_is_open(
    qtbot: QtBot, opened: Browsing, service: StoreService, tmp_path: Path
) -> None:
    healths: list[Health] = []
    opened.health_changed.connect(healths.append)
    opened.take_check(Health(stale=2, checked=True))
    opened.open(tmp_path)
    settled(qtbot, service)
    assert [health.stale for health in healths] == [2, 0, 0]


def test_a_listing_corrects_what_a_check_said_of_ghosts() -> None:
    health = merged(Health(ghosts=1), Health(ghosts=4, stale=2, checked=True))
    assert health == Health(ghosts=1, stale=2, checked=True)


def test_the_folder_used_last_comes_first(tmp_path: Path) -> None:
    (tmp_path / "known").mkdir()
    assert folders_to_begin([tmp_path], lambda: [tmp_path / "known"]) == [tmp_path]


def test_the_known_folders_stand_in_for_one_that_is_gone(tmp_path: Path) -> None:
    known = [tmp_path, tmp_path.parent]
    assert folders_to_begin([tmp_path / "gone"], lambda: known) == known


def test_with_nothing_else_the_folder_used_last_is_tried(tmp_path: Path) -> None:
    assert folders_to_begin([tmp_path / "gone"], list) == [tmp_path / "gone"]


def test_with_nothing_at_all_there_is_no_folder() -> None:
    assert folders_to_begin([], list) == []
