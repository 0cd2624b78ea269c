"""Which session stands in which row of the table."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum, auto

from core.values import SessionRow

_FEW = 8
"""Up to so many sessions are looked for one by one; for more a map of all is cheaper."""


class Reason(Enum):
    """Why rows are moved; a view keeps another thing in sight for each."""

    REFRESHED = auto()
    FILTERED = auto()
    SORTED = auto()
    EDITED = auto()


class ShownRows:
    """The rows of the table at one moment: `order` holds, for each place, the slot of its row.

    Both directions are look-ups. Rows may be replaced by others of the same id, never moved.
    """

    def __init__(self, rows: list[SessionRow], order: list[int]) -> None:
        self.rows = rows
        self.order = order
        self._slots: dict[str, int] | None = None
        self._places: array[int] | None = None
        self._searches = self._place_searches = 0

    def reordered(self, order: list[int]) -> ShownRows:
        """Return the same rows in another order, or others of them."""
        shown = ShownRows(self.rows, order)
        shown._slots = self._slots
        return shown

    def __len__(self) -> int:
        return len(self.order)

    def row_at(self, place: int) -> SessionRow:
        """Return the row that is shown at `place`."""
        return self.rows[self.order[place]]

    def ids_at(self, places: Iterable[int]) -> list[str]:
        """Return the ids of the sessions at `places`."""
        rows, order = self.rows, self.order
        return [rows[order[place]].session_id for place in places]

    def slot_of(self, session_id: str) -> int | None:
        """Return the slot of a session, shown or not; None for one that is not listed."""
        return self._slots_of([session_id]).get(session_id)

    def place_of(self, session_id: str) -> int | None:
        """Return the place at which the session is shown, or None."""
        return self.places_of([session_id]).get(session_id)

    def places_of(self, ids: Collection[str]) -> dict[str, int]:
        """Return the places of those sessions among `ids` that are shown."""
        if len(ids) > _FEW:
            everybody = enumerate(self.ids_at(range(len(self))))
            wanted = set(ids)
            return {session_id: place for place, session_id in everybody if session_id in wanted}
        found = {id_: self._place_of_slot(slot) for id_, slot in self._slots_of(ids).items()}
        return {session_id: place for session_id, place in found.items() if place is not None}

    def make_map(self) -> None:
        """Make the map of all ids, which costs 13 ms of 100,000, before somebody waits for it."""
        if self._slots is None:
            self._slots = {row.session_id: slot for slot, row in enumerate(self.rows)}

    def _slots_of(self, ids: Collection[str]) -> dict[str, int]:
        """Look once through all rows for the first few who ask, then make the map."""
        self._searches += 1
        if self._searches > _FEW:
            self.make_map()
        if self._slots is None:
            listed = [row.session_id for row in self.rows]
            return {id_: listed.index(id_) for id_ in ids if id_ in listed}
        return {id_: self._slots[id_] for id_ in ids if id_ in self._slots}

    def _place_of_slot(self, slot: int) -> int | None:
        if slot < len(self.order) and self.order[slot] == slot:
            return slot
        self._place_searches += 1
        if self._places is None and self._place_searches > _FEW:
            self._places = self._map_of_places()
        if self._places is not None:
            place = self._places[slot]
            return place if place >= 0 else None
        try:
            return self.order.index(slot)
        except ValueError:
            return None

    def _map_of_places(self) -> array[int]:
        """Return the place of each slot: for a thousand titles saved at once, searching is slow."""
        places = array("i", [-1]) * len(self.rows)
        for place, slot in enumerate(self.order):
            places[slot] = place
        return places

    def nearest(self, place: int, later: ShownRows) -> int | None:
        """Return where `later` shows the row nearest to `place` here, of two the lower; or None."""
        if self.rows is later.rows:  # as a rule: only the order is another one
            slots = set(later.order)
            found = (self.order[near] for near in _outwards(place, len(self)))
            slot = next((slot for slot in found if slot in slots), None)
            return None if slot is None else later.order.index(slot)
        places = {id_: there for there, id_ in enumerate(later.ids_at(range(len(later))))}
        ids = (self.row_at(near).session_id for near in _outwards(place, len(self)))
        return next((places[id_] for id_ in ids if id_ in places), None)


def changed_slots(old: Sequence[SessionRow], new: Sequence[SessionRow]) -> list[int] | None:
    """Return the slots whose row is another one; None for other sessions, or another order."""
    if len(old) != len(new):
        return None
    others = [slot for slot, row in enumerate(new) if row is not old[slot]]  # few, as a rule
    if any(old[slot].session_id != new[slot].session_id for slot in others):
        return None
    return [slot for slot in others if old[slot] != new[slot]]


def runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of neighbours among `places`."""
    first = last = -2
    for place in sorted(places):
        if place != last + 1:
            if last >= 0:
                yield first, last
            first = place
        last = place
    if last >= 0:
        yield first, last


def _outwards(place: int, count: int) -> Iterator[int]:
    """Yield every place of `count`, those nearest to `place` first."""
    for distance in range(count):
        if place + distance < count:
            yield place + distance
        if distance and place - distance >= 0:
            yield place - distance
