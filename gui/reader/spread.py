"""What of a conversation is laid out, and where: as much as there is room for in the view."""

from __future__ import annotations

from collections.abc import Callable

from gui.look import GAP
from gui.reader import words
from gui.reader.column import TOP, Column, Place
from gui.reader.guesses import Guesses, height_of
from gui.reader.section import Section
from gui.reader.shelf import Key, Shelf
from gui.reader.shown import Shown

_MOST_KEPT = 300
"""Messages that were shown and are kept as they are, for the way back."""

_AHEAD = 1.5
"""How many screens beyond the one that is seen are laid out when there is time."""


class Spread:
    """Stands at a place in the conversation, not at a distance from its top.

    So nothing moves under the eyes of the reader when something turns out to be higher or lower
    than was guessed. Whatever is asked of it counts after `lay_out`.
    """

    def __init__(self, make_section: Callable[[], Section]) -> None:
        self.place = TOP
        self.wants_end = False
        self.room = self.width = self.left = 0
        """How high and wide the view is inside, and where text begins; in pixels."""
        self.line = 16
        """How high a line of text is."""
        self.style_sheet = ""
        self.column = Column()
        self.tops: dict[Key, int] = {}
        """Where the sections in sight begin, in pixels below the top of the view."""
        self.shelf = Shelf(make_section)
        self._shown: dict[int, Shown] = {}
        self._outdated: set[int] = set()
        """Shown, until the messages come that took their place."""
        self._is_guess = False
        """True if the offset of the place counts in a height that was guessed."""
        self._letter: tuple[Place, tuple[int, int]] | None = None
        """The place, and the letter there: a line stays at the top however it is laid out."""
        self._aim: Place | None = None
        """Where to stand, as long as it is not known how high all there is."""

    # What there is

    def begin(self, guesses: Guesses, place: Place | None) -> None:
        """Show another conversation, from `place` on; None is its end."""
        self.shelf.clear()
        self._shown.clear()
        self._outdated.clear()
        self.tops = {}
        self.column = Column(guesses.heights(self.line))
        self.stand_at(place or TOP)
        self.wants_end = place is None

    def grow(self, guesses: Guesses, same: int) -> None:
        """Take what became of the conversation; the first `same` messages are what they were."""
        was_at_end, before = self.is_at_end, self.column
        heights = guesses.heights(self.line)
        for number in range(min(len(before), len(heights))):
            if heights[number]:
                heights[number] = before.height(number) or heights[number]
        self.column = Column(heights)
        kept = [number for number in self._shown if number < len(heights) and heights[number]]
        self._shown = {number: self._shown[number] for number in kept}
        for number in self._shown:
            self.column.set_sections(number, before.sections(number))
        self._outdated |= {number for number in self._shown if number >= same}
        for key in self.shelf:
            if key[0] not in self._shown:
                self.shelf.take_back(key)
        self._stand_near(self.place)
        self.wants_end = was_at_end

    def message(self, number: int) -> Shown | None:
        """Return a message as it is shown, if it is at hand."""
        return self._shown.get(number)

    def take(self, shown: Shown) -> bool:
        """Take a message as it is to be shown; False if that is how it is shown already."""
        number, before = shown.number, self._shown.get(shown.number)
        self._outdated.discard(number)
        if number >= len(self.column) or before == shown:
            return False
        known = self.column.sections(number) if before is not None else ()
        self._shown[number] = shown
        heights = [height_of(markup, self.line) for markup in shown.sections]
        heights[: len(known)] = known[: len(heights)]
        self.column.set_sections(number, heights)
        for key in self.shelf:
            if key[0] == number and key[1] >= len(heights):
                self.shelf.take_back(key)
            elif key[0] == number:
                self._fill(key)
        self._stand_near(self.place)
        return True

    def forget_layout(self) -> None:
        """Lay out again whatever is shown: letters or colours are others now."""
        for key in self.shelf:
            if (section := self.shelf.get(key)) is not None:
                section.is_stale = True

    # Where the reader is

    @property
    def y(self) -> int:
        """How far the top of the view is below the top of the conversation."""
        return self.column.y_of(self.place)

    @property
    def is_at_end(self) -> bool:
        """True if the end of the conversation is in sight, or wanted."""
        return self.wants_end or self.y + self.room >= self.column.total

    def stand_at(self, place: Place) -> None:
        """Stand at `place`, or at the nearest there is."""
        self._aim = place
        self._stand_near(place)
        self.wants_end = False

    def scroll_to(self, y: int) -> None:
        """Stand `y` pixels below the top of the conversation."""
        self.place, self.wants_end, self._aim = self.column.place_at(y), False, None
        self._is_guess = self.shelf.get(self.place[:2]) is None

    def _stand_near(self, place: Place) -> None:
        message, section, offset = place
        if message >= len(self.column):
            self.place = Place(max(0, len(self.column) - 1))
        elif section >= (count := len(self.column.sections(message))):
            self.place = Place(message, count - 1)
        elif self.shelf.get((message, section)) is not None:
            lowest = self.column.sections(message)[section] - 1
            self.place = place._replace(offset=min(offset, lowest))
        else:
            self.place = place
        self._is_guess = False

    # How it is laid out

    def lay_out(self) -> None:
        """Lay out what is in sight."""
        if self.wants_end:
            self._go_up_from_end()
        elif self._aim is not None:
            self._stand_near(self._aim)
        end = self._fill_down()
        if self._ends_above():  # the first section is lower than was thought
            self.place = self.column.place_at(self.y)
            end = self._fill_down()
        if end < self.room and self.y > 0:  # there would be nothing below the last message
            self._go_up_from_end()
            self._fill_down()
        self._move_sections()
        self._forget_most()
        self._letter = self._letter_at_top()
        if all(message in self._shown for message, _ in self.tops):
            self._aim = None

    def _ends_above(self) -> bool:
        tops = ((top, self.column.sections(key[0])[key[1]]) for key, top in self.tops.items())
        return sum(next(tops, (0, 1))) <= 0

    def lay_out_ahead(self) -> bool:
        """Lay out one section beside what is in sight; False if there is none left to do."""
        for key in self._around():
            section = self.shelf.get(key)
            if key[0] in self._shown and not (section and section.is_laid_out(self.width)):
                self._refit(key)
                self._move_sections()
                return True
        return False

    def missing(self) -> tuple[int, ...]:
        """Return the messages in sight, and then those beside, that are not at hand."""
        near = [message for message, _ in (*self.tops, *self._around())]
        at_hand = self._shown.keys() - self._outdated
        return tuple(n for n in dict.fromkeys(near) if n not in at_hand)

    def air_above(self, key: Key) -> int:
        """Return how much is left free above the text of a section."""
        return 2 * GAP if key[1] == 0 else 0

    def _air_below(self, key: Key) -> int:
        is_last = key[1] == len(self._shown[key[0]].sections) - 1
        return 2 * GAP if is_last else GAP

    def _fill_down(self) -> int:
        """Lay out from the place to the end of the view; return where the last section ends."""
        self.tops = {}
        if not len(self.column):
            return 0
        key: Key | None = self.place[:2]
        y = -self.place.offset
        if not self.column.height(self.place.message):
            key, y = self.column.after(*self.place[:2]), 0
        while key is not None and y < self.room:
            if self._realise(key) and key == self.place[:2]:
                y = -self.place.offset
            self.tops[key] = y
            y += self.column.sections(key[0])[key[1]]
            key = self.column.after(*key)
        return y

    def _go_up_from_end(self) -> None:
        """Stand so that the last message ends where the view ends, as high as it really is."""
        left, key = self.room, self.column.before(len(self.column), 0)
        while key is not None:
            self._realise(key)
            left -= self.column.sections(key[0])[key[1]]
            if left <= 0:
                self.place, self._is_guess = Place(*key, -left), False
                return
            key = self.column.before(*key)
        self.place = TOP

    def _realise(self, key: Key) -> bool:
        """Lay a section out, if it is not; the reader stays where in it they were."""
        section = self.shelf.get(key)
        if key[0] not in self._shown or (section and section.is_laid_out(self.width)):
            return False
        if key != self.place[:2]:
            self._refit(key)
            return True
        offset, is_new = self.place.offset, section is None
        before = max(1, self.column.sections(key[0])[key[1]])
        height = self._refit(key)
        if self._letter is not None and self._letter[0] == self.place and not is_new:
            offset = self.air_above(key) + self.shelf.lent(key).y_of(*self._letter[1])
        elif self._is_guess and is_new:
            offset = offset * height // before
        self.place, self._is_guess = self.place._replace(offset=offset), False
        return True

    def _letter_at_top(self) -> tuple[Place, tuple[int, int]] | None:
        key = self.place[:2]
        section, y = self.shelf.get(key), self.place.offset - self.air_above(key)
        return None if section is None or y <= 0 else (self.place, section.letter_at(y))

    def _refit(self, key: Key) -> int:
        """Lay a section out in the width there is now, as gently as can be."""
        section = self.shelf.get(key)
        height = section.widen(self.width) if section is not None else None
        return self._fill(key) if height is None else self._set_height(key, height)

    def _fill(self, key: Key) -> int:
        message, number = key
        shown = self._shown[message]
        section = self.shelf.get(key) or self.shelf.lend(key)
        section.setAccessibleName(words.speaker(shown.message))
        height = section.show_markup(
            shown.sections[number], shown.images, self.style_sheet, self.width
        )
        return self._set_height(key, height)

    def _set_height(self, key: Key, of_text: int) -> int:
        height = of_text + self.air_above(key) + self._air_below(key)
        self.column.set_section(*key, height)
        return height

    def _around(self) -> list[Key]:
        """The sections that come into sight next, those below first."""
        if not len(self.column):
            return []
        first = next(iter(self.tops), self.place[:2])
        last = next(reversed(self.tops), first)
        y, far = self.y, round(self.room * _AHEAD)
        below = self.column.down_to(y + self.room + far, last)
        return [*below, *self.column.up_to(y - far, first)]

    def _move_sections(self) -> None:
        """Put every section where it belongs, and take back those far away."""
        y, far = self.y, self.room * (_AHEAD + 0.5)
        for key in self.shelf:
            section = self.shelf.get(key)
            top = self.tops.get(key)
            if top is None:
                top = self.column.y_of(Place(*key)) - y
            if section is None or not -far - section.height() < top < self.room + far:
                self.shelf.take_back(key)
            else:
                section.move(self.left, top + self.air_above(key))
                section.show() if key in self.tops else self.shelf.hide(key)

    def _forget_most(self) -> None:
        """Let go of messages that were shown long ago."""
        in_use = {message for message, _ in self.shelf}
        for number in list(self._shown)[: max(0, len(self._shown) - _MOST_KEPT)]:
            if number not in in_use:
                del self._shown[number]
                self.column.forget_sections(number)
