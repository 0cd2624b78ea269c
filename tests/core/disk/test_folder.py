"""What lies in a sessions folder, by name."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from core.disk.folder import is_ours, is_temp, list_names
from core.errors import DiskTrouble, NotFound
from tests.faults import failing


def touch(folder: Path, *names: str | bytes) -> None:
    for name in names:
        os.close(os.open(os.fsencode(folder) + b"/" + os.fsencode(name), os.O_CREAT))


def test_files_with_a_usable_name_are_sessions(tmp_path: Path) -> None:
    touch(tmp_path, "aa11.json", "20260412_101112_ab12cd.json", "A-b.json", "x" * 128 + ".json")
    assert list_names(tmp_path).sessions == {"aa11", "20260412_101112_ab12cd", "A-b", "x" * 128}


@pytest.mark.parametrize(
    "name",
    [
        *("_index.json", "_deleted_webui_sessions.json", "_x.json", "aa11.json.bak", "aa11.JSON"),
        *("aa11.jsonl", "notes.txt", "json", "aa11", "aa11.tmp.1.2", "bootstrap.log"),
    ],
)
def test_other_names_are_neither_sessions_nor_worth_a_word(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    names = list_names(tmp_path)
    assert (names.sessions, names.odd) == (frozenset(), {})


@pytest.mark.parametrize(
    "name",
    [
        *(".json", ".x.json", "a.b.json", "a b.json", "ä.json", "x" * 129 + ".json", "a\nb.json"),
        *("aa11.tmp.json", "a\x1b[31m.json", "+.json", "..json"),
    ],
)
def test_a_name_that_no_server_takes_is_told(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name, "good.json")
    names = list_names(tmp_path)
    assert names.sessions == {"good"}
    assert names.odd == {name[:-5]: "its name cannot be the id of a session"}


def test_two_names_that_are_not_utf8_are_told_apart_and_can_be_written(tmp_path: Path) -> None:
    touch(tmp_path, b"\xff.json", b"\xfe.json")
    odd = list_names(tmp_path).odd
    assert len(odd) == 2
    assert all(stem.encode() for stem in odd)


@pytest.mark.parametrize(
    "name",
    [
        *("_index.tmp", "_index.tmp.4711.140", "aa11.tmp.4711.140", "aa11.json.bak.tmp.1"),
        *("aa11.json.recover.tmp", "aa11.json.reconcile.tmp.1.2", "_index.tmp.recovery.1.2"),
        *("aa11.tmp.sb-1-2", "_index.tmp.sb-1-2"),
    ],
)
def test_a_temporary_file_is_one(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    assert list_names(tmp_path).temps == (name,)
    assert is_temp(name)


@pytest.mark.parametrize("name", ["aa11.json", "_index.json", "aa11.json.bak", "tmp", "a.tmpx"])
def test_another_file_is_not_temporary(name: str) -> None:
    assert not is_temp(name)


def test_our_own_temporary_files_are_known_by_their_name() -> None:
    assert is_ours("aa11.tmp.sb-1-2")
    assert not is_ours("aa11.tmp.1.2")


def test_the_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    touch(tmp_path / "real", "aa11.json")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert list_names(tmp_path / "link").sessions == {"aa11"}


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    names = list_names(tmp_path)
    assert (names.sessions, names.odd, names.temps) == (frozenset(), {}, ())


def test_a_folder_that_is_gone_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="The folder gone is no longer there"):
        list_names(tmp_path / "gone")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    touch(tmp_path, "file")
    with pytest.raises(NotFound, match="Could not list file"):
        list_names(tmp_path / "file")


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    with (
        failing(tmp_path, at=0),
        pytest.raises(DiskTrouble, match=f"Could not list {tmp_path.name}"),
    ):
        list_names(tmp_path)


def test_the_stamp_is_that_of_before_the_listing(tmp_path: Path) -> None:
    before = list_names(tmp_path).stamp
    touch(tmp_path, "aa11.json")
    assert list_names(tmp_path).stamp != before


def test_a_listing_proves_no_more_because_it_took_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir, clock = os.listdir, [time.time_ns()]

    def slow_listdir(folder: Path) -> list[str]:
        clock[0] += 60_000_000_000  # a minute, as on a slow network
        return listdir(folder)

    monkeypatch.setattr(time, "time_ns", lambda: clock[0])
    monkeypatch.setattr(os, "listdir", slow_listdir)
    assert [list_names(tmp_path).is_proven for _ in range(2)] == [False, True]
