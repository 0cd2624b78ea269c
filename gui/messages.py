"""What the program has to say: a bar below the list for as long as it matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import StoreError
from gui.appearance.icons import Sign
from gui.core_words import translated
from gui.look import GAP, Hairline, WarningStrip, dim, plain_label

MAX_KEPT = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the user may do about a message; the message goes when it is done."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the user. Of two with the same `key` only the later one is shown."""

    text: str
    key: str = ""
    choices: tuple[Choice, ...] = ()
    let_go: Callable[[], None] | None = None
    """Called when the user closes the message without a choice."""
    is_news: bool = False
    """Nothing is wrong: it is not shown as a warning."""
    time: datetime = field(default_factory=lambda: datetime.now().astimezone())

    @property
    def line(self) -> str:
        """The message as it stands in the list of messages."""
        return f"{self.time:%H:%M:%S}  {self.text}"


class MessageBar(WarningStrip):
    """Shows the newest message that is neither answered nor withdrawn, and how many wait."""

    kept_changed = Signal()
    dismissed = Signal()  # the last message went by the user's hand: the focus has to go somewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept: list[Message] = []
        self.buttons: list[QPushButton] = []  # of the message that is shown, Close last
        self._waiting: list[Message] = []
        self.setAccessibleName(self.tr("Message"))
        self._mark = Sign("warning")
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = plain_label()
        self._row = QHBoxLayout()
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown, or nothing."""
        return self._waiting[-1].text if self._waiting else ""

    def say(self, message: Message) -> None:
        """Show `message` until it is answered, closed or withdrawn, and keep it in the list."""
        self.kept = [*self.kept, message][-MAX_KEPT:]
        self.kept_changed.emit()
        self._waiting = [old for old in self._waiting if not _same(old, message)] + [message]
        self._show_newest()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def withdraw(self, key: str) -> None:
        """Stop showing the message `key`, if it still is: what it tells is over."""
        left = [message for message in self._waiting if message.key != key]
        if len(left) < len(self._waiting):
            self._waiting = left
            self._show_newest()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(GAP + GAP // 2, GAP // 2, GAP, GAP // 2)
        row.setSpacing(GAP)
        row.addWidget(self._mark)
        dim(self._more)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addLayout(self._row)
        self._row.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)

    def _show_newest(self) -> None:
        while self.buttons:
            button = self.buttons.pop()
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        if self._waiting:
            self._show(self._waiting[-1])
        self.setVisible(bool(self._waiting))

    def _show(self, message: Message) -> None:
        self._mark.show_icon("info" if message.is_news else "warning")
        self._mark.setAccessibleName(self.tr("News") if message.is_news else self.tr("Warning"))
        self.warns = not message.is_news
        self._text.setText(message.text)
        others = len(self._waiting) - 1
        self._more.setText(self.tr("%n more", "", others) if others else "")
        self._more.setVisible(others > 0)
        for choice in message.choices:
            self._add_button(choice.text, partial(self._settle, message, choice))
        self._add_button(self.tr("Close"), partial(self._settle, message, None))

    def _add_button(self, text: str, act: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setAutoDefault(True)  # Enter presses the button that has the focus
        button.clicked.connect(act)
        self._row.addWidget(button)
        self.buttons.append(button)

    def _settle(self, message: Message, choice: Choice | None, _checked: bool = False) -> None:
        self._waiting = [old for old in self._waiting if old is not message]
        self._show_newest()
        if not self._waiting:
            self.dismissed.emit()
        act = choice.act if choice else message.let_go
        if act is not None:
            act()


def sentence_of(error: Exception) -> str:
    """Return what to tell the user: what the store says, or that a bug is not their fault."""
    if isinstance(error, StoreError):
        return translated(str(error))
    words = QCoreApplication.translate("Messages", "The program made a mistake ({kind}: {text}).")
    return words.format(kind=type(error).__name__, text=error)


def _same(one: Message, other: Message) -> bool:
    return bool(one.key) and one.key == other.key
