"""The reader in a window of its own, over real files and with a thread of its own."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.reader.viewer import Viewer


@pytest.fixture
def viewer(qtbot: QtBot) -> Viewer:
    """A view 600 pixels wide and 400 high."""
    return Viewer(qtbot)
