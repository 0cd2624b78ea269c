"""Nothing that was asked for is lost at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.store.requests import (
    ListSessions,
    Look,
    OpenStore,
    Rename,
    ShowDetails,
)
from gui.worker import StoreService
from tests.gui.gate_store import GateStore
from tests.gui.worker.conftest import Told

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


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
