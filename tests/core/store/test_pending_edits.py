"""Titles that are not saved yet are kept, and forgotten when they are over."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DiskTrouble
from core.store.pending_edits import PendingEdit, PendingEdits


def edit(session_id: str, title: str = "New", base: str = "Old") -> PendingEdit:
    return PendingEdit(session_id, title, base, 1_700_000_000.5)


def test_what_was_entered_is_left_for_the_next_start(tmp_path: Path) -> None:
    PendingEdits(tmp_path).enter(edit("a", "重构 🐠"))
    assert PendingEdits(tmp_path).left() == [edit("a", "重构 🐠")]


def test_a_later_edit_of_a_session_takes_the_place_of_the_first(tmp_path: Path) -> None:
    pending = PendingEdits(tmp_path)
    pending.enter(edit("a", "One"))
    pending.enter(edit("b"))
    pending.enter(edit("a", "Two"))
    assert pending.left() == [edit("b"), edit("a", "Two")]


def test_an_edit_that_is_over_is_forgotten(tmp_path: Path) -> None:
    pending = PendingEdits(tmp_path)
    pending.enter(edit("a"))
    pending.enter(edit("b"))
    pending.strike(["a"])
    assert pending.left() == [edit("b")]


def test_no_file_stays_when_all_is_over(tmp_path: Path) -> None:
    pending = PendingEdits(tmp_path)
    pending.enter(edit("a"))
    pending.strike(["a"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", range(2, 60))
def test_a_line_that_was_cut_off_costs_only_itself(tmp_path: Path, cut: int) -> None:
    pending = PendingEdits(tmp_path)
    pending.enter(edit("a"))
    pending.enter(edit("b"))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-cut])
    pending.enter(edit("c"))
    assert pending.left() == [edit("a"), edit("c")]


def test_nothing_is_left_in_a_new_folder(tmp_path: Path) -> None:
    assert PendingEdits(tmp_path / "not there").left() == []


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(DiskTrouble):
        PendingEdits(tmp_path / "state").enter(edit("a"))
