"""What the tests of check and repair share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import (
    a_folder,
    some_sessions,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good store of six sessions."""
    return a_folder(tmp_path / "sessions", *some_sessions(6))
