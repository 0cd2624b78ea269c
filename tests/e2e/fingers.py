"""How a test inside the process of the window presses buttons and types."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton


def press(dialog: QDialog, words: str) -> None:
    """Press the button that begins with `words`, if there is one to press."""
    for button in dialog.findChildren(QPushButton):
        is_meant = button.text().replace("&", "").startswith(words)
        if is_meant and button.isVisible() and button.isEnabled():
            button.click()
            return


def type_character(field: QLineEdit, character: str) -> None:
    """Type a character; one that no key has comes from an input method."""
    if character.isascii():
        QTest.keyClicks(field, character)
    else:
        event = QInputMethodEvent()
        event.setCommitString(character)
        QApplication.sendEvent(field, event)
