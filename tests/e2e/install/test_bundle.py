"""The bundle does what the program does, and nothing of the machine that built it is in it."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

import build
import parts
import project
from tests.e2e.conftest import Start
from tests.e2e.install.conftest import BUILD_SECONDS
from tests.e2e.program import bytes_of, index_rows, title_in_file, title_in_index
from tests.e2e.screen import Screen, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.long, pytest.mark.timeout(BUILD_SECONDS)]

PINNED = "a3f09c1d7e42"
GHOST = "e3b0c44298fc"


@pytest.fixture
def program(bundle: Path) -> Path:
    return bundle / "session-browser"


def said(program: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def test_it_is_not_larger_than_promised(bundle: Path) -> None:
    assert build.size_of(bundle) <= parts.LIMIT_MB * 1_000_000


def test_nothing_in_it_names_the_folder_in_which_it_was_built(bundle: Path) -> None:
    told = os.fsencode(project.ROOT) + b"/"
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    assert [path for path in files if told in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["session-browser.txt", "Qt and PySide6.txt", "msgspec.txt"])
def test_the_licences_lie_beside_it(bundle: Path, name: str) -> None:
    assert (bundle / "licenses" / name).stat().st_size > 0


def test_it_tells_its_version(program: Path) -> None:
    assert said(program, "--version").stdout == f"session-browser {project.version()}\n"


def test_a_title_is_edited_and_is_on_the_disk(
    start: Start, screen: Screen, program: Path, sample_old: Path
) -> None:
    running = start(sample_old, program=program)
    running.wait_for_list()
    screen.keys("F2")
    screen.type("Steady migration")
    screen.keys("Return")
    wait_until(lambda: title_in_file(sample_old, PINNED) == "Steady migration", "the file")
    wait_until(lambda: title_in_index(sample_old, PINNED) == "Steady migration", "the index")
    screen.keys("ctrl+q")
    assert running.end() == (0, "")


def test_its_child_checks_and_repairs_the_index(
    start: Start, screen: Screen, program: Path, sample_old: Path
) -> None:
    sessions = {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}
    running = start("--repair", sample_old, program=program)
    screen.wait_for_window("Check and repair")
    running.wait_for_log("a check found", after=running.log().partition("dialog opens")[0])
    screen.keys("Return")
    wait_until(
        lambda: GHOST not in {row["session_id"] for row in index_rows(sample_old)}, "no ghost"
    )
    screen.keys("Escape")
    screen.wait_until_closed("Check and repair")
    screen.keys("ctrl+q")
    assert running.end() == (0, "")
    assert sessions == {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}


@pytest.mark.parametrize("place", ["sessions/_index.json", "sessions", "."])
def test_a_file_or_folder_may_be_its_argument(
    start: Start, program: Path, sample_old: Path, place: str
) -> None:
    state = sample_old.parent.rename(sample_old.parent.with_name("a state folder é"))
    running = start(state / place, program=program)
    running.wait_for_list()
    running.signal(signal.SIGTERM)
    assert running.end() == (0, "")


def test_a_folder_that_happens_to_be_called_core_is_not_taken_for_ours(
    start: Start, program: Path, sample_old: Path, tmp_path: Path
) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise SystemExit(9)", encoding="utf-8")
    running = start(sample_old, program=program, cwd=str(tmp_path), PYTHONPATH=str(tmp_path))
    running.wait_for_list()
    running.wait_for_log("a check found")
    running.signal(signal.SIGTERM)
    assert running.end() == (0, "")


def test_programs_that_it_starts_find_the_libraries_of_their_own_system(
    start: Start, screen: Screen, program: Path, sample_old: Path, tmp_path: Path
) -> None:
    browser, told = tmp_path / "bin" / "xdg-open", tmp_path / "told"
    browser.parent.mkdir()
    browser.write_text(
        f'#!/bin/sh\nenv >"{told}.new"\nmv "{told}.new" "{told}"\n', encoding="utf-8"
    )
    browser.chmod(0o755)
    path = f"{browser.parent}{os.pathsep}{os.environ['PATH']}"
    running = start(sample_old, program=program, PATH=path, LD_LIBRARY_PATH="/their/own")
    running.wait_for_list()
    screen.keys("alt+s", "b")  # Session, Open in browser
    wait_until(told.exists, "a browser")
    assert "LD_LIBRARY_PATH=/their/own" in told.read_text(encoding="utf-8").splitlines()
    running.signal(signal.SIGTERM)
    running.end()


def test_the_store_is_repaired_without_a_window(bundle: Path, sample_old: Path) -> None:
    store = bundle / "session-store"
    codes = [said(store, verb, sample_old).returncode for verb in ("check", "repair", "check")]
    assert codes == [1, 0, 0]
