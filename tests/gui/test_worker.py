"""The store service: each answer exactly once, edits first, nothing lost at the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from core.errors import DiskTrouble
from core.store.requests import (
    Listed,
    ListSessions,
    Look,
    OpenStore,
    Rename,
    Renamed,
    Request,
    Revert,
    ShowDetails,
)
from core.store.title_edits import TitleEdit
from gui.worker import StoreService
from tests.gui.gate_store import GateStore, a_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Told:
    """Everything a service says, in the order in which it says it."""

    def __init__(self, service: StoreService) -> None:
        self.lines: list[str] = []
        self.requests: list[Request] = []
        service.opened.connect(lambda answer: self.lines.append(f"opened {answer.folder.name}"))
        service.listed.connect(self._on_listed)
        service.details.connect(lambda a: self.lines.append(f"details {a.row.session_id}"))
        service.renamed.connect(self._on_renamed)
        service.failed.connect(self._on_failed)
        service.drained.connect(lambda: self.lines.append("drained"))

    def _on_listed(self, answer: Listed) -> None:
        kind = "all" if answer.complete else "newest"
        self.lines.append(f"listed {kind} {len(answer.rows)}")

    def _on_renamed(self, request: Request, answer: Renamed) -> None:
        self.requests.append(request)
        self.lines.append(f"renamed {answer.row.session_id} {answer.row.title}")

    def _on_failed(self, request: Request, error: Exception) -> None:
        self.requests.append(request)
        self.lines.append(f"failed {type(request).__name__} {type(error).__name__}")


@pytest.fixture
def store() -> GateStore:
    return GateStore(*(a_row(f"s{n}") for n in range(300)))


@pytest.fixture
def service(qtbot: QtBot, store: GateStore) -> Iterator[StoreService]:
    service = StoreService(open_store=store.open)
    yield service
    store.open_gate()
    if not service.closed:
        with qtbot.waitSignal(service.drained):
            service.close()


@pytest.fixture
def told(service: StoreService) -> Told:
    return Told(service)


@pytest.fixture
def opened(qtbot: QtBot, service: StoreService, told: Told, tmp_path: Path) -> StoreService:
    """A service whose folder is open and listed; what it said so far is forgotten."""
    service.submit(OpenStore(tmp_path))
    qtbot.waitUntil(lambda: not service.waits_for(OpenStore))
    told.lines.clear()
    return service


def settled(qtbot: QtBot, service: StoreService) -> None:
    """Return once nothing is pending."""
    kinds = (OpenStore, ListSessions, Look, ShowDetails, Rename, Revert)
    qtbot.waitUntil(lambda: not any(map(service.waits_for, kinds)))


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


def test_renames_queued_together_are_one_call(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    opened.submit(Rename("s0", "first"))
    store.wait_for_call()
    for number in range(1, 6):
        opened.submit(Rename(f"s{number}", "later"))
    store.open_gate()
    settled(qtbot, opened)
    assert [len(batch) for batch in store.batches] == [1, 5]


def test_a_thousand_renames_are_a_few_calls(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    for number in range(1000):
        opened.submit(Rename(f"s{number % 300}", f"title {number}"))
    store.open_gate()
    settled(qtbot, opened)
    assert len(store.batches) <= 6


def test_each_of_a_thousand_renames_is_answered_once_and_in_order(
    qtbot: QtBot, opened: StoreService, told: Told
) -> None:
    requests: list[Request] = [Rename(f"s{n % 300}", f"title {n}") for n in range(1000)]
    for request in requests:
        opened.submit(request)
    settled(qtbot, opened)
    assert told.requests == requests


def test_a_rename_overtakes_the_reads_that_wait(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.shut_gate()
    opened.submit(ListSessions())
    store.wait_for_call()
    opened.submit(ShowDetails("s1"))
    opened.submit(Rename("s2", "Urgent"))
    store.open_gate()
    settled(qtbot, opened)
    assert told.lines == ["listed all 300", "renamed s2 Urgent", "details s1"]


def test_a_rename_overtakes_the_second_half_of_a_listing(
    qtbot: QtBot, service: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    with qtbot.waitSignal(service.opened):
        store.shut_gate()
        service.submit(OpenStore(tmp_path))
        store.wait_for_call()
        service.submit(Rename("s2", "Urgent"))
        store.open_gate()
    settled(qtbot, service)
    assert told.lines[1:] == ["renamed s2 Urgent", "listed newest 200", "listed all 300"]


def test_a_rename_stays_with_the_folder_it_was_meant_for(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    (tmp_path / "next").mkdir()
    store.shut_gate()
    opened.submit(Rename("s0", "old 0"))
    store.wait_for_call()
    opened.submit(Rename("s1", "old 1"))
    opened.submit(OpenStore(tmp_path / "next"))
    opened.submit(Rename("s2", "new 2"))
    store.open_gate()
    settled(qtbot, opened)
    assert told.lines[:4] == ["renamed s0 old 0", "renamed s1 old 1", "opened next",
                              "renamed s2 new 2"]  # fmt: skip


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


def test_one_refused_title_of_a_batch_fails_alone(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.refused_titles = {"bad"}
    for title in ("good", "bad", "fine"):
        opened.submit(Rename("s1", title))
    settled(qtbot, opened)
    assert told.lines == ["renamed s1 good", "failed Rename DiskTrouble", "renamed s1 fine"]


def test_a_store_that_fails_whole_fails_each_rename_once(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.shut_gate()
    opened.submit(Rename("s0", "first"))
    store.wait_for_call()
    requests: list[Request] = [Rename("s1", "one"), Rename("s2", "two")]
    for request in requests:
        opened.submit(request)
    store.failing["edit"] = DiskTrouble("Could not write _index.json: the disk is full.")
    store.open_gate()
    settled(qtbot, opened)
    assert told.requests[1:] == requests


@pytest.mark.expected_log("failed")
def test_a_bug_in_the_store_fails_its_request_and_the_thread_goes_on(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.failing["edit"] = ZeroDivisionError("a bug")
    opened.submit(Rename("s1", "New"))
    settled(qtbot, opened)
    store.failing.clear()
    opened.submit(Rename("s1", "Newer"))
    settled(qtbot, opened)
    assert told.lines == ["failed Rename ZeroDivisionError", "renamed s1 Newer"]


@pytest.mark.expected_log("failed")
def test_answers_that_do_not_fit_the_edits_fail_them_all(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.answers_short = True
    opened.submit(Rename("s1", "New"))
    settled(qtbot, opened)
    assert told.lines == ["failed Rename RuntimeError"]


def test_a_listing_that_fails_halfway_fails_once(
    qtbot: QtBot, service: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    store.failing["list"] = DiskTrouble("Could not read _index.json.")
    service.submit(OpenStore(tmp_path))
    settled(qtbot, service)
    assert told.lines[1:] == ["listed newest 200", "failed OpenStore DiskTrouble"]


def test_pending_writes_are_counted_up_and_down(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    counts: list[int] = []
    opened.pending_writes_changed.connect(counts.append)
    store.shut_gate()
    opened.submit(Rename("s1", "a"))
    opened.submit(Rename("s2", "b"))
    store.open_gate()
    settled(qtbot, opened)
    assert counts == [1, 2, 1, 0]


def test_the_titles_that_are_pending_are_named(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    opened.submit(Rename("s1", "new"))
    opened.submit(Revert(TitleEdit("s2", "before", "after", ())))
    assert opened.pending_titles() == ["new", "before"]


def test_a_listing_is_told_from_its_start_to_its_end(qtbot: QtBot, opened: StoreService) -> None:
    states: list[bool] = []
    opened.listing_changed.connect(states.append)
    opened.submit(ListSessions())
    opened.submit(Look())
    settled(qtbot, opened)
    assert states == [True, False]


def test_closing_writes_what_is_pending_and_drops_the_reads(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.shut_gate()
    opened.submit(ListSessions())
    store.wait_for_call()
    opened.submit(ShowDetails("s1"))
    opened.submit(Rename("s2", "Last"))
    with qtbot.waitSignal(opened.drained):
        opened.close()
        store.open_gate()
    assert told.lines == ["listed all 300", "renamed s2 Last", "drained"]


def test_closing_keeps_a_rename_apart_from_the_folder_before_it(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told, tmp_path: Path
) -> None:
    (tmp_path / "next").mkdir()
    store.shut_gate()
    opened.submit(Rename("s0", "old"))
    store.wait_for_call()
    opened.submit(OpenStore(tmp_path / "next"))
    opened.submit(Rename("s1", "new"))
    with qtbot.waitSignal(opened.drained):
        opened.close()
        store.open_gate()
    assert told.lines == ["renamed s0 old", "opened next", "renamed s1 new", "drained"]


def test_closing_twice_is_closing_once(
    qtbot: QtBot, opened: StoreService, store: GateStore, told: Told
) -> None:
    store.shut_gate()
    opened.submit(Rename("s1", "Last"))
    with qtbot.waitSignal(opened.drained):
        opened.close()
        opened.close()
        store.open_gate()
    opened.close()
    assert told.lines == ["renamed s1 Last", "drained"]


def test_an_idle_service_is_closed_at_once(service: StoreService) -> None:
    service.close()
    assert service.closed


def test_an_edit_after_closing_is_refused(service: StoreService) -> None:
    service.close()
    with pytest.raises(RuntimeError, match="takes no more edits"):
        service.submit(Rename("s1", "Too late"))


def test_a_read_after_closing_is_dropped(service: StoreService) -> None:
    service.close()
    service.submit(Look())
    assert not service.waits_for(Look)


def test_an_abandoned_service_says_that_it_still_runs(
    qtbot: QtBot, opened: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    opened.submit(Rename("s1", "Lost"))
    store.wait_for_call()
    opened.abandon()
    assert (opened.closed, opened.abandoned) == (True, True)
    store.open_gate()
    qtbot.waitUntil(lambda: not opened.abandoned)
