"""A store that counts."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import StoreError
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert


class CountingStore(SessionStore):
    """Counts how often any of its kind is given title edits, each time for one index write."""

    batches = 0

    def edit_titles(self, requests: Sequence[Rename | Revert]) -> list[Renamed | StoreError]:
        """Do as every store does."""
        CountingStore.batches += 1
        return super().edit_titles(requests)
