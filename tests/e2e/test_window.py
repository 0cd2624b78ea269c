"""The program as its user knows it: keys in, files out."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from gui.worker import StoredDrafts
from tests.e2e.conftest import Start
from tests.e2e.program import (
    ROOT,
    bytes_of,
    index_rows,
    title_in_file,
    title_in_index,
)
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e

PINNED = "a3f09c1d7e42"
NGINX = "0c5f2b97d318"
GHOST = "e3b0c44298fc"


def has_title(folder: Path, session_id: str, title: str) -> bool:
    titles = title_in_file(folder, session_id), title_in_index(folder, session_id)
    return titles == (title, title)


def wait_for_title(folder: Path, session_id: str, title: str) -> None:
    wait_until(lambda: has_title(folder, session_id, title), f"the title {title} on the disk")


def test_a_title_is_edited_in_place_and_is_on_the_disk(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Steady migration")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "Steady migration")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")


def test_nothing_but_the_title_is_another(start: Start, screen: Screen, sample_old: Path) -> None:
    before = bytes_of(sample_old)
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Steady migration")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "Steady migration")
    screen.keys("ctrl+q")
    program.end()
    after = bytes_of(sample_old)
    old, new = b"Fix flaky Postgres migration in CI", b"Steady migration"
    expected = before | {
        f"{PINNED}.json": before[f"{PINNED}.json"].replace(old, new, 1),
        "_index.json": before["_index.json"].replace(old, new, 1),
    }
    assert after == expected


def test_an_edit_that_is_undone_leaves_every_byte_as_it_was(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    before = bytes_of(sample_old)
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Steady migration")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "Steady migration")
    screen.keys_until("ctrl+z", lambda: bytes_of(sample_old) == before, "the old bytes")
    is_redone = partial(has_title, sample_old, PINNED, "Steady migration")
    screen.keys_until("ctrl+shift+z", is_redone, "the new title again")


def test_any_script_can_be_typed(start: Start, screen: Screen, sample_old: Path) -> None:
    start(sample_old).wait_for_list()
    screen.keys("F2")
    screen.type("Añadir 重构 données")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "Añadir 重构 données")


def test_the_filter_finds_a_session_to_edit(start: Start, screen: Screen, sample_old: Path) -> None:
    start(sample_old).wait_for_list()
    screen.keys("slash")
    screen.type("nginx 502")
    screen.keys("Down", "F2")
    screen.type("Found")
    screen.keys("Return")
    wait_for_title(sample_old, NGINX, "Found")


def test_the_next_title_follows_with_tab(start: Start, screen: Screen, sample_old: Path) -> None:
    before = bytes_of(sample_old)
    start(sample_old).wait_for_list()
    screen.keys("F2")
    screen.type("One")
    screen.keys("Tab")
    screen.type("Two")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "One")
    wait_until(
        lambda: sum(bytes_of(sample_old)[name] != data for name, data in before.items()) == 3,
        "two files and the index to change",
    )


def test_the_index_is_repaired_by_keys_alone(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    sessions = {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}
    program = start(sample_old)
    program.wait_for_list()
    assert GHOST in {row["session_id"] for row in index_rows(sample_old)}
    screen.keys("ctrl+shift+r")
    screen.wait_for_window("Check and repair")
    opened = program.log().partition("the repair dialog opens")
    program.wait_for_log("a check found", after=opened[0] + opened[1])
    screen.keys("Return")
    wait_until(
        lambda: GHOST not in {row["session_id"] for row in index_rows(sample_old)}, "no ghost"
    )
    screen.keys("Escape")
    screen.wait_until_closed("Check and repair")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
    assert sessions == {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}


def test_closing_saves_the_title_that_is_still_being_typed(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Typed and left")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
    assert title_in_file(sample_old, PINNED) == title_in_index(sample_old, PINNED)
    assert title_in_file(sample_old, PINNED) == "Typed and left"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_of_the_system_saves_and_ends_the_normal_way(
    start: Start, screen: Screen, sample_old: Path, number: signal.Signals
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    screen.keys("F2")
    screen.type("Before the end")
    program.signal(number)
    assert program.end() == (0, "")
    assert title_in_file(sample_old, PINNED) == "Before the end"


def test_what_another_program_writes_appears_by_itself(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    count = int(program.log().partition("listed: ")[2].split()[0])
    data = (sample_old / f"{NGINX}.json").read_bytes()
    (sample_old / "newcomer0001.json").write_bytes(
        data.replace(NGINX.encode(), b"newcomer0001").replace(b"Nginx 502", b"Zebra 502")
    )
    program.wait_for_log(f"listed: {count + 1}")
    screen.keys("ctrl+f")
    screen.type("zebra")
    screen.keys("Down", "F2")
    screen.type("New here")
    screen.keys("Return")
    wait_until(lambda: title_in_file(sample_old, "newcomer0001") == "New here", "its title")


def test_a_folder_that_vanishes_and_comes_back_can_be_edited_again(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    away = sample_old.with_name("away")
    sample_old.rename(away)
    program.wait_for_log("refused")
    while_away = program.log()
    away.rename(sample_old)
    program.wait_for_list(after=while_away)
    screen.keys("F2")
    screen.type("Back again")
    screen.keys("Return")
    wait_for_title(sample_old, PINNED, "Back again")


def test_a_session_opens_without_one_known_folder_and_ends(start: Start, screen: Screen) -> None:
    program = start()
    screen.wait_for_window("Session Browser")
    screen.keys("ctrl+q")
    assert program.end() == (0, "")


def test_the_folder_used_last_is_opened_again(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    first = start(sample_old.parent)
    first.wait_for_list()
    screen.keys("ctrl+q")
    first.end()
    log_of_first = first.log()
    again = start()
    again.wait_for_list(after=log_of_first)
    screen.keys("ctrl+q")
    assert again.end() == (0, "")


def test_the_demo_leaves_nothing_behind(
    start: Start, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    program = start("--demo")
    wait_until(lambda: bool(screen.windows("Session Browser – ")), "the demo to be open")
    screen.wait_for_window("Session Browser")
    screen.keys("ctrl+q")
    code, _ = program.end()
    assert (code, list(scratch.iterdir())) == (0, [])


def test_without_a_display_there_is_a_sentence_and_no_abort(sample_old: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gui", str(sample_old)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr


def test_a_title_that_was_being_saved_at_a_kill_is_offered_again(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    held = os.open(sample_old, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)  # as another program of ours that is busy for long
    screen.keys("F2")
    screen.type("Nearly saved")
    screen.keys("Return")
    wait_until(lambda: StoredDrafts(sample_old).left() == [(PINNED, "Nearly saved")], "a draft")
    program.signal(signal.SIGKILL)
    program.end()
    os.close(held)
    log_of_first = program.log()
    again = start(sample_old)
    again.wait_for_list(after=log_of_first)
    again.wait_for_log("1 titles of an earlier run", after=log_of_first)
    screen.keys("alt+r")  # Retry
    wait_for_title(sample_old, PINNED, "Nearly saved")


@pytest.mark.long
def test_who_does_not_wait_for_a_disk_that_hangs_loses_nothing(
    start: Start, screen: Screen, sample_old: Path
) -> None:
    program = start(sample_old)
    program.wait_for_list()
    held = os.open(sample_old, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    screen.keys("F2")
    screen.type("Not yet saved")
    screen.keys("Return", "ctrl+q")
    wait_until(lambda: len(screen.windows("Session Browser")) == 2, "the question")
    screen.keys("alt+q")  # Quit
    ended = program.end()
    os.close(held)
    assert ended == (0, "")
    assert StoredDrafts(sample_old).left() == [(PINNED, "Not yet saved")]
