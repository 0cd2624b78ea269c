"""Nothing is cut at any size of text or any scale of the screen, in the smallest window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.appearance.text_size import STEPS
from gui.window_state import WindowState
from tests.gui.appearance.cut import cut, windows
from tests.house.tree import ROOT


@pytest.fixture(autouse=True)
def _fonts_as_before(qapp: QApplication) -> Iterator[None]:
    font, style = QFont(qapp.font()), qapp.style().name()
    qapp.setStyle("Fusion")
    yield
    qapp.setFont(font)
    qapp.setStyle(style)


@pytest.mark.parametrize("percent", STEPS)
def test_no_word_is_cut_at_any_size_of_text(qtbot: QtBot, tmp_path: Path, percent: int) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.save_word("text_size", str(percent))
    state.sync()
    made = windows(tmp_path)
    for window in made:
        qtbot.addWidget(window)
        qtbot.waitExposed(window)
    qtbot.wait(0)
    assert [words for window in made for words in cut(window)] == []
    made[0].may_close = True  # type: ignore[attr-defined]


@pytest.mark.parametrize("percent", [100, 200])
def test_no_german_word_is_cut(qtbot: QtBot, german: None, tmp_path: Path, percent: int) -> None:
    test_no_word_is_cut_at_any_size_of_text(qtbot, tmp_path, percent)


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2", "3"])
def test_no_word_is_cut_at_any_scale_of_the_screen(tmp_path: Path, scale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.appearance.cut", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{float(scale)} []\n"
