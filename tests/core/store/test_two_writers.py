"""Several programs and threads on one folder: nobody loses anybody's edit."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import Conflict, StoreError
from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    a_folder,
    a_session,
    row_in,
    rows_in,
    session_in,
    some_messages,
    text_of,
)

ROOT = Path(__file__).resolve().parents[3]
RENAMES = 200
RENAMER = """
import sys
from core.store import SessionStore
from core.server import addresses
addresses.DEFAULT_PORT = 1
folder, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = SessionStore(folder)
for number in range(count):
    whose = "s000" if name == "both" else name
    store.rename(f"{whose}{number % 10}", f"{name} {number}")
"""


def start(folder: Path, name: str, count: int = RENAMES) -> subprocess.Popen[str]:
    """A program that renames sessions of its own, again and again."""
    return subprocess.Popen(
        [sys.executable, "-c", RENAMER, str(folder), name, str(count)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def ended(*processes: subprocess.Popen[str]) -> None:
    """Wait for programs to end, and fail if one did not end well."""
    said = [process.communicate()[1] for process in processes]
    assert said == [""] * len(processes)


def together(*works: Callable[[], object]) -> None:
    """Do all at once, each in a thread; fail if one fails."""
    with ThreadPoolExecutor(len(works)) as pool:
        for ended in [pool.submit(work) for work in works]:
            ended.result()


def is_clean(folder: Path) -> bool:
    return SessionStore(folder).check(read_all=True).findings == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten sessions for each of two programs, and ten for both."""
    names = [f"{letter}{number}" for letter in ("s000", "a", "b") for number in range(10)]
    return a_folder(tmp_path / "sessions", *map(a_session, names))


class TestTwoPrograms:
    """Each with a store of its own."""

    def test_renames_of_both_are_all_there(self, folder: Path) -> None:
        ended(start(folder, "a"), start(folder, "b"))
        for name in "ab":
            for number in range(10):
                expected = f"{name} {RENAMES - 10 + number}"
                assert session_in(folder, f"{name}{number}")["title"] == expected
                assert row_in(folder, f"{name}{number}")["title"] == expected
        assert is_clean(folder)

    def test_the_same_sessions_end_with_one_title_in_file_and_row(self, folder: Path) -> None:
        ended(start(folder, "both", 60), start(folder, "both", 60))
        assert is_clean(folder)

    def test_a_program_that_is_killed_leaves_a_folder_that_works(self, folder: Path) -> None:
        process = start(folder, "a", 100_000)
        while not row_in(folder, "a0")["title"].startswith("a 1"):
            assert process.poll() is None
        process.kill()
        process.communicate()
        store = SessionStore(folder)
        store.rename("b0", "Works")
        store.repair()
        assert is_clean(folder)
        assert [path.name for path in folder.iterdir() if ".tmp" in path.name] == []

    def test_a_repair_beside_renames_loses_none(self, folder: Path) -> None:
        process = start(folder, "a", 100)
        store = SessionStore(folder)
        while process.poll() is None:
            store.rebuild_index()
            store.repair()
        ended(process)
        assert row_in(folder, "a9")["title"] == session_in(folder, "a9")["title"] == "a 99"
        assert is_clean(folder)


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads that take turns a thousand times as often as usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("eager")
class TestThreads:
    """One store, asked by many."""

    def test_renames_saves_and_lists_at_once(self, folder: Path) -> None:
        store = SessionStore(folder)

        def rename(name: str) -> None:
            for number in range(30):
                store.rename(f"{name}{number % 10}", f"{name} {number}")

        def save() -> None:
            for number in range(15):
                store.save(Session(f"new{number}", title="New", messages=some_messages(number)))

        def look() -> None:
            for _ in range(30):
                assert len(store.list_sessions()) >= 30
                store.details("s0001")
                store.newest(5)
                store.moved()

        together(lambda: rename("a"), lambda: rename("b"), save, look)
        for name in "ab":
            assert row_in(folder, f"{name}9")["title"] == f"{name} 29"
        assert len(rows_in(folder)) == 45
        assert is_clean(folder)

    def test_checks_and_repairs_at_once(self, folder: Path) -> None:
        store = SessionStore(folder)

        def edit() -> None:
            for number in range(20):
                store.rename("a1", f"Title {number}")

        together(
            edit,
            lambda: [store.check() for _ in range(10)],
            lambda: [store.repair() for _ in range(10)],
            lambda: [store.rebuild_index() for _ in range(5)],
        )
        assert row_in(folder, "a1")["title"] == "Title 19"
        assert is_clean(folder)

    def test_announcements_beside_lists(self, folder: Path) -> None:
        store = SessionStore(folder)

        def announce() -> None:
            for number in range(300):
                store.announce(Session(f"new{number}"))
                store.forget(f"new{number - 5}")

        def look() -> None:
            for _ in range(150):
                store.list_sessions()

        together(announce, look, look)
        assert len(store.list_sessions()) == 35

    def test_details_beside_renames_give_no_old_row_back(self, folder: Path) -> None:
        store = SessionStore(folder)

        def rename() -> None:
            for number in range(60):
                store.rename("a1", f"Title {number}")
                assert row_in(folder, "a1")["title"] == f"Title {number}"

        def look() -> None:
            for _ in range(400):
                store.details("a1")

        together(rename, look, look)
        assert is_clean(folder)


