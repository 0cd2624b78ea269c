"""What the tests share that try to lose something."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.context import ForkServerContext
from pathlib import Path

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


class Mounts:
    """File systems that are mounted for a test, and gone after it."""

    def __init__(self) -> None:
        self._places: list[Path] = []

    def tmpfs(self, place: Path, *options: str) -> Path:
        """Mount an empty file system in memory at `place`."""
        return self._mount(place, "-t", "tmpfs", "-o", ",".join(options), "tmpfs")

    def bind(self, source: Path, place: Path) -> Path:
        """Let what is at `source` be at `place`, too."""
        return self._mount(place, "--bind", str(source))

    def read_only(self, place: Path) -> None:
        """Let nobody write any more in what is mounted at `place`."""
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)

    def _mount(self, place: Path, *how: str) -> Path:
        place.mkdir(exist_ok=True)
        with suppress(OSError):
            done = subprocess.run(["mount", *how, place], check=False, capture_output=True)
            if done.returncode == 0:
                self._places.append(place)
                return place
        pytest.skip("nothing can be mounted here: that takes root, and a system that allows it")

    def unmount(self, place: Path, *how: str) -> None:
        """Take away what is mounted at `place`."""
        subprocess.run(["umount", *how, place], check=True)
        self._places.remove(place)

    def end(self) -> None:
        """Take away all that is still mounted, also if somebody uses it."""
        for place in reversed(self._places):
            subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def mounts() -> Iterator[Mounts]:
    """Mounts file systems; skips the test where that is not allowed."""
    mounts = Mounts()
    yield mounts
    mounts.end()


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Notes down figures of a test, to be quoted."""
    sentences = request.config.stash.setdefault(_figures, [])
    name = request.node.name
    return lambda sentence: sentences.append(f"{name}: {sentence}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what was noted down by long tests."""
    if os.environ.get("SESSION_BROWSER_LONG") == "1":
        for sentence in config.stash.get(_figures, []):
            terminalreporter.write_line(sentence)
