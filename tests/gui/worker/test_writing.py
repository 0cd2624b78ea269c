"""Edits first, each answered exactly once, whatever the store does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import DiskTrouble
from core.store.requests import (
    ListSessions,
    OpenStore,
    Rename,
    Request,
    Revert,
    ShowDetails,
)
from core.store.title_edits import TitleEdit
from gui.worker import StoreService
from tests.gui.gate_store import GateStore
from tests.gui.worker.conftest import Told, settled

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


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