class Foreign:
    """A program that knows no lock and replaces the index again and again, as the server does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.broken = 0

    def _run(self) -> None:
        number = 0
        while not self._ending.wait(0.003):
            number += 1
            try:
                rows = json.loads((self._folder / INDEX).read_bytes())
            except ValueError:
                self.broken += 1
                continue
            rows[-1]["model"] = f"foreign {number}"
            temp = self._folder / "_index.tmp.4711.1"
            temp.write_bytes(text_of(rows))
            temp.replace(self._folder / INDEX)

    def __enter__(self) -> Foreign:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()


class TestForeignWriter:
    """A server that writes the index while we rename."""

    def test_no_edit_is_lost_in_a_file_and_the_index_is_always_json(self, folder: Path) -> None:
        store = SessionStore(folder)
        with Foreign(folder) as foreign:
            for number in range(100):
                with suppress(Conflict):  # the row has to wait; the file has it
                    store.rename(f"a{number % 10}", f"Title {number}")
                assert session_in(folder, f"a{number % 10}")["title"] == f"Title {number}"
                json.loads((folder / INDEX).read_bytes())
        assert foreign.broken == 0
        store.repair()
        assert is_clean(folder)

    def test_its_new_rows_are_not_lost(self, folder: Path) -> None:
        store = SessionStore(folder)
        with Foreign(folder):
            for number in range(30):
                with suppress(Conflict):
                    store.rename("a1", f"Title {number}")
        assert len(rows_in(folder)) == 30
        assert rows_in(folder)[-1]["model"].startswith("foreign")

    def test_a_server_that_saves_the_same_file_keeps_its_messages(self, folder: Path) -> None:
        store = SessionStore(folder)
        ending = threading.Event()
        saved: list[int] = []

        def serve() -> None:
            while not ending.wait(0.002):
                fields = session_in(folder, "a1")
                fields["messages"].append({"role": "user", "content": f"m{len(saved)}"})
                temp = folder / "a1.tmp.4711.1"
                temp.write_bytes(text_of(fields))
                temp.replace(folder / "a1.json")
                saved.append(1)

        server = threading.Thread(target=serve)
        server.start()
        try:
            for number in range(40):
                with suppress(StoreError):
                    store.rename("a1", f"Title {number}")
        finally:
            ending.set()
            server.join()
        assert len(session_in(folder, "a1")["messages"]) == len(saved) + 2

    def test_an_id_that_rotates_is_not_made_again(self, folder: Path) -> None:
        store = SessionStore(folder)
        store.list_sessions()
        (folder / "a1.json").rename(folder / "rotated.json")
        with pytest.raises(StoreError):
            store.rename("a1", "New")
        assert not (folder / "a1.json").exists()
