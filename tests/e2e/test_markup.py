"""Texts of a store that are markup: read word for word everywhere, and nothing follows of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gui.worker import StoredDrafts
from tests.e2e.markup.hostile import FOLDER_NAME, SECRETS, Traps, a_hostile_folder, mark
from tests.e2e.markup.tour import SPOILT, TYPED
from tests.e2e.markup.toured import ROOT, Toured
from tests.e2e.screen import wait_until

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no fifos"),
    pytest.mark.timeout(180),
]

OF_ROWS = ("title", "model", "workspace", "project", "stale", "inner")
MARKS_IN = {
    "list": OF_ROWS,
    "tooltips of the list": OF_ROWS,
    "editor": ("title",),
    "details": ("title", "model", "workspace", "profile", "project", "prompt", "extra"),
    "message bar": ("draft", "title"),
    "message list": ("draft", "title"),
    "plan": ("ghost", "stale", "title", "inner"),
    "tooltips of the plan": ("ghost", "stale", "title", "inner"),
    "files of the receipt": ("inner",),
    "tooltips of the receipt": ("inner",),
    "question": ("draft",),
}
NAME_IN = (
    *("window title", "menu of folders", "about", "title of the dialog", "plan"),
    *("tooltips of the plan", "tooltips of the receipt", "question"),
)
TYPED_IN = ("undo", "redo", "no match", "missing folder")
WORD_FOR_WORD = [
    *((where, mark(place)) for where, places in MARKS_IN.items() for place in places),
    *((where, FOLDER_NAME) for where in NAME_IN),
    *((where, TYPED) for where in TYPED_IN),
]


@dataclass
class Tour:
    """What a tour through the window brought to light."""

    folder: Path
    base: Path
    traps: Traps
    read: dict[str, list[str]] = field(default_factory=dict)
    live: list[str] = field(default_factory=list)
    ended: dict[str, str] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder for the whole module."""
    base = tmp_path_factory.mktemp("markup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(base / "home"))
        (base / "home").mkdir()
        for name in ("CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "DATA_HOME", "RUNTIME_DIR"):
            (base / "home" / name).mkdir(mode=0o700)
            patch.setenv(f"XDG_{name}", str(base / "home" / name))
        yield base


@pytest.fixture(scope="module")
def tour(base: Path) -> Tour:
    """One tour, which all tests look back on."""
    traps = Traps(base / "traps")
    folder = a_hostile_folder(base / "state", traps)
    StoredDrafts(folder).enter("aa07", traps.markup("draft"))
    found = Tour(folder, base, traps)
    toured = Toured(folder, base / "notes")
    for line in toured.lines():
        if "where" not in line:
            found.ended = line
            break
        found.read.setdefault(line["where"], []).extend(line["texts"])
        found.live += line["live"]
    found.opened = toured.opened()
    toured.kill()
    return found


def test_the_tour_comes_to_its_end(tour: Tour) -> None:
    assert tour.ended == {"ended": "question"}, f"a trap was sprung: {tour.traps.sprung()}"


@pytest.mark.parametrize(("where", "text"), WORD_FOR_WORD)
def test_a_text_is_read_word_for_word(tour: Tour, where: str, text: str) -> None:
    assert any(text in read for read in tour.read[where])


def test_no_widget_would_take_a_text_for_markup(tour: Tour) -> None:
    assert tour.live == []


def test_no_file_that_a_text_names_is_opened(tour: Tour) -> None:
    assert tour.traps.sprung() == []


def test_only_the_store_our_own_places_and_the_program_are_opened(tour: Tour) -> None:
    state = tour.folder.parent
    store = (tour.folder, state / "projects.json", state.parent / "webui.ctl.env")
    program = (ROOT, sys.prefix, sys.base_prefix, os.devnull)
    roots = tuple(map(str, (*store, tour.base / "home", *program)))
    assert [path for path in sorted(tour.opened) if not path.startswith(roots)] == []


def test_what_is_opened_is_noted_in_every_process(tour: Tour) -> None:
    """The check reads each file in a child process: without its notes, the rest proves nothing."""
    sessions = {str(path) for path in tour.folder.glob("aa*.json")}
    assert sessions | {str(tour.folder.parent / "projects.json")} <= tour.opened


def test_the_secrets_of_the_server_stay_closed(tour: Tour) -> None:
    secrets = {str(tour.folder.parent / name) for name in SECRETS}
    assert all(map(os.path.exists, secrets))
    assert not secrets & tour.opened


def test_a_label_that_takes_markup_is_noticed(base: Path, tmp_path: Path) -> None:
    traps = Traps(tmp_path / "traps")
    toured = Toured(a_hostile_folder(tmp_path, traps), tmp_path / "notes", SPOILT)
    spoilt = next(toured.lines())
    try:
        assert [name.split(" in ")[0] for name in spoilt["live"]] == ["Spoilt"]
        wait_until(lambda: "title" in traps.sprung(), "the trap of the title to be sprung")
    finally:
        toured.kill()
