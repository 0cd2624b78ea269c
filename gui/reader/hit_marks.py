"""Marks the words of a search in the conversation, and goes to the message that has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor

from gui.appearance.palettes import colours_of
from gui.reader.column import Place
from gui.reader.conversation_view import ConversationView
from gui.reader.find_bar import FindBar
from gui.reader.reading import Reading
from gui.reader.section import Section
from gui.reader.shelf import Key

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.needles import Needle

_TAG = re.compile(r"<[^>]*>")
_MARKED = "\0search"
"""What a section is told to be marked for; nobody can type it into the field that finds."""


class HitMarks(QObject):
    """Steps back while the user finds a text in the conversation."""

    def __init__(self, bar: FindBar, view: ConversationView, reading: Reading) -> None:
        super().__init__(bar)
        self._bar, self._view, self._reading = bar, view, reading
        self._needles: Sequence[Needle] = ()
        self._session_id = ""
        self._message: int | None = None  # where it is still on the way to
        view.scrolled.connect(self._on_scrolled)
        bar.closed.connect(self._on_scrolled)
        reading.opened.connect(self._on_opened)
        reading.shown.connect(self._on_shown)

    def show(self, session_id: str, message: int, needles: Sequence[Needle]) -> None:
        """Go to `message` of a session, now or as soon as it is open, and mark the `needles`."""
        self._needles, self._session_id, self._message = needles, session_id, message
        self._bar.close_bar()
        if self._reading.session_id == session_id:
            self._mark_all(anew=True)
            self._pursue()

    def clear(self) -> None:
        """Mark nothing any more."""
        if self._session_id:
            self._needles, self._session_id, self._message = (), "", None
            for key in self._view.laid_out:
                section = self._view.section(key)
                if section is not None and section.marked == _MARKED:
                    section.mark((), ())

    @Slot()
    def _on_opened(self) -> None:
        if self._reading.session_id == self._session_id:
            self._pursue()
        elif self._reading.session_id:
            self.clear()

    @Slot(int)
    def _on_shown(self, message: int) -> None:
        if message == self._message and self._is_here:
            self._pursue()

    @Slot()
    def _on_scrolled(self) -> None:
        self._mark_all()

    @property
    def _is_here(self) -> bool:
        return bool(self._session_id) and self._reading.session_id == self._session_id

    def _pursue(self) -> None:
        """Take the next step on the way: fetch the message, unfold it, show the first place."""
        message = self._message
        if message is None:
            return
        shown = self._view.message(message)
        if shown is None:
            self._view.go_to(Place(message))
            return
        found = [n for n, markup in enumerate(shown.sections) if self._is_in(_plain(markup))]
        if not found and self._reading.unfold_all(message):
            return  # it comes again, unfolded
        self._message = None
        self._reveal((message, found[0] if found else 0))

    def _is_in(self, text: str) -> bool:
        from core.search.folding import folded

        plain = folded(text)
        return any(needle.is_in(plain) for needle in self._needles)

    def _reveal(self, key: Key) -> None:
        self._view.go_to(Place(*key))
        section = self._view.section(key)
        places = self._places_in(section) if section is not None else []
        if section is not None and places:
            cursor = QTextCursor(places[0])
            cursor.setPosition(cursor.selectionStart())
            spot = section.cursorRect(cursor)
            self._view.reveal(key, spot.top(), spot.bottom())
        self._mark_all(anew=True)

    def _mark_all(self, *, anew: bool = False) -> None:
        """Mark the words in every section in sight."""
        if not self._is_here or not self._bar.isHidden():
            return
        style = QTextCharFormat()
        colours = colours_of(self._view.palette())
        style.setBackground(QColor(colours.warning))
        style.setForeground(QColor(colours.text))
        for key in self._view.in_sight:
            section = self._view.section(key)
            if section is not None and (anew or section.marked != _MARKED):
                places = self._places_in(section)
                section.mark(places, [style] * len(places))
                section.marked = _MARKED

    def _places_in(self, section: Section) -> list[QTextCursor]:
        from core.search.marking import marks_in

        text, places = section.toPlainText(), list[QTextCursor]()
        for mark in marks_in(text, self._needles):
            start = _units(text[: mark.start])
            cursor = QTextCursor(section.document())
            cursor.setPosition(start)
            length = _units(text[mark.start : mark.stop])
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            places.append(cursor)
        return places


def _units(text: str) -> int:
    """Return how long `text` is for Qt, which counts in halves of what may be a pair."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", markup))
