"""A generated store is what a server would have written, and the plain way of working agrees."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from core.store import SessionStore
from tests.bench import plain
from tests.bench.layouts import NEW, OLD, Generation
from tests.bench.speech import Speech
from tests.bench.stores import BenchStore, Shape, make

GENERATIONS = pytest.mark.parametrize("generation", [OLD, NEW], ids=["old", "new"])


def a_store(folder: Path, generation: Generation, size: int = 4_700, count: int = 40) -> BenchStore:
    """A store of one generation, its sessions as large as those of the table."""
    shape = Shape(f"{count} {generation.name}", generation, (size,) * count, 900)
    make(shape, folder / "sessions")
    return BenchStore(generation.name, shape, folder / "sessions")


def titles_in(store: BenchStore) -> list[tuple[str, str]]:
    """Id and title of each row, in the order of the index."""
    return [(row["session_id"], row["title"]) for row in json.loads(store.index.read_bytes())]


@GENERATIONS
def test_a_generated_store_has_no_fault(tmp_path: Path, generation: Generation) -> None:
    store = a_store(tmp_path, generation)
    assert SessionStore(store.folder).check(read_all=True).findings == []


@GENERATIONS
def test_sessions_are_about_as_large_as_they_should_be(
    tmp_path: Path, generation: Generation
) -> None:
    store = a_store(tmp_path, generation, count=200)
    sizes = [store.path_of(session_id).stat().st_size for session_id in store.ids]
    assert 4_200 < sum(sizes) / len(sizes) < 5_200


@GENERATIONS
def test_the_plain_rebuild_writes_the_index_that_was_generated(
    tmp_path: Path, generation: Generation
) -> None:
    store = a_store(tmp_path, generation)
    before = store.index.read_bytes()
    store.index.unlink()
    plain.rebuild(store.folder, generation)
    assert store.index.read_bytes() == before


@GENERATIONS
def test_the_plain_rename_and_ours_leave_the_same_titles(
    tmp_path: Path, generation: Generation
) -> None:
    one, other = a_store(tmp_path / "1", generation), a_store(tmp_path / "2", generation)
    plain.rename(one.folder, one.ids[7], "Seven – 七")
    SessionStore(other.folder).rename(other.ids[7], "Seven – 七")
    assert titles_in(one) == titles_in(other)


@GENERATIONS
def test_the_plain_listing_leaves_ghosts_out_and_lets_lost_sessions_in(
    tmp_path: Path, generation: Generation
) -> None:
    store = a_store(tmp_path, generation)
    ghost = store.ids[3].encode()
    store.put_index(store.index.read_bytes().replace(ghost, b"0123456789ab"))
    listed = [row["session_id"] for row in plain.list_sessions(store.folder, generation)]
    assert sorted(listed) == sorted(store.ids)


def test_a_store_of_speech_has_words_that_are_common_and_words_that_are_rare() -> None:
    speech = Speech(Random(1))
    counts = Counter(speech.some(20_000))
    assert counts.most_common(1)[0][1] > 500
    assert sum(count == 1 for count in counts.values()) > 2_000
