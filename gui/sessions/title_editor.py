"""The field in which a title is edited: one line, 80 code points, a counter near the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from core.titles import MAX_TITLE
from gui.look import dim, plain_label
from gui.sessions.texts import one_line

NEAR = MAX_TITLE - 10
"""From so many code points on the counter is shown."""

_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_F2,
    }
)


class TitleLimit(QValidator):
    """Keeps a title in one line and within `limit` code points; a paste is cut to fit."""

    limit = MAX_TITLE

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        end = len(one_line(text[: _code_points(text, pos)]))
        line = one_line(text)
        surplus = max(0, len(line) - self.limit)
        start = max(0, end - surplus)  # what was put in ends at the cursor: its tail goes
        kept = (line[:start] + line[end:])[: self.limit] if surplus else line
        cursor = start if surplus else end
        return QValidator.State.Acceptable, kept, _utf16_units(kept[:cursor])


class TitleEditor(QLineEdit):
    """Edits one title. `is_changed` tells whether the user did anything to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_composing = False
        """True while an input method has text that is not decided on."""
        self._title = ""  # in one line
        self._untouched: str | None = ""  # the text as it was put in, if it may be put in anew
        self._limit = TitleLimit(self)
        self.setAccessibleName(self.tr("Title"))
        # Where the cell has it: text that runs to the left must not jump to the other side.
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._counter = plain_label(parent=self)
        self._counter.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        dim(self._counter)
        self._counter.hide()
        self.setValidator(self._limit)
        self.textChanged.connect(self._on_text_changed)

    @property
    def is_changed(self) -> bool:
        """True once the text is another than the title the editor was opened with."""
        return self.text() != self._title

    def open_with(self, title: str) -> None:
        """Show `title`, all of it selected, unless the user has begun to change what is there."""
        if self.is_composing or self.text() != self._untouched:
            return
        self._title = self._untouched = one_line(title)
        self._limit.limit = max(MAX_TITLE, len(self._title))  # what is longer already may stay
        self.setPlaceholderText(self._title)  # a blank title is not saved: this one stays
        self.setText(self._title)
        self.selectAll()

    def take(self, text: str) -> None:
        """Show `text` as if the user had typed it, all of it selected."""
        self._untouched = None
        self.setText(text)
        self.selectAll()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        count = len(text)
        words = f"{count}/{MAX_TITLE}"
        if count > MAX_TITLE:
            words = self.tr("{0} – will be cut").format(words)
        self._counter.setText(words)
        self._counter.setVisible(count >= NEAR)
        self._counter.adjustSize()
        self.setAccessibleDescription(words if count >= NEAR else "")
        self._make_room()

    def _make_room(self) -> None:
        """Put the counter at the end of the field, and let no text run under it."""
        gap = self.fontMetrics().averageCharWidth()
        width = self._counter.width() + gap if not self._counter.isHidden() else 0
        self.setTextMargins(0, 0, width, 0)
        area = self.contentsRect()
        top = area.top() + (area.height() - self._counter.height()) // 2
        self._counter.move(area.right() - self._counter.width() - gap // 2, top)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Window shortcuts on these keys (Esc, Enter) must not fire while a title is edited.
        is_question = event.type() == QEvent.Type.ShortcutOverride
        if is_question and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


def _code_points(text: str, units: int) -> int:
    """Return how many characters of `text` its first `units` UTF-16 units are."""
    if text.isascii():
        return units
    seen = 0
    for count, character in enumerate(text):
        if seen >= units:
            return count
        seen += 1 + (character > "\uffff")
    return len(text)


def _utf16_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
