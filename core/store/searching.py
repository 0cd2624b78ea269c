"""What a child process does for a search: the catalogue, or a walk through every file."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import Locked
from core.locations import OwnPlaces
from core.search.builder import build
from core.search.built import Built
from core.search.catalogue import Unwritable
from core.search.search import Search
from core.store.requests import (
    BuildCatalogue,
    CatalogueBuilt,
    ChildMessage,
    FilesSearched,
    NoCatalogue,
    Progressed,
    SearchFiles,
)
from core.store.session_store import SessionStore
from core.values import CancelAsked, Watch


def serve_search(
    store: SessionStore,
    request: BuildCatalogue | SearchFiles,
    tell: Callable[[Progressed], None],
    send: Callable[[ChildMessage], None],
    cancel: CancelAsked,
) -> None:
    """Do the request, tell how far it is, and send what came of it; raises as the work does."""
    item = ""

    def at(session_id: str) -> None:
        nonlocal item
        item = session_id

    def progress(done: int, total: int) -> None:
        tell(Progressed(1, 1, "Reading the sessions", done, total, item))

    watch = Watch(progress, cancel, at)
    if isinstance(request, BuildCatalogue):
        send(_built(store, watch))
        return
    search = Search(store.folder)
    search.take(store.list_sessions(sizes=True), store.projects())
    answer = search.scan(request.query, watch, typing=request.typing)
    found = [(one.session_id, one.hits, one.in_title) for one in answer.results]
    send(FilesSearched(found, answer.total))


def _built(store: SessionStore, watch: Watch) -> CatalogueBuilt | NoCatalogue:
    try:
        return CatalogueBuilt(build(store.folder, OwnPlaces.of(store.folder), watch))
    except Unwritable as error:
        return NoCatalogue(str(error))
    except Locked:
        return CatalogueBuilt(Built(is_elsewhere=True))
