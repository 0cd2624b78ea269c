"""Searches that the user has given a name, kept from one start to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

MOST = 100


class SavedSearches:
    """Queries by name, in the order in which they were saved; in one short text."""

    def __init__(self, load: Callable[[], str], save: Callable[[str], None]) -> None:
        self._load, self._save = load, save

    def all(self) -> dict[str, str]:
        """Return the queries by their names; whatever is broken in the text is left out."""
        try:
            found: Any = json.loads(self._load() or "{}")
        except (ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        kept = {name: query for name, query in found.items() if isinstance(query, str)}
        return dict(list(kept.items())[:MOST])

    def put(self, name: str, query: str) -> None:
        """Keep `query` as `name`, in the place of the one of this name if there is one."""
        if name.strip():
            self._keep(self.all() | {name.strip(): query})

    def rename(self, old: str, new: str) -> None:
        """Call a search otherwise; it keeps its place."""
        known = self.all()
        if old in known and new.strip():
            others = {name: query for name, query in known.items() if name != new.strip()}
            others[old] = known[old]
            self._keep({new.strip() if n == old else n: query for n, query in others.items()})

    def remove(self, name: str) -> None:
        """Forget a search."""
        self._keep({known: query for known, query in self.all().items() if known != name})

    def _keep(self, searches: dict[str, str]) -> None:
        self._save(json.dumps(searches, ensure_ascii=False))
