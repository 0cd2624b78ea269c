"""A folder that vanishes, files that vanish, and what may not be written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import NotFound, StoreError
from core.store import SessionStore
from core.values import Session
from tests.builders import a_folder, contents, some_sessions

pytestmark = pytest.mark.usefixtures("aged")


def test_a_folder_that_vanishes_between_calls_is_told(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", *some_sessions(2))
    store = SessionStore(folder)
    store.list_sessions()
    folder.rename(tmp_path / "elsewhere")
    for work in (
        store.list_sessions,
        store.check,
        store.repair,
        store.rebuild_index,
        lambda: store.load("s0001"),
        lambda: store.rename("s0001", "New"),
        lambda: store.save(Session("new1")),
        lambda: store.update_index([]),
        lambda: store.details("s0001"),
    ):
        with pytest.raises(NotFound):
            work()
    assert not folder.exists()


def test_files_that_vanish_while_they_are_read_stop_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "s", *some_sessions(40), index=b"[]")
    store = SessionStore(folder)
    left = iter(sorted(folder.glob("s*.json")))
    report = store.check(progress=lambda *_: next(left).unlink(), read_all=True)
    assert report.sessions + 2 >= len(list(folder.glob("s*.json")))
    assert {row.session_id for row in store.list_sessions()} == {
        path.stem for path in folder.glob("s*.json")
    }


class TestReadOnly:
    """What may not be written is told, and stays as it is."""

    @pytest.fixture
    def closed(self, tmp_path: Path) -> Iterator[Path]:
        folder = a_folder(tmp_path / "s", *some_sessions(2))
        folder.chmod(0o555)
        if os.access(folder, os.W_OK):
            pytest.skip("this user, root perhaps, may write anywhere")
        yield folder
        folder.chmod(0o755)

    def test_a_closed_folder_is_listed_and_checked(self, closed: Path) -> None:
        assert len(SessionStore(closed).list_sessions()) == 2
        assert SessionStore(closed).check().findings == []

    def test_nothing_in_it_is_written(self, closed: Path) -> None:
        before = contents(closed)
        with pytest.raises(StoreError, match="permission was denied"):
            SessionStore(closed).rename("s0001", "New")
        assert contents(closed) == before

    def test_a_file_that_may_not_be_read_is_a_row_with_a_reason(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path / "s", *some_sessions(2), index=b"[]")
        (folder / "s0001.json").chmod(0)
        if os.access(folder / "s0001.json", os.R_OK):
            pytest.skip("this user, root perhaps, may read everything")
        (row,) = (row for row in SessionStore(folder).list_sessions() if row.problem)
        assert (row.session_id, row.problem) == ("s0001", "permission was denied")
