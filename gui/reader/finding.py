"""Finds a text in the conversation: goes from place to place, and marks it wherever it is seen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from itertools import accumulate

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QColor, QTextCharFormat

from gui.appearance.palettes import colours_of
from gui.reader.column import Place
from gui.reader.conversation_view import ConversationView
from gui.reader.find_bar import FindBar
from gui.reader.reading import Reading
from gui.reader.requests import Found
from gui.reader.shelf import Key
from gui.reader.shown import Shown

PAUSE_MS = 120
_MOST_MARKED = 150
"""In one section, around the place that was gone to: Qt takes 500 ms to paint 1,000 marks."""

_OWN = re.compile(r'<p class="heading".*?</p>|<a [^>]*href="(?:fold|all|copy):[^>]*>.*?</a>', re.S)
"""What is the program's own: who speaks, and the links that fold and copy."""

_TAG = re.compile(r"<[^>]*>")


class Finding(QObject):
    """Between the field, the view, and who reads the files.

    Which messages hold the text, and how often, is told by the thread. Where it stands in a
    message is seen once that message is shown.
    """

    def __init__(self, bar: FindBar, view: ConversationView, reading: Reading) -> None:
        super().__init__(bar)
        self._bar, self._view, self._reading = bar, view, reading
        self._messages: list[int] = []  # that hold the text
        self._ends: list[int] = []  # how often it was found up to the end of each of them
        self._is_done = True
        self._text = ""
        self._at: tuple[int, int] | None = None  # message, and which of the places in it
        self._is_underway = False
        self._counted: tuple[Shown, str, list[int]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.start)
        bar.text_changed.connect(self._on_text_changed)
        bar.next_wanted.connect(self.go_on)
        bar.previous_wanted.connect(self.go_back)
        bar.closed.connect(self._on_closed)
        view.scrolled.connect(self._on_scrolled)
        reading.found.connect(self._on_found)
        reading.shown.connect(self._on_shown)
        reading.opened.connect(self._on_opened)
        reading.grew.connect(self.start)

    # What is looked for

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._text, self._at = text, None
        self._forget()
        self._pause.start()

    @Slot()
    def start(self) -> None:
        """Go through the conversation from its beginning."""
        self._pause.stop()
        self._forget()
        if self._text and self._reading.session_id:
            self._is_done = False
            self._reading.find(self._text)
        self._mark_all()
        self._tell()

    @Slot()
    def _on_opened(self) -> None:
        self._at = None
        self.start()

    @Slot()
    def _on_closed(self) -> None:
        self._mark_all()

    def _forget(self) -> None:
        self._messages, self._ends, self._is_done = [], [], True

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if self._pause.isActive():
            return  # of a text that is no longer what is looked for
        counts = dict[int, int]()
        for message, _, times in found.hits:
            counts[message] = counts.get(message, 0) + times
        before = self._ends[-1] if self._ends else 0
        self._messages += counts
        self._ends += list(accumulate(counts.values(), initial=before))[1:]
        self._is_done = found.done == found.total
        if self._at is None and self._messages and self._bar.isVisible():
            self._go_to_first()
        self._tell()

    def _go_to_first(self) -> None:
        """Show the first place from where the user is; the very first, once all is known."""
        number = bisect_right(self._messages, self._view.place.message - 1)
        if number < len(self._messages):
            self._go_to(self._messages[number], 0)
        elif self._is_done:
            self._go_to(self._messages[0], 0)

    # From place to place

    @Slot()
    def go_on(self) -> None:
        """Show the next place; after the last comes the first."""
        if self._messages and self._at is not None:
            message, inside = self._at
            if inside + 1 < self._count_in(message):
                self._go_to(message, inside + 1)
            else:
                following = bisect_right(self._messages, message) % len(self._messages)
                self._go_to(self._messages[following], 0)

    @Slot()
    def go_back(self) -> None:
        """Show the place before; before the first comes the last."""
        if self._messages and self._at is not None:
            message, inside = self._at
            if (left := min(inside, self._count_in(message))) > 0:
                self._go_to(message, left - 1)
            else:
                before = self._messages[bisect_left(self._messages, message) - 1]
                self._go_to(before, max(0, self._count_in(before) - 1))

    def _count_in(self, message: int) -> int:
        """How often the text can be seen in a message; by what was told if it is not shown."""
        shown = self._view.message(message)
        return self._told(message)[1] if shown is None else sum(self._counts(shown))

    def _told(self, message: int) -> tuple[int, int]:
        """How often the text was found before a message, and in it."""
        number = bisect_left(self._messages, message)
        before = self._ends[number - 1] if number else 0
        is_in = number < len(self._messages) and self._messages[number] == message
        return before, self._ends[number] - before if is_in else 0

    def _go_to(self, message: int, inside: int) -> None:
        self._at, self._is_underway = (message, inside), True
        self._pursue()
        self._tell()

    def _pursue(self) -> None:
        """Take the next step on the way: fetch the message, unfold it, show the place."""
        if self._at is None:
            return
        message, inside = self._at
        shown = self._view.message(message)
        if shown is None:
            self._view.go_to(Place(message))
        elif self._is_in_folds(shown) and self._reading.unfold_all(message):
            return  # it comes again, unfolded
        else:
            self._is_underway = False
            self._show(shown, inside)

    def _is_in_folds(self, shown: Shown) -> bool:
        return sum(self._counts(shown)) < self._told(shown.number)[1]

    def _show(self, shown: Shown, inside: int) -> None:
        """Bring the place `inside` of those in a message into sight."""
        left = inside
        for section, count in enumerate(self._counts(shown)):
            if left < count:
                self._reveal((shown.number, section), left)
                return
            left -= count
        self._view.go_to(Place(shown.number))  # it is in what markup hides

    def _reveal(self, key: Key, which: int) -> None:
        if self._view.section(key) is None:
            self._view.go_to(Place(*key))
        section = self._view.section(key)
        places = section.places_of(self._text, which + 1) if section is not None else []
        if section is not None and places:
            cursor = places[min(which, len(places) - 1)]
            cursor.setPosition(cursor.selectionStart())
            spot = section.cursorRect(cursor)
            self._view.reveal(key, spot.top(), spot.bottom())
        self._mark_all()

    def _counts(self, shown: Shown) -> list[int]:
        """How often the text can be seen in each section of a message."""
        before = self._counted
        if before is None or before[0] is not shown or before[1] != self._text:
            needle = self._text.lower()
            counts = [_plain(markup).lower().count(needle) for markup in shown.sections]
            self._counted = before = shown, self._text, counts
        return before[2]

    @Slot(int)
    def _on_shown(self, message: int) -> None:
        if self._is_underway and self._at is not None and self._at[0] == message:
            self._pursue()

    # What is seen of it

    def _tell(self) -> None:
        total = self._ends[-1] if self._ends else 0
        current = 0
        if self._at is not None:
            before, there = self._told(self._at[0])
            current = before + min(self._at[1] + 1, there)
        self._bar.show_count(current, total, is_done=self._is_done)

    @Slot()
    def _on_scrolled(self) -> None:
        if self._text:
            self._mark_all(only_new=True)

    def _mark_all(self, *, only_new: bool = False) -> None:
        """Mark the text in every section in sight, and the place that was gone to."""
        text = "" if self._bar.isHidden() else self._text
        usual, current = self._styles()
        for key in self._view.in_sight:
            section = self._view.section(key)
            if section is None or (only_new and section.marked == text):
                continue
            which = self._current_in(key)
            places = section.places_of(text, (which or 0) + _MOST_MARKED)
            which = which if which is None else min(which, len(places) - 1)
            first = max(0, (which or 0) - _MOST_MARKED // 2)
            places = places[first : first + _MOST_MARKED]
            styles = [usual] * len(places)
            if which is not None and styles:
                styles[which - first] = current
            section.mark(places, styles)
            section.marked = text

    def _current_in(self, key: Key) -> int | None:
        """Which of the places in a section is the one that was gone to."""
        if self._at is None or self._at[0] != key[0]:
            return None
        shown = self._view.message(key[0])
        counts = self._counts(shown) if shown is not None else []
        before = sum(counts[: key[1]])
        inside = self._at[1] - before
        return inside if 0 <= inside < counts[key[1]] else None

    def _styles(self) -> tuple[QTextCharFormat, QTextCharFormat]:
        colours = colours_of(self._view.palette())
        usual, current = QTextCharFormat(), QTextCharFormat()
        usual.setBackground(QColor(colours.warning))
        usual.setForeground(QColor(colours.text))
        current.setBackground(QColor(colours.selection))
        current.setForeground(QColor(colours.selected_text))
        return usual, current


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", _OWN.sub("", markup)))
