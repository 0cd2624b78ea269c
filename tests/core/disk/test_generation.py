"""Which of the two generations of rows a folder's server writes."""

from __future__ import annotations

import os
from pathlib import Path

from core.disk.folder import list_names
from core.disk.generation import row_maker
from core.disk.new_rows import derive_new
from core.disk.rows import Derive, derive
from tests.builders import (
    INDEX,
    a_folder,
    a_new_session,
    a_session,
    some_sessions,
    write_session,
)


def maker(folder: Path) -> Derive:
    return row_maker(folder, list_names(folder).sessions)


def test_rows_of_the_old_server_stay_of_the_old_generation(sample_old: Path) -> None:
    assert maker(sample_old) is derive


def test_rows_of_the_new_server_stay_of_the_new_generation(sample_new: Path) -> None:
    assert maker(sample_new) is derive_new


def test_the_rows_decide_whatever_the_files_say(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", a_session())
    write_session(folder, a_new_session("bb22"))
    write_session(folder, a_new_session("cc33"))
    assert maker(folder) is derive


def test_without_an_index_the_files_decide(sample_new: Path) -> None:
    (sample_new / INDEX).unlink()
    assert maker(sample_new) is derive_new


def test_with_an_empty_index_the_files_decide(sample_new: Path) -> None:
    (sample_new / INDEX).write_bytes(b"[]")
    assert maker(sample_new) is derive_new


def test_of_a_mixed_folder_the_majority_decides(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", *some_sessions(3), index=None)
    write_session(folder, a_new_session())
    assert maker(folder) is derive


def test_files_that_cannot_be_read_have_no_vote(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", a_new_session("zz"), index=None)
    for number in range(5):
        (folder / f"bad{number}.json").write_bytes(b"{")
    assert maker(folder) is derive_new


def test_an_empty_folder_is_of_the_old_generation(tmp_path: Path) -> None:
    assert maker(tmp_path) is derive


def test_an_index_that_is_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / INDEX)
    assert maker(tmp_path) is derive


def test_a_title_that_speaks_of_the_new_field_decides_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", a_session(title='what is "last_message_at"?'))
    assert maker(folder) is derive
