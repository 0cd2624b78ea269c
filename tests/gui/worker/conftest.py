"""A service over a store with a gate, and all it says in the order in which it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
