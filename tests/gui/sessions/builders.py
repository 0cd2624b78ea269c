"""What the tests of the table are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPersistentModelIndex

from core.values import SessionRow
from gui.sessions.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.sessions.session_model import SessionModel

NOW = 1_780_000_000.0
"""28 May 2026, a Thursday, half past eight in the evening in universal time."""

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


def a_row(session_id: str, title: str = "", *, age: float = HOUR, **fields: Any) -> SessionRow:
    """Return a row whose title says its id if none is given, last updated `age` seconds ago."""
    updated_at = fields.pop("updated_at", NOW - age)
    return SessionRow(
        session_id=session_id, title=title or session_id, updated_at=updated_at, **fields
    )


def rows_of(titles: str) -> list[SessionRow]:
    """Return a row for each word: its id in lower case, each a minute older than the one before."""
    return [
        a_row(title.lower(), title, age=HOUR + place * MINUTE)
        for place, title in enumerate(titles.split())
    ]


def many_rows(count: int) -> list[SessionRow]:
    """Return rows in the order of the store whose titles are in none."""
    return [a_row(f"id{n:06d}", f"Title {n * 7919 % count:06d}", age=n) for n in range(count)]


def titles(model: SessionModel) -> list[str]:
    """Return the titles that are shown, from top to bottom."""
    return [model.shown.row_at(place).title for place in range(model.rowCount())]


def title_index(model: SessionModel, session_id: str) -> QPersistentModelIndex:
    """Return the cell that shows the title of a session."""
    place = model.place_of(session_id)
    assert place is not None
    return QPersistentModelIndex(model.index(place, Column.TITLE))


def ids(rows: Iterable[SessionRow]) -> list[str]:
    """Return the ids of `rows`."""
    return [row.session_id for row in rows]
