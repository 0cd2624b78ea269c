"""Replacing a file where files cannot be exchanged, or have only one name."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from core.disk import exchange
from core.disk.atomic import Expected, replace
from core.disk.reading import stamp_of
from core.errors import Conflict, DiskTrouble

NEW = [b"new ", b"bytes"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with old bytes, alone in its folder."""
    (tmp_path / "aa11.json").write_bytes(b"old")
    return tmp_path / "aa11.json"


def expected(path: Path) -> Expected:
    return Expected(stamp_of(path))


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


class TestOlderSystems:
    """Where files cannot be exchanged, or have only one name, the same is done in another way."""

    @pytest.fixture(autouse=True)
    def _older(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
        monkeypatch.setattr(os, "link", refuse)

    def test_the_new_bytes_take_the_place_of_the_old(self, path: Path) -> None:
        stamp = replace(path, NEW, expected(path))
        assert (path.read_bytes(), stamp_of(path)) == (b"new bytes", stamp)
        assert names(path) == ["aa11.json"]

    def test_a_file_that_was_changed_is_a_conflict(self, path: Path) -> None:
        seen = expected(path)
        path.write_bytes(b"theirs")
        with pytest.raises(Conflict):
            replace(path, NEW, seen)
        assert (path.read_bytes(), names(path)) == (b"theirs", ["aa11.json"])

    def test_a_new_file_is_made_where_none_was(self, tmp_path: Path) -> None:
        replace(tmp_path / "new.json", NEW, Expected(None))
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [
            ("new.json", b"new bytes")
        ]

    def test_a_file_that_somebody_else_has_made_is_not_written_over(self, path: Path) -> None:
        with pytest.raises((Conflict, DiskTrouble)):
            replace(path, NEW, Expected(None))
        assert (path.read_bytes(), names(path)) == (b"old", ["aa11.json"])
