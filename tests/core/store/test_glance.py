"""A store seen from outside: how much is in it and when it was used, and nothing is touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

from core.store.glance import glance_at

NOW = 1_800_000_000.0


def test_the_sessions_are_counted(sample_new: Path) -> None:
    files = [one for one in sample_new.glob("*.json") if not one.name.startswith("_")]
    assert glance_at(sample_new, NOW).sessions == len(files)


def test_the_last_use_is_that_of_the_newest_session(sample_new: Path) -> None:
    rows = json.loads((sample_new / "_index.json").read_bytes())
    assert glance_at(sample_new, NOW).last_used == max(row["updated_at"] for row in rows)


def test_without_an_index_it_is_the_last_change_of_the_folder(sample_new: Path) -> None:
    (sample_new / "_index.json").unlink()
    os.utime(sample_new, (1_700_000_000, 1_700_000_000))
    assert glance_at(sample_new, NOW).last_used == 1_700_000_000


def test_an_index_that_is_none_does_no_harm(sample_new: Path) -> None:
    (sample_new / "_index.json").write_text("{")
    os.utime(sample_new, (1_700_000_000, 1_700_000_000))
    assert glance_at(sample_new, NOW).last_used == 1_700_000_000


def test_an_empty_folder_was_never_used(tmp_path: Path) -> None:
    glance = glance_at(tmp_path, NOW)
    assert (glance.sessions, glance.last_used) == (0, 0.0)


def test_a_folder_that_is_gone_has_no_count(tmp_path: Path) -> None:
    assert glance_at(tmp_path / "gone", NOW).sessions is None


def test_nothing_is_written(sample_old: Path, home: Path) -> None:
    before = sorted(home.rglob("*")), sorted(sample_old.rglob("*")), sample_old.stat().st_mtime_ns
    glance_at(sample_old, NOW)
    after = sorted(home.rglob("*")), sorted(sample_old.rglob("*")), sample_old.stat().st_mtime_ns
    assert after == before
