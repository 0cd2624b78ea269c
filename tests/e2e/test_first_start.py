"""A start without a folder, by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.screen import Screen, wait_until

pytestmark = pytest.mark.e2e


@pytest.fixture
def stores(home: Path, sample_old: Path, sample_new: Path) -> list[Path]:
    """Two stores where servers keep them."""
    webui = home / ".hermes" / "webui"
    work = home / ".hermes" / "profiles" / "work" / "webui"
    work.parent.mkdir(parents=True)
    shutil.move(sample_old.parent, webui)
    shutil.move(sample_new.parent, work)
    return [webui / "sessions", work / "sessions"]


def test_one_of_several_stores_is_chosen_and_opened_again(
    start: Start, screen: Screen, stores: list[Path]
) -> None:
    first = start()
    screen.wait_for_window("Session Browser")
    first.wait_for_log("stores are offered")
    screen.keys("Home", "Down", "Return")
    first.wait_for_list()
    screen.wait_for_window("profiles/work/webui/sessions")
    log_of_first = first.log()
    screen.keys("ctrl+q")
    assert first.end() == (0, "")
    again = start()
    again.wait_for_list(after=log_of_first)
    wait_until(lambda: bool(screen.windows("profiles/work/webui/sessions")), "the same store")
    screen.keys("ctrl+q")
    assert again.end() == (0, "")


def test_without_a_store_the_sample_is_opened_and_leaves_nothing(
    start: Start, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    program = start()
    screen.wait_for_window("Session Browser")
    screen.keys("alt+m")
    program.wait_for_list()
    screen.keys("ctrl+q")
    assert program.end() == (0, "")
    assert list(scratch.iterdir()) == []
