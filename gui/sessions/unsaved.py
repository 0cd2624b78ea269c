"""Titles that are on the screen and not yet on the disk, laid over the rows of the store."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from core.values import SessionRow


class UnsavedTitles:
    """Of each session its latest title that is not saved, and the row as the store has it."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._stored: dict[str, SessionRow] = {}

    def __contains__(self, session_id: str) -> bool:
        return session_id in self._titles

    def put(self, session_id: str, title: str) -> None:
        """Lay `title` over the row from now on; a later title takes its place."""
        self._titles[session_id] = title

    def drop(self, session_id: str, title: str) -> bool:
        """Take `title` away again, if no later one has taken its place; tell if it was there."""
        if self._titles.get(session_id) != title:
            return False
        del self._titles[session_id]
        return True

    def over(self, row: SessionRow) -> SessionRow:
        """Return `row`, which is the store's, as it is to be shown."""
        title = self._titles.get(row.session_id)
        if title is None:
            self._stored.pop(row.session_id, None)
            return row
        self._stored[row.session_id] = row
        return replace(row, title=title)

    def over_all(self, rows: Sequence[SessionRow]) -> list[SessionRow]:
        """Return all the store's `rows` as they are to be shown."""
        shown = list(rows)
        self._stored.clear()
        if self._titles:
            shown = [self.over(row) if row.session_id in self._titles else row for row in rows]
        return shown

    def under(self, row: SessionRow) -> SessionRow:
        """Return the store's row of one that is shown."""
        return self._stored.get(row.session_id, row)
