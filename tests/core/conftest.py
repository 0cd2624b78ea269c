"""What the tests of the store share."""

from __future__ import annotations

import os
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
    monkeypatch.setattr(reading, "EMPTY_LOOKS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sessions folder with three sessions, `s0002` the newest, and the right index."""
    return a_folder(tmp_path / "sessions", *some_sessions(3))


@pytest.fixture
def store(folder: Path) -> SessionStore:
    """The store of `folder`."""
    return SessionStore(folder)


@pytest.fixture(autouse=True)
def _nobody_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flushing takes four fifths of the time of these tests, and no test cuts the power.

    That files and folders are flushed, and when, is tested in `test_atomic.py`.
    """
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
