"""How high everything in a conversation is, as far as it is known. No Qt: only numbers.

A message is as high as its sections; those of a message that was never shown are not known, so its
height is a guess. Whoever stands at a `Place` stays there, whatever becomes of the guesses above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple


class Place(NamedTuple):
    """A point in the conversation: `offset` pixels below the top of a section."""

    message: int = 0
    section: int = 0
    offset: int = 0


TOP = Place()


class Column:
    """Heights in pixels of all messages, one below the other. Sums cost the logarithm of them."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._heights = list(heights)
        self._sections: dict[int, list[int]] = {}
        self._tree = _tree_of(self._heights)
        self.total = sum(self._heights)

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, message: int) -> int:
        """Return how high a message is."""
        return self._heights[message]

    def sections(self, message: int) -> Sequence[int]:
        """Return the heights of the sections of a message; one, if they are not known."""
        return self._sections.get(message) or (self._heights[message],)

    def top(self, message: int) -> int:
        """Return how far below the top of the conversation a message begins."""
        found = 0
        while message > 0:
            found += self._tree[message]
            message &= message - 1
        return found

    def set_sections(self, message: int, heights: Sequence[int]) -> None:
        """Take the heights of the sections of a message."""
        self._sections[message] = list(heights)
        self._grow(message, sum(heights) - self._heights[message])

    def set_section(self, message: int, section: int, height: int) -> None:
        """Take the height of one section, now that it is laid out."""
        sections = self._sections[message]
        change = height - sections[section]
        sections[section] = height
        self._grow(message, change)

    def forget_sections(self, message: int) -> None:
        """Keep how high a message is, and no more."""
        self._sections.pop(message, None)

    def y_of(self, place: Place) -> int:
        """Return how far below the top of the conversation `place` is."""
        above = self.sections(place.message)[: place.section] if self._heights else ()
        return self.top(place.message) + sum(above) + place.offset

    def place_at(self, y: int) -> Place:
        """Return the place `y` pixels below the top, or the nearest there is."""
        if not self._heights:
            return TOP
        message, rest = self._message_at(max(0, min(y, self.total - 1)))
        for section, bottom in enumerate(accumulate(self.sections(message))):
            if rest < bottom:
                height = self.sections(message)[section]
                return Place(message, section, rest - (bottom - height))
        return Place(message, 0, 0)

    def moved(self, place: Place, by: int) -> Place:
        """Return the place `by` pixels further down, or up."""
        return self.place_at(self.y_of(place) + by)

    def after(self, message: int, section: int) -> tuple[int, int] | None:
        """Return the section that follows, of the next message that has a height at all."""
        if section + 1 < len(self.sections(message)):
            return message, section + 1
        following, _ = self._message_at(self.top(message + 1))
        return (following, 0) if following < len(self) else None

    def before(self, message: int, section: int) -> tuple[int, int] | None:
        """Return the section before, of the next message above that has a height at all."""
        if section:
            return message, section - 1
        top = self.top(message)
        if not top:
            return None
        above, _ = self._message_at(top - 1)
        return above, len(self.sections(above)) - 1

    def down_to(self, y: int, key: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the sections below `key` that begin above `y`, from top to bottom."""
        following: tuple[int, int] | None = key
        top = self.y_of(Place(*key))
        while following is not None and top < y:
            top += self.sections(following[0])[following[1]]
            following = self.after(*following)
            if following is not None and top < y:
                yield following

    def up_to(self, y: int, key: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the sections above `key` that end below `y`, from bottom to top."""
        top = self.y_of(Place(*key))
        while top > y and (above := self.before(*key)) is not None:
            key = above
            top -= self.sections(key[0])[key[1]]
            yield key

    def _message_at(self, y: int) -> tuple[int, int]:
        """Return the message that covers `y`, and how far below its top that is."""
        message, step = 0, 1 << (len(self._heights).bit_length())
        while step:
            further = message + step
            if further < len(self._tree) and self._tree[further] <= y:
                message, y = further, y - self._tree[further]
            step >>= 1
        return message, y

    def _grow(self, message: int, change: int) -> None:
        if change:
            self._heights[message] += change
            self.total += change
            place = message + 1
            while place < len(self._tree):
                self._tree[place] += change
                place += place & -place


def _tree_of(heights: Sequence[int]) -> list[int]:
    """Return sums over growing runs of `heights` (a Fenwick tree)."""
    sums = [0, *accumulate(heights)]
    return [total - sums[place & (place - 1)] for place, total in enumerate(sums)]
