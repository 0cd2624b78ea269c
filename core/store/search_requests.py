"""What of `core.store.requests` is about searching; ask for it there."""

from __future__ import annotations

import msgspec

from core.search.built import Built


class BuildCatalogue(msgspec.Struct, frozen=True, tag=True):
    """Bring the search catalogue up to date: only what changed is read, and what was done stays.

    Messages: `Progressed`…, then `CatalogueBuilt` or `NoCatalogue`. To pause is to cancel, and to
    go on is to ask again.
    """

    folder: str


class SearchFiles(msgspec.Struct, frozen=True, tag=True):
    """Search every file, where there can be no catalogue. Messages: `Progressed`…, `FilesSearched`.

    With `typing`, the last word of the query may be the beginning of one.
    """

    folder: str
    query: str
    typing: bool = False


class CatalogueBuilt(msgspec.Struct, frozen=True, tag=True):
    """The search catalogue is up to date."""

    built: Built


class NoCatalogue(msgspec.Struct, frozen=True, tag=True):
    """No search catalogue can be kept, and `sentence` says why: ask for `SearchFiles` instead."""

    sentence: str


class FilesSearched(msgspec.Struct, frozen=True, tag=True):
    """What was found in `total` files; `core.search.search.Search.scanned` makes an answer of it.

    `results` has for each session its id, its hits, and whether all words are in its title.
    """

    results: list[tuple[str, int, bool]]
    total: int
