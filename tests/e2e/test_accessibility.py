"""The window read and used from outside its process, as a screen reader does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.bus import Bus, Thing, missing
from tests.e2e.conftest import Start
from tests.e2e.program import index_rows, title_in_file
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PINNED, TITLE = "a3f09c1d7e42", "Fix flaky Postgres migration in CI"
GHOST = "e3b0c44298fc"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    if missing():
        pytest.skip(f"not installed: {', '.join(missing())} (./dev test installs them)")
    bus = Bus()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    yield bus
    bus.close()


@pytest.fixture
def window(bus: Bus, start: Start, sample_old: Path) -> Thing:
    """The window as the bus has it, once all sessions are listed."""
    start(sample_old).wait_for_list()
    wait_until(lambda: bool(bus.applications()), "the program on the bus")
    (application,) = bus.applications()
    return application


def found(window: Thing, role: str, name: str) -> Thing:
    """The thing with this role and name, once it is there."""
    wait_until(lambda: window.find(role, name) is not None, f"{role} {name}")
    thing = window.find(role, name)
    assert thing is not None
    return thing


def test_the_table_is_read_cell_by_cell(window: Thing) -> None:
    table = found(window, "table", "Sessions")
    names = [table.cell(0, column).name for column in range(3)]
    assert names == ["pinned", f"{TITLE}, pinned", "messages: 17"]


def test_every_session_is_a_row(window: Thing) -> None:
    assert found(window, "table", "Sessions").rows == 27


def test_a_session_is_renamed(window: Thing, screen: Screen, sample_old: Path) -> None:
    table = found(window, "table", "Sessions")
    found(window, "menu item", "Rename").press()
    screen.type("Heard and renamed")
    screen.keys("Return")
    wait_until(lambda: title_in_file(sample_old, PINNED) == "Heard and renamed", "the new title")
    wait_until(lambda: table.cell(0, 1).name == "Heard and renamed, pinned", "the title as heard")


def test_the_index_is_repaired(window: Thing, sample_old: Path) -> None:
    assert GHOST in {row["session_id"] for row in index_rows(sample_old)}
    found(window, "push button", "Repair index").press()
    found(window, "push button", "Repair 13 findings").press()
    found(window, "push button", "Undo repair")
    assert GHOST not in {row["session_id"] for row in index_rows(sample_old)}


def test_a_message_of_the_conversation_is_read(window: Thing) -> None:
    conversation = found(window, "filler", "Conversation")
    answer = found(conversation, "label", "Assistant")
    assert answer.text.startswith("Assistant")
    assert answer.text.endswith("I will read the migration and the job first.")
