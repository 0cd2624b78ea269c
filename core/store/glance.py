"""A sessions folder seen from outside, to be told apart from others."""

from __future__ import annotations

from pathlib import Path

from core.errors import StoreError
from core.locations import OwnPlaces
from core.store.folder_state import FolderState
from core.store.listed_rows import newest_rows
from core.store.requests import StoreCounted

_LOOKED_AT = 50  # the newest are first in the index, but for a server that was stopped halfway


def glance_at(folder: Path, now: float) -> StoreCounted:
    """Return how many sessions lie in `folder`, and when one was used last by its index.

    Without an index, the time is that of the last change of the folder. No session is read and
    nothing is written.
    """
    try:
        state = FolderState(folder, OwnPlaces.of(folder))
        names = state.names()
        rows = newest_rows(state, _LOOKED_AT, now)
    except StoreError:
        return StoreCounted(folder, None, 0.0)
    count = len(names.sessions)
    changed = names.stamp.mtime_ns / 1e9 if count else 0.0
    return StoreCounted(folder, count, max((row.updated_at for row in rows), default=changed))
