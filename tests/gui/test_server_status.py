"""The way that edits go is asked for while a folder is open, and told when it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.server.finding import Server
from core.store.requests import FindServer, OpenStore
from gui.server_status import ServerStatus
from gui.worker import StoreService
from tests.gui.gate_store import GateStore


@pytest.fixture
def store() -> GateStore:
    store = GateStore()
    store.server = Server("127.0.0.1:8787", is_new=True, same_folder=True)
    store.way = "edits go through the server at 127.0.0.1:8787"
    return store


@pytest.fixture
def service(qtbot: QtBot, store: GateStore, tmp_path: Path) -> Iterator[StoreService]:
    service = StoreService(store.open)
    service.submit(OpenStore(tmp_path))
    qtbot.waitUntil(lambda: not service.waits_for(OpenStore))
    yield service
    store.open_gate()
    service.close()
    qtbot.waitUntil(lambda: service.closed)


@pytest.fixture
def status(qtbot: QtBot, service: StoreService) -> Iterator[ServerStatus]:
    status = ServerStatus(service)
    yield status
    status.stop()


def test_the_way_is_told_as_soon_as_a_folder_is_open(
    qtbot: QtBot, status: ServerStatus, store: GateStore
) -> None:
    with qtbot.waitSignal(status.words_changed) as told:
        status.begin()
    assert told.args == [store.way]


def test_without_a_server_nothing_is_told(
    qtbot: QtBot, status: ServerStatus, service: StoreService, store: GateStore
) -> None:
    store.server, store.way = None, "edits go to the files"
    with qtbot.assertNotEmitted(status.words_changed):
        status.begin()
        qtbot.waitUntil(lambda: not service.waits_for(FindServer))


def test_a_server_that_has_gone_takes_its_words_along(
    qtbot: QtBot, status: ServerStatus, service: StoreService, store: GateStore
) -> None:
    with qtbot.waitSignal(status.words_changed):
        status.begin()
    qtbot.waitUntil(lambda: not service.waits_for(FindServer))
    store.server, store.way = None, "edits go to the files"
    with qtbot.waitSignal(status.words_changed) as told:
        status.ask()
    assert told.args == [""]


def test_a_way_that_stays_is_told_once(
    qtbot: QtBot, status: ServerStatus, service: StoreService
) -> None:
    with qtbot.waitSignal(status.words_changed):
        status.begin()
    qtbot.waitUntil(lambda: not service.waits_for(FindServer))
    with qtbot.assertNotEmitted(status.words_changed):
        status.ask()
        qtbot.waitUntil(lambda: not service.waits_for(FindServer))


def test_another_way_is_told(
    qtbot: QtBot, status: ServerStatus, service: StoreService, store: GateStore
) -> None:
    with qtbot.waitSignal(status.words_changed):
        status.begin()
    qtbot.waitUntil(lambda: not service.waits_for(FindServer))
    store.way = "edits wait: 127.0.0.1:8787 does not answer"
    with qtbot.waitSignal(status.words_changed) as told:
        status.ask()
    assert told.args == [store.way]


def test_another_folder_is_told_its_way_anew(
    qtbot: QtBot, status: ServerStatus, service: StoreService
) -> None:
    with qtbot.waitSignal(status.words_changed):
        status.begin()
    qtbot.waitUntil(lambda: not service.waits_for(FindServer))
    with qtbot.waitSignal(status.words_changed):
        status.begin()


def test_a_store_that_is_busy_is_asked_once(
    qtbot: QtBot, status: ServerStatus, service: StoreService, store: GateStore
) -> None:
    store.shut_gate()
    status.ask()
    status.ask()
    store.open_gate()
    qtbot.waitUntil(lambda: not service.waits_for(FindServer))
    assert store.calls.count("find server") == 1
