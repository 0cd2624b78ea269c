"""The sample store is what its generator writes, and the demo is the same store, used just now."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from resources.demo import make_demo
from resources.make_sample import sample_files

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
NUMBER = re.compile(rb"\d{10}")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return make_demo(tmp_path / "a demo")


def rows_of(sessions: Path) -> list[dict[str, Any]]:
    """The rows of the index, in the order of the file."""
    rows: list[dict[str, Any]] = json.loads((sessions / "_index.json").read_bytes())
    return rows


def ids_with_a_file(sessions: Path) -> set[str]:
    return {path.stem for path in sessions.glob("[!_]*.json")}


def test_the_committed_stores_are_what_the_generator_writes() -> None:
    folders = (SAMPLE, ROOT / "tests" / "data" / "new")
    found = {
        str(path.relative_to(ROOT)): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == sample_files()


def test_the_sample_has_thirty_session_files(sample_old: Path) -> None:
    assert len(ids_with_a_file(sample_old)) == 30


def test_the_sample_has_three_ghosts(sample_old: Path) -> None:
    listed = {row["session_id"] for row in rows_of(sample_old)}
    assert len(listed - ids_with_a_file(sample_old)) == 3


def test_the_index_of_the_sample_is_newest_first(sample_old: Path) -> None:
    times = [row["updated_at"] for row in rows_of(sample_old)]
    assert times == sorted(times, reverse=True)


def test_every_row_of_the_new_store_has_its_file(sample_new: Path) -> None:
    assert {row["session_id"] for row in rows_of(sample_new)} == ids_with_a_file(sample_new)


def test_the_sample_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*")) < 200_000


def test_the_newest_edit_of_a_demo_is_now(demo: Path) -> None:
    assert 0 <= time.time() - rows_of(demo)[0]["updated_at"] < 60


def test_nothing_in_a_demo_lies_in_the_future(demo: Path) -> None:
    soon = time.time() + 1
    texts = [path.read_bytes() for path in demo.parent.rglob("*") if path.is_file()]
    assert [number for text in texts for number in NUMBER.findall(text) if int(number) > soon] == []


def test_a_demo_differs_from_the_sample_in_times_only(demo: Path) -> None:
    def without_times(folder: Path) -> dict[str, bytes]:
        paths = [path for path in folder.rglob("*") if path.is_file()]
        return {path.name: NUMBER.sub(b"", path.read_bytes()) for path in paths}

    assert without_times(demo.parent) == without_times(SAMPLE)


def test_the_files_of_a_demo_are_dated_by_their_edits(demo: Path) -> None:
    session = json.loads((demo / "b06c5fd8e213.json").read_bytes())
    assert (demo / "b06c5fd8e213.json").stat().st_mtime == int(session["updated_at"])


def test_a_demo_never_overwrites_a_store(demo: Path) -> None:
    with pytest.raises(FileExistsError):
        make_demo(demo.parent)
