"""The sections on the screen, and those that were and can be used again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gui.reader.section import Section

Key = tuple[int, int]
"""Message and section of it."""

_MOST_SPARE = 24


class Shelf:
    """Lends widgets to sections: making one takes longer than filling one that is there."""

    def __init__(self, make: Callable[[], Section]) -> None:
        self._make = make
        self._used: dict[Key, Section] = {}
        self._spare: list[Section] = []

    def __iter__(self) -> Iterator[Key]:
        return iter(tuple(self._used))

    def get(self, key: Key) -> Section | None:
        """Return the widget of a section, if it has one."""
        return self._used.get(key)

    def lent(self, key: Key) -> Section:
        """Return the widget of a section that has one."""
        return self._used[key]

    def key_of(self, section: object) -> Key | None:
        """Return whose widget this is."""
        return next((key for key, one in self._used.items() if one is section), None)

    def lend(self, key: Key) -> Section:
        """Return a widget for a section that has none; it is still to be filled and shown."""
        section = self._spare.pop() if self._spare else self._make()
        self._used[key] = section
        return section

    def hide(self, key: Key) -> None:
        """Hide a section; one that has the focus gives it to the view."""
        section = self._used[key]
        if section.hasFocus() and (viewport := section.parentWidget()) is not None:
            viewport.setFocus()  # else Qt looks for somebody, and goes on as the tab key does
        section.hide()

    def take_back(self, key: Key) -> None:
        """Use the widget of a section for others."""
        self.hide(key)
        section = self._used.pop(key)
        if len(self._spare) < _MOST_SPARE:
            self._spare.append(section)
        else:
            section.deleteLater()

    def clear(self) -> None:
        """Take all of them back."""
        for key in self:
            self.take_back(key)
