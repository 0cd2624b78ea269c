"""What the tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.disk import reading
from core.store import SessionStore
from tests.builders import a_folder, some_sessions


@pytest.fixture
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as older than two seconds, so nothing damaged is waited for.

    No program can set the change time of a file back, and no test should wait for it to pass.
    """
    monkeypatch.setattr(reading, "FRESH_NS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sessions folder with three sessions, `s0002` the newest, and the right index."""
    return a_folder(tmp_path / "sessions", *some_sessions(3))


@pytest.fixture
def store(folder: Path) -> SessionStore:
    """The store of `folder`."""
    return SessionStore(folder)
