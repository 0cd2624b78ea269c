"""The start of a save is replaced by the whole file, unless it may hold what the whole does not."""

from __future__ import annotations

from pathlib import Path
from threading import Timer

import pytest

from core.disk import reading
from core.locations import OwnPlaces
from core.store.file_edits import SessionFile, read_session_file
from core.store.folder_state import FolderState
from core.store.torn_saves import put_back
from tests.builders import a_folder, a_new_session, a_session, some_messages, text_of

TITLE = "The new title"
WHOLE = text_of(a_session(title=TITLE, updated_at=1_790_000_000.125))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one session, which the older server wrote."""
    return a_folder(tmp_path / "sessions", a_session())


@pytest.fixture
def before(folder: Path) -> SessionFile:
    """The file of the session before the save."""
    return read_session_file(folder / "aa11.json")


def put(before: SessionFile, left: bytes, *, is_gone: bool = True) -> tuple[bool, bool]:
    """Leave `left` of the file; whether it was put back, and whether it is as it was."""
    before.path.write_bytes(left)
    folder = before.path.parent
    state = FolderState(folder, OwnPlaces.of(folder))
    done = put_back(state, before, TITLE, lambda: is_gone)
    return done, before.path.read_bytes() == before.data


@pytest.mark.usefixtures("aged")
@pytest.mark.parametrize("share", [0, 1, 10, 30, 60, 90, 99])
def test_the_start_of_the_save_is_replaced_by_the_whole(before: SessionFile, share: int) -> None:
    assert put(before, WHOLE[: len(WHOLE) * share // 100]) == (True, True)


@pytest.mark.usefixtures("aged")
def test_a_save_that_is_whole_stays(before: SessionFile) -> None:
    assert put(before, WHOLE) == (False, False)


def test_a_save_that_ends_well_after_all_stays(
    before: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FRESH_NS", 500_000_000)
    late = Timer(0.2, before.path.write_bytes, [WHOLE])
    late.start()
    done = put(before, WHOLE[:300])
    late.join()
    assert (done, before.path.read_bytes()) == ((False, False), WHOLE)


@pytest.mark.usefixtures("aged")
def test_while_the_server_lives_nothing_is_put_back(before: SessionFile) -> None:
    assert put(before, WHOLE[:300], is_gone=False) == (False, False)


@pytest.mark.usefixtures("aged")
def test_messages_that_were_only_in_memory_are_left_for_people_to_save(
    before: SessionFile,
) -> None:
    saved = text_of(a_session(title=TITLE, messages=some_messages(9)))
    assert put(before, saved[: saved.index(b"words 7")]) == (False, False)


@pytest.mark.usefixtures("aged")
def test_what_has_nothing_to_do_with_the_save_is_left_alone(before: SessionFile) -> None:
    assert put(before, b"garbage") == (False, False)


@pytest.mark.usefixtures("aged")
def test_a_layout_with_the_time_of_change_before_the_messages_is_left_alone(
    folder: Path,
) -> None:
    (folder / "aa11.json").write_bytes(text_of(a_new_session()))
    before = read_session_file(folder / "aa11.json")
    saved = text_of(a_new_session(title=TITLE, updated_at=1.5, messages=some_messages(9)))
    assert put(before, saved[: saved.index(b"words 7")]) == (False, False)


def test_a_file_that_is_gone_is_not_made_again(before: SessionFile) -> None:
    before.path.unlink()
    folder = before.path.parent
    state = FolderState(folder, OwnPlaces.of(folder))
    assert (put_back(state, before, TITLE, lambda: True), before.path.exists()) == (False, False)
