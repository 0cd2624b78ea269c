"""What the tests share that try to lose something."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import ForkServerContext

import pytest

from core.server import addresses

CLOSED_PORT = 1

Note = Callable[[str], None]
"""Has a sentence with figures shown below the test run."""

_figures = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def _no_server_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No edit of a test goes to a server that happens to run on this machine."""
    monkeypatch.setattr(addresses, "DEFAULT_PORT", CLOSED_PORT)
    for name in ("HERMES_WEBUI_HOST", "HERMES_WEBUI_PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Starts processes that have imported the store already, so that each costs milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["core.store", "core.store.title_routes", "filelock"])
    return context


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Notes down figures of a test, to be quoted."""
    sentences = request.config.stash.setdefault(_figures, [])
    name = request.node.name
    return lambda sentence: sentences.append(f"{name}: {sentence}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what was noted down."""
    for sentence in config.stash.get(_figures, []):
        terminalreporter.write_line(sentence)
