"""What every test gets: folders of its own, sample stores, and failure on any left-over noise."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

# Before the first import of Qt: a test never needs a screen, and a missing one would abort.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_END = 2.0
LONG = os.environ.get("SESSION_BROWSER_LONG") == "1"

# Qt keeps these threads for the whole process; they belong to no test.
THREADS_OF_QT = ("QDBusConnection", "QXcbEventQueue", "Thread (pooled)", "gmain", "gdbus", "dconf")

settings.register_profile("default", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("long" if LONG else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `long`, unless they were asked for."""
    if LONG:
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes long: run by ./dev test --long"))


def pytest_collection_finish() -> None:
    """Put what is there for good out of the collector's sight, so that collecting stays cheap."""
    gc.collect()
    gc.freeze()


# --- folders -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, with its XDG folders; nothing outside is ever written."""
    # Not mktemp of the factory: it lists all the folders so far to find the next number.
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=tmp_path_factory.getbasetemp()))
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "DATA_HOME", "RUNTIME_DIR"):
        own = folder / name.lower()
        own.mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(own))
    for name in ("HERMES_HOME", "HERMES_WEBUI_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    return folder


def _copy(state: Path, to: Path) -> Path:
    shutil.copytree(state, to)
    return to / "sessions"


@pytest.fixture
def sample_old(tmp_path: Path) -> Path:
    """The sessions folder of a writable copy of the sample store: old server, with damage."""
    return _copy(ROOT / "resources" / "sample", tmp_path / "old")


@pytest.fixture
def sample_new(tmp_path: Path) -> Path:
    """The sessions folder of a writable store as the new server leaves it, without damage."""
    return _copy(ROOT / "tests" / "data" / "new", tmp_path / "new")


# --- noise fails -------------------------------------------------------------------------------


class _Loud(logging.Handler):
    """Keeps the text of every record of WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record of WARNING or above that no `expected_log` announced, or on none."""
    marker = request.node.get_closest_marker("expected_log")
    expected = marker.args if marker else ()
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    yield
    logging.getLogger().removeHandler(loud)
    surprises = [line for line in loud.lines if not any(part in line for part in expected)]
    assert not surprises, f"log records that nobody expected: {surprises}"
    absent = [part for part in expected if not any(part in line for line in loud.lines)]
    assert not absent, f"expected in the log, but never said: {absent}"


# --- nothing is left behind --------------------------------------------------------------------


def _wait_until_none(left: Callable[[], list[str]]) -> list[str]:
    """Give what is just ending the time to end; the names of what does not."""
    pause = threading.Event()
    for _ in range(int(SECONDS_TO_END / 0.01)):
        if not left():
            return []
        pause.wait(0.01)
    return left()


def _python_threads() -> dict[int, str]:
    """The running Python threads by number; a thread of Qt that ran Python is not one."""
    return {
        thread.native_id or 0: thread.name
        for thread in threading.enumerate()
        if type(thread).__name__ != "_DummyThread"
    }


def _native_threads() -> dict[int, str]:
    """Every thread of this process by number, Qt's included, where the system tells."""
    found = {}
    for task in Path("/proc/self/task").glob("*"):
        try:
            name = (task / "comm").read_text().strip()
        except OSError:  # it ended between the two looks
            continue
        if not name.startswith(THREADS_OF_QT):
            found[int(task.name)] = name
    return found


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail on a thread or a child process that outlives the test that started it."""
    before = {**_native_threads(), **_python_threads()}

    def left() -> list[str]:
        threads = {**_native_threads(), **_python_threads()}
        names = [f"thread {name}" for number, name in threads.items() if number not in before]
        return names + [f"process {child.name}" for child in multiprocessing.active_children()]

    yield
    if QCoreApplication.instance() is not None:
        # Windows closed by qtbot are deleted here, and with them the threads they own.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_END * 1000))
    still = _wait_until_none(left)
    assert not still, f"still running after the test: {still}"


@pytest.fixture(autouse=True)
def _collect_on_the_main_thread(
    request: pytest.FixtureRequest, _nothing_left_running: None
) -> Iterator[None]:
    """Keep the cyclic collector off worker threads: deleting a widget there is a crash."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()
