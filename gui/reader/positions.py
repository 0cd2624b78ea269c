"""Where the user was in each conversation, kept from one start to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gui.reader.column import TOP, Place

MOST = 500
"""Conversations whose place is kept; the one left longest ago is forgotten first."""


class Positions:
    """Message and section at the top of the view, by folder and session; in one short text."""

    def __init__(self, load: Callable[[], str], save: Callable[[str], None]) -> None:
        self._load, self._save = load, save
        self._places: dict[str, list[int]] | None = None  # late: read when first asked for

    def place_of(self, folder: str, session_id: str) -> Place:
        """Return where the user was, or the beginning."""
        found = self._known().get(_key(folder, session_id))
        return Place(*found) if found else TOP

    def keep(self, folder: str, session_id: str, place: Place) -> None:
        """Keep where the user is now; at the beginning there is nothing to keep."""
        known = self._known()
        known.pop(_key(folder, session_id), None)
        if place != TOP:
            known[_key(folder, session_id)] = list(place)
        while len(known) > MOST:
            del known[next(iter(known))]

    def save(self) -> None:
        """Write all of them down, if any was asked for."""
        if self._places is not None:
            self._save(json.dumps(self._places, separators=(",", ":")))

    def _known(self) -> dict[str, list[int]]:
        if self._places is None:
            self._places = _read(self._load())
        return self._places


def _key(folder: str, session_id: str) -> str:
    return f"{folder}/{session_id}"


def _read(text: str) -> dict[str, list[int]]:
    """Return the places in `text`; whatever is broken in it is left out."""
    try:
        found: Any = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: place for key, place in found.items() if _is_place(place)}


def _is_place(value: Any) -> bool:
    is_list = isinstance(value, list) and len(value) == len(TOP)
    return is_list and all(type(number) is int and 0 <= number < 2**31 for number in value)
