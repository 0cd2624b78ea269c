"""What is promised of files holds under the rules of Windows, too."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from core import locations, system
from core.disk import atomic
from core.disk.atomic import Expected, replace
from core.disk.lock import folder_lock
from core.disk.reading import stamp_of
from core.errors import Conflict, DiskTrouble, InvalidId, Locked, StoreError
from core.store import SessionStore
from core.values import Session
from tests.core.systems.windows import Windows, windows_rules
from tests.e2e.program import bytes_of, index_rows, title_in_file, title_in_index

NEW = [b"new ", b"bytes"]
PINNED = "a3f09c1d7e42"
SERVER_WAITS = 0.75
"""For so long the server itself tries again (STORE_FORMAT 7.4)."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="enforces the rules on Linux")


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    with windows_rules(tmp_path, monkeypatch) as rules:
        yield rules


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with old bytes, alone in its folder."""
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "aa11.json").write_bytes(b"old")
    return tmp_path / "sessions" / "aa11.json"


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pauses that nobody notices; returns how many there are."""
    monkeypatch.setattr(atomic, "PAUSES", (0.001,) * len(atomic.PAUSES))
    return len(atomic.PAUSES)


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


# --- the rules themselves ----------------------------------------------------------------------


def test_an_open_file_cannot_be_renamed_here(path: Path, windows: Windows) -> None:
    with path.open("rb"), pytest.raises(PermissionError):
        path.rename(path.with_name("other"))


def test_a_folder_cannot_be_opened_here(path: Path, windows: Windows) -> None:
    with pytest.raises(PermissionError):
        os.open(path.parent, os.O_RDONLY)


# --- replacing ---------------------------------------------------------------------------------


def test_a_file_is_replaced_without_breaking_a_rule(path: Path, windows: Windows) -> None:
    stamp = replace(path, NEW, Expected(stamp_of(path)))
    assert (path.read_bytes(), names(path), windows.denied) == (b"new bytes", ["aa11.json"], 0)
    assert stamp == stamp_of(path)


def test_a_new_file_gets_its_name(path: Path, windows: Windows) -> None:
    path.unlink()
    replace(path, NEW, Expected(None))
    assert (path.read_bytes(), names(path), windows.denied) == (b"new bytes", ["aa11.json"], 0)


def test_access_denied_is_tried_again_until_the_reader_is_done(
    path: Path, windows: Windows, hasty: int
) -> None:
    expected = Expected(stamp_of(path))
    reader = path.open("rb")
    windows.on_denied = lambda count: reader.close() if count == hasty else None
    replace(path, NEW, expected)
    assert (path.read_bytes(), names(path)) == (b"new bytes", ["aa11.json"])


def test_a_reader_that_never_ends_leaves_the_old_file_and_nothing_else(
    path: Path, windows: Windows, hasty: int
) -> None:
    expected = Expected(stamp_of(path))
    with path.open("rb"), pytest.raises(DiskTrouble, match="permission was denied"):
        replace(path, NEW, expected)
    assert (path.read_bytes(), names(path)) == (b"old", ["aa11.json"])
    assert windows.denied == hasty + 1


def test_it_is_tried_for_as_long_as_the_server_does() -> None:
    assert sum(atomic.PAUSES) == pytest.approx(SERVER_WAITS)


def test_a_file_that_another_program_changed_is_left_alone(path: Path, windows: Windows) -> None:
    expected = Expected(stamp_of(path))
    path.write_bytes(b"theirs, and longer")
    with pytest.raises(Conflict):
        replace(path, NEW, expected)
    assert (path.read_bytes(), names(path)) == (b"theirs, and longer", ["aa11.json"])


# --- locking -----------------------------------------------------------------------------------


def test_one_holder_keeps_another_out(path: Path, tmp_path: Path, windows: Windows) -> None:
    state, refused = tmp_path / "state" / "key", []

    def take() -> None:
        try:
            with folder_lock(path.parent, state, patience=0.01):
                pass
        except Locked as error:
            refused.append(error)

    with folder_lock(path.parent, state):
        other = Thread(target=take)
        other.start()
        other.join()
    take()
    assert (len(refused), names(path)) == (1, ["aa11.json"])


# --- a whole store -----------------------------------------------------------------------------


def test_a_title_is_renamed_in_file_and_index(sample_old: Path, windows: Windows) -> None:
    SessionStore(sample_old).rename(PINNED, "Renamed there")
    assert title_in_file(sample_old, PINNED) == title_in_index(sample_old, PINNED)
    assert title_in_file(sample_old, PINNED) == "Renamed there"


def test_an_index_is_repaired_and_the_repair_undone(sample_old: Path, windows: Windows) -> None:
    before = bytes_of(sample_old)
    store = SessionStore(sample_old)
    receipt = store.repair()
    repaired = {row["session_id"] for row in index_rows(sample_old)}
    assert "e3b0c44298fc" not in repaired
    assert receipt.repair_id is not None
    store.undo_repair(receipt.repair_id)
    assert (bytes_of(sample_old), windows.denied) == (before, 0)


@pytest.mark.parametrize("name", ["con", "NUL", "Aux", "com1", "LPT9"])
def test_a_session_is_never_called_like_a_device(
    sample_old: Path, windows: Windows, name: str
) -> None:
    store = SessionStore(sample_old)
    with pytest.raises(InvalidId):
        store.load(name)
    with pytest.raises(InvalidId):
        store.save(Session(session_id=name))
    assert not list(sample_old.glob(f"{name}.*"))


@pytest.mark.parametrize("name", ["con", "nul"])
def test_elsewhere_a_device_of_windows_is_a_name_like_others(sample_old: Path, name: str) -> None:
    assert not system.is_device(name)
    SessionStore(sample_old).save(Session(session_id=name, title="Fine"))
    assert title_in_file(sample_old, name) == "Fine"


@pytest.mark.parametrize("name", ["trailing.", "trailing ", "a:stream", "a\\b", "a/b", "..", "c*"])
def test_names_that_mean_something_else_there_are_no_ids_anywhere(
    sample_old: Path, name: str
) -> None:
    with pytest.raises(InvalidId):
        SessionStore(sample_old).load(name)


# --- names that differ in case only ------------------------------------------------------------


@pytest.fixture
def one_file_two_names(sample_old: Path) -> Path:
    """A session that a file system without case also finds under a name in capitals."""
    (sample_old / f"{PINNED.upper()}.json").hardlink_to(sample_old / f"{PINNED}.json")
    return sample_old


def test_a_file_found_by_another_case_is_not_taken_for_that_session(
    one_file_two_names: Path,
) -> None:
    with pytest.raises(StoreError, match=PINNED):
        SessionStore(one_file_two_names).load(PINNED.upper())


def test_a_file_found_by_another_case_is_never_written(one_file_two_names: Path) -> None:
    before = (one_file_two_names / f"{PINNED}.json").read_bytes()
    store = SessionStore(one_file_two_names)
    with pytest.raises(StoreError):
        store.rename(PINNED.upper(), "Another")
    with pytest.raises(StoreError):
        store.save(Session(session_id=PINNED.upper(), title="Another"))
    assert (one_file_two_names / f"{PINNED}.json").read_bytes() == before
    assert json.loads(before)["session_id"] == PINNED


# --- where things are --------------------------------------------------------------------------


def test_the_folder_of_local_programs_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    assert tmp_path / "hermes" / "webui" / "sessions" in locations.tried_folders()
