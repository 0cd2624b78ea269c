"""Searching without a catalogue: every file is read, which takes as long as it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from time import monotonic

from core.disk.folder import SUFFIX
from core.errors import StoreError
from core.search.finding import Hits
from core.search.folding import folded
from core.search.listed import ListedRows
from core.search.needles import Needle
from core.search.said import said_in
from core.search.said_values import Said
from core.values import Watch

_INTERVAL = 0.05


class ScanSource:
    """Looks for needles in every listed session, newest first, all of them in one walk."""

    def __init__(
        self, folder: Path, listed: ListedRows, needles: Sequence[Needle], roles: str
    ) -> None:
        self._folder, self._listed = folder, listed
        self._needles, self._roles = list(dict.fromkeys(needles)), roles
        self._counts: dict[Needle, dict[int, int]] = {needle: {} for needle in self._needles}
        self._rows: dict[Needle, set[int]] = {needle: set() for needle in self._needles}
        self._places: list[int] = []
        self.searched = 0

    def walk(self, watch: Watch) -> None:
        """Read every file; raises `Cancelled` if `watch` says so."""
        due = 0.0
        for place, row in enumerate(self._listed.rows):
            if (now := monotonic()) >= due:
                watch.tell(place, len(self._listed), row.session_id)
                due = now + _INTERVAL
            try:
                said = said_in(self._folder / f"{row.session_id}{SUFFIX}").said
            except StoreError:  # the row says what is wrong with it
                pass
            else:
                self._look_in(said, place)
            self.searched += 1
        watch.tell(len(self._listed), len(self._listed))

    def _look_in(self, said: Said, place: int) -> None:
        roles = self._roles
        for (spoken, done), speaker in zip(said.words, said.speakers, strict=True):
            texts = [folded(spoken)] if spoken and (not roles or speaker in roles) else []
            if done and (not roles or "t" in roles):
                texts.append(folded(done))
            for text in texts:
                self._places.append(place)
                for needle in self._needles:
                    if needle.is_in(text):
                        counts = self._counts[needle]
                        counts[place] = counts.get(place, 0) + 1
                        self._rows[needle].add(len(self._places) - 1)

    def hits(self, needle: Needle) -> Hits:
        """Return where the needle was found."""
        return Hits(self._counts[needle], frozenset(self._rows[needle]))

    def is_at(self, needle: Needle, place: int) -> bool | None:
        """Tell whether it was found at a place."""
        return place in self._counts[needle]

    def rows_with_all(self, needles: Collection[Needle]) -> frozenset[int]:
        """Return the texts that have all the needles."""
        return frozenset(set.intersection(*(self._rows[needle] for needle in needles)))

    def places_of(self, rows: Iterable[int]) -> Iterable[int]:
        """Return the places of these texts."""
        return {self._places[row] for row in rows}
