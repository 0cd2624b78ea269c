"""The reader: what the conversation is, the conversation, and the field that finds in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.transcript.values import Head
from gui.core_words import translated
from gui.look import GAP, ElidedLabel, WarningStrip, dim, draw_ring, plain_label, set_larger
from gui.reader.conversation_view import ConversationView
from gui.reader.find_bar import FindBar

_HEADLINE = 1.15
_WAIT_MS = 250
"""Only what takes longer says that it takes time."""


class _Words(QLabel):
    """A sentence in the middle, which shows that it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dim(self)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            draw_ring(self)


class ReaderPane(QWidget):
    """Shows what it is told; whoever reads the files tells it."""

    seen_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ConversationView()
        self.find_bar = FindBar()
        self._title, self._facts = ElidedLabel(), ElidedLabel()
        dim(self._facts)
        self._title.setAccessibleName(self.tr("Title of the conversation"))
        self._facts.setAccessibleName(self.tr("About the conversation"))
        self._notes = WarningStrip()
        self._note: QLabel = plain_label("", self._notes)
        self.words = _Words()
        """Instead of a conversation: why there is none."""
        self._pages = QStackedWidget()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._waiting.timeout.connect(self._on_waited)
        self._lay_out()
        self.show_nothing()

    @property
    def has_focus(self) -> bool:
        """True if the user is in the conversation, or in the field that finds in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def show_title(self, title: str) -> None:
        """Show the title that the list has; it may be newer than that of the file."""
        self._title.setText(" ".join(title.split()))

    def show_waiting(self) -> None:
        """Keep what is shown for a moment; what comes now will replace it."""
        self._waiting.start()

    def show_head(self, head: Head, count: int) -> None:
        """Show what is known of the conversation as a whole."""
        self._facts.setText(" · ".join(self._told(head, count)))

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show what is wrong with the file; nothing for a good one."""
        self._note.setText("\n".join(map(translated, notes)))
        self._notes.setVisible(bool(notes))

    def show_conversation(self) -> None:
        """Let the conversation be seen."""
        self._waiting.stop()
        self._turn_to(self.view)

    def show_problem(self, sentence: str) -> None:
        """Say instead of the conversation why there is none."""
        self._say(f"⚠ {translated(sentence)}")

    def show_nothing(self) -> None:
        """Say that no session is chosen."""
        self.show_title("")
        self._say(self.tr("Select a session to read it."))

    def show_empty(self) -> None:
        """Say that nobody has said anything yet."""
        self._say(self.tr("This conversation has no messages."))

    def _say(self, words: str) -> None:
        self._waiting.stop()
        self.view.clear()
        self.words.setText(words)
        self._facts.setText("")
        self.show_notes(())
        self._turn_to(self.words)

    def _turn_to(self, page: QWidget) -> None:
        had_focus = self.has_focus
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_focus and not self.find_bar.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()

    @Slot()
    def _on_waited(self) -> None:
        self._say(self.tr("Reading…"))

    def _told(self, head: Head, count: int) -> list[str]:
        usage, number = head.usage, QLocale().toString
        one, many = self.tr("1 message"), self.tr("%Ln messages", "", count)
        told = [one if count == 1 else many, head.model]
        if usage.input_tokens:
            told.append(self.tr("{0} tokens in").format(number(usage.input_tokens)))
        if usage.output_tokens:
            told.append(self.tr("{0} tokens out").format(number(usage.output_tokens)))
        if usage.cost:
            told.append(f"${usage.cost:.2f}")
        return [one for one in (*told, head.workspace) if one]

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        head.setSpacing(GAP // 4)
        head.addWidget(self._title)
        head.addWidget(self._facts)
        inside = QVBoxLayout(self._notes)
        inside.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        inside.addWidget(self._note)
        self._note.setWordWrap(True)
        self.words.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        for page in (self.view, self.words):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for part in (self._notes, self._pages, self.find_bar):
            column.addWidget(part, 1 if part is self._pages else 0)
        self.find_bar.closed.connect(self._on_find_closed)
        self._fit()

    @Slot()
    def _on_find_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        set_larger(self._title, self.font(), _HEADLINE, bold=True)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimised comes back as it was
            self.seen_changed.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
