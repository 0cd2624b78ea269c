"""The session whose title is being edited: it stays where it is, whatever comes."""

from __future__ import annotations

from collections.abc import Sequence

from core.values import SessionRow


class Held:
    """Which session is held, and at which place of the table; no session if `session_id` is empty.

    A session that is listed no longer is kept as long as it is held: its text must not be lost.
    """

    def __init__(self) -> None:
        self.session_id = ""
        self.place = 0
        self.is_gone = False

    def hold(self, session_id: str, place: int) -> None:
        """Hold the session at `place` from now on, and no other."""
        self.session_id, self.place, self.is_gone = session_id, place, False

    def let_go(self) -> str:
        """Hold nothing; return the id of a session that is to leave the table with that."""
        gone = self.session_id if self.is_gone else ""
        self.hold("", 0)
        return gone

    def among(self, rows: list[SessionRow], known: SessionRow | None) -> list[SessionRow]:
        """Return `rows` with the held session, as it was `known` before, if they lack it."""
        if known is None:
            return rows
        self.is_gone = all(row.session_id != self.session_id for row in rows)
        return [*rows, known] if self.is_gone else rows

    def in_place(self, order: list[int], rows: Sequence[SessionRow]) -> list[int]:
        """Return `order`, slots of `rows`, with the held session at its place."""
        if not self.session_id:
            return order
        held = next(slot for slot, row in enumerate(rows) if row.session_id == self.session_id)
        others = [slot for slot in order if slot != held]
        others.insert(self.place, held)
        return others
