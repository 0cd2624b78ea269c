"""The language of the window, for the tests that listen to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.languages import speak


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The program speaks German, and what it spoke before once the test is over."""
    before, old = QLocale(), qapp.findChildren(QTranslator)
    speak(qapp, "de")
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        if translator not in old:
            qapp.removeTranslator(translator)
            translator.setParent(None)
