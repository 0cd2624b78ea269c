"""Opening, listing, looking, details: what is answered, and what is dropped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer

from core.errors import DiskTrouble
from core.store.requests import (
    ListSessions,
    Look,
    OpenStore,
    Rename,
    ShowDetails,
)
from gui.store_thread import REST_MS
from gui.worker import StoreService
from tests.gui.gate_store import GateStore
from tests.gui.worker.conftest import Told, settled

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from core.values import SessionRow


def test_opening_tells_the_folder_then_the_newest_then_all(
    qtbot: QtBot, service: StoreService, told: Told, tmp_path: Path
) -> None:
    service.submit(OpenStore(tmp_path))
    settled(qtbot, service)
    assert told.lines == [f"opened {tmp_path.name}", "listed newest 200", "listed all 300"]


def test_a_state_folder_opens_the_sessions_below_it(
    qtbot: QtBot, service: StoreService, store: GateStore, tmp_path: Path
) -> None:
    (tmp_path / "sessions").mkdir()
    service.submit(OpenStore(tmp_path))
    settled(qtbot, service)
    assert store.folder == tmp_path / "sessions"


def test_a_folder_that_is_not_there_fails_the_opening(
    qtbot: QtBot, service: StoreService, told: Told, tmp_path: Path
) -> None:
    service.submit(OpenStore(tmp_path / "gone"))
    settled(qtbot, service)
    assert told.lines == ["failed OpenStore NotFound"]


def test_a_folder_that_fails_to_open_leaves_the_one_before_it_open(
    qtbot: QtBot, opened: StoreService, told: Told, tmp_path: Path
) -> None:
    opened.submit(OpenStore(tmp_path / "gone"))
    opened.submit(Rename("s1", "Still here"))
    settled(qtbot, opened)
    assert told.lines == ["failed OpenStore NotFound", "renamed s1 Still here"]


def test_without_a_folder_everything_fails_with_a_sentence(
    qtbot: QtBot, service: StoreService, told: Told
) -> None:
    service.submit(Rename("s1", "Nowhere"))
    service.submit(ListSessions())
    settled(qtbot, service)
    assert told.lines == ["failed Rename NotFound", "failed ListSessions NotFound"]


def test_the_store_is_only_ever_touched_by_its_own_thread(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    opened.submit(Rename("s1", "New"))
    opened.submit(ShowDetails("s2"))
    settled(qtbot, opened)
    assert len(store.threads) == 1
    assert threading.get_ident() not in store.threads


def test_a_look_at_a_store_that_did_not_move_says_nothing(
    qtbot: QtBot, opened: StoreService, told: Told
) -> None:
    opened.submit(Look())
    settled(qtbot, opened)
    assert told.lines == []


def test_a_look_at_a_store_that_moved_lists_it(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.has_moved = True
    opened.submit(Look())
    settled(qtbot, opened)
    assert told.lines == ["listed all 300"]


def test_opening_another_folder_drops_the_reads_of_the_one_before(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    store.shut_gate()
    opened.submit(Rename("s0", "first"))
    store.wait_for_call()
    opened.submit(ShowDetails("s1"))
    opened.submit(OpenStore(tmp_path))
    store.open_gate()
    settled(qtbot, opened)
    assert "details s1" not in told.lines


def test_only_the_last_of_several_details_is_read(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.shut_gate()
    opened.submit(Rename("s0", "first"))
    store.wait_for_call()
    for number in range(1, 5):
        opened.submit(ShowDetails(f"s{number}"))
    store.open_gate()
    settled(qtbot, opened)
    assert told.lines == ["renamed s0 first", "details s4"]


def test_a_listing_that_fails_halfway_fails_once(
    qtbot: QtBot, service: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    store.failing["list"] = DiskTrouble("Could not read _index.json.")
    service.submit(OpenStore(tmp_path))
    settled(qtbot, service)
    assert told.lines[1:] == ["listed newest 200", "failed OpenStore DiskTrouble"]


def test_a_listing_is_told_from_its_start_to_its_end(qtbot: QtBot, opened: StoreService) -> None:
    states: list[bool] = []
    opened.listing_changed.connect(states.append)
    opened.submit(ListSessions())
    opened.submit(Look())
    settled(qtbot, opened)
    assert states == [True, False]


def test_an_idle_store_that_is_only_looked_at_gives_its_memory_back_once(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    looking = QTimer(opened, interval=REST_MS // 2)
    looking.timeout.connect(lambda: opened.submit(Look()))
    looking.start()
    qtbot.waitUntil(lambda: "rest" in store.calls, timeout=2 * REST_MS)
    looking.stop()
    settled(qtbot, opened)
    assert store.calls.count("rest") == 1


def test_the_first_list_comes_without_sizes_and_those_after_it_with_them(
    qtbot: QtBot, service: StoreService, store: GateStore, tmp_path: Path
) -> None:
    store.has_sizes = store.has_moved = True
    sizes: list[int | None] = []
    service.listed.connect(lambda answer: sizes.append(answer.rows[0].size))
    for request in (OpenStore(tmp_path), ListSessions(), Look()):
        service.submit(request)
        settled(qtbot, service)
    assert sizes == [None, None, 1_000, 1_000]


@pytest.mark.parametrize("left", [300, 299], ids=["as many rows", "a row less"])
def test_rows_that_stayed_the_same_come_as_the_objects_they_were(
    qtbot: QtBot, service: StoreService, store: GateStore, tmp_path: Path, left: int
) -> None:
    listings: list[list[SessionRow]] = []
    service.listed.connect(lambda answer: listings.append(answer.rows))
    service.submit(OpenStore(tmp_path))
    settled(qtbot, service)
    store.rows = {i: replace(row) for i, row in list(store.rows.items())[:left]}
    store.rows["s5"] = replace(store.rows["s5"], title="Another")
    service.submit(ListSessions())
    settled(qtbot, service)
    before, after = ({row.session_id: row for row in rows} for rows in listings[-2:])
    assert [i for i in after if after[i] is not before[i]] == ["s5"]
