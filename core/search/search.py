"""Full-text search in one sessions folder: the one object that a window or a terminal needs.

Threads: an instance belongs to one thread, which need not be that of the store, and waits for disk
and SQLite there (both let other threads run meanwhile). `interrupt` may be called from any thread:
the search that runs then raises `Cancelled`, and so the next key stroke need not wait for it.
Nothing here writes; the catalogue is made by `core.search.builder`, in a process of its own.

    search = Search(folder)                       # on a thread for searching
    search.take(listed.rows, listed.projects)     # whenever the list is another one
    answer = search.search(text, typing=True)     # at each key stroke; `search.interrupt()` before
    for passage in search.passages(answer, ids):  # of the rows that are shown
        ...
    search.messages(answer, session_id)           # all hits of one session, for F3
    complete(text, cursor, search.values())       # `core.search.completion`

    for message in ChildWork(BuildCatalogue(str(folder))).messages():  # on another thread
        ...  # Progressed, then CatalogueBuilt; or NoCatalogue: then ChildWork(SearchFiles(…)),
        #      whose FilesSearched.results `search.scanned` makes an answer of
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from core.disk.folder import SUFFIX
from core.errors import Cancelled
from core.locations import OwnPlaces
from core.search import catalogue
from core.search.answers import Answer, Passage, Result
from core.search.builder import ANEW, path_in, store_key
from core.search.catalogue import Damaged
from core.search.conditions import Read
from core.search.finding import Finder, Found
from core.search.listed import ListedRows
from core.search.parsing import read_query
from core.search.passages import Spot, messages_with, passage_at
from core.search.query import Query, Words
from core.search.scanning import ScanSource
from core.search.shelf import Shelf
from core.search.shelf_source import ShelfSource
from core.search.sources import OWN
from core.values import NOBODY, Project, SessionRow, Watch

_SOMEWHERE, _NOWHERE = Spot(None), Spot(None)


class Search:
    """Search in the sessions folder `folder`; `places` says where our own data is."""

    def __init__(self, folder: str | Path, places: OwnPlaces | None = None) -> None:
        self.folder = Path(folder)
        self._path = path_in(places or OwnPlaces.of(self.folder))
        self._listed = ListedRows()
        self._shelf: Shelf | None = None
        self._source: ShelfSource | None = None
        self._found = Found()
        self._searched = 0
        self._interrupted = False

    def take(self, rows: Sequence[SessionRow], projects: Iterable[Project] = ()) -> None:
        """Search among `rows` from now on: what `SessionStore.list_sessions` returned.

        Titles and fields are those of the rows; what is not among them is not found.
        """
        self._listed = ListedRows(rows, projects)
        self._source = None

    def search(self, query: str | Query, *, typing: bool = False) -> Answer:
        """Return the sessions that `query` asks for, best first; without words, as they are listed.

        With `typing`, the last word may be the beginning of one. Nothing that is typed, and
        nothing that is wrong with the catalogue, is an error: see the hints and the note of the
        answer. Raises `Cancelled` if `interrupt` was called meanwhile.
        """
        wanted = read_query(query, typing=typing) if isinstance(query, str) else query
        self._interrupted = False
        note = ""
        try:
            self._found = self._find(wanted)
        except (sqlite3.Error, UnicodeDecodeError, Damaged, IndexError) as error:
            note = self._trouble(error)
            self._found = self._find_without(wanted)
        return Answer(
            query=wanted,
            results=self._found.results,
            searched=self._searched,
            total=len(self._listed),
            is_limited=self._found.is_limited,
            note=note,
        )

    def scan(self, query: str | Query, watch: Watch = NOBODY, *, typing: bool = False) -> Answer:
        """Do as `search` without a catalogue, where there can be none: every file is read.

        `watch` is told of files and may stop it (`Cancelled`); `interrupt` does not. What only the
        catalogue knows (`source:`, `cost:`, `has:`) then finds nothing.
        """
        wanted = read_query(query, typing=typing) if isinstance(query, str) else query
        needles = [t.needle for t in wanted.terms if isinstance(t, Words)]
        source = ScanSource(self.folder, self._listed, needles, wanted.roles)
        if needles:
            source.walk(watch)
        found = Finder(wanted, self._listed, source, None).find()
        self._found = Found()  # its rows are none of the catalogue's
        total = len(self._listed)
        return Answer(query=wanted, results=found.results, searched=total, total=total)

    def scanned(
        self, query: str | Query, results: Iterable[tuple[str, int, bool]], *, typing: bool = False
    ) -> Answer:
        """Return the answer that a scan in another process gave, for the same query."""
        wanted = read_query(query, typing=typing) if isinstance(query, str) else query
        found = tuple(Result(*one) for one in results)
        total = len(self._listed)
        return Answer(query=wanted, results=found, searched=total, total=total)

    def passages(self, answer: Answer, session_ids: Iterable[str]) -> Iterator[Passage]:
        """Give the passage of each session, one by one: ask only for what is shown.

        Of the last answer it is known in which message to look; for an older one, or where a file
        changed since, the whole file is read.
        """
        ids = list(session_ids)
        best = self._best_rows(answer, ids)
        for session_id in ids:
            place = best.get(session_id, _SOMEWHERE)
            if place is _NOWHERE or not answer.needles:
                yield Passage(session_id)
                continue
            path = self.folder / f"{session_id}{SUFFIX}"
            yield passage_at(path, answer.needles, answer.query.roles, place)

    def messages(self, answer: Answer, session_id: str) -> tuple[int, ...]:
        """Return the numbers of all messages of a session that have one of the words, in order.

        The file is read for it. Raises `StoreError` if that cannot be done.
        """
        if not answer.needles:
            return ()
        path = self.folder / f"{session_id}{SUFFIX}"
        return tuple(messages_with(path, answer.needles, answer.query.roles))

    def values(self) -> Mapping[str, Sequence[str]]:
        """Return the values that the store has for keys, for `core.search.completion.complete`."""
        values = dict(self._listed.values())
        sources: dict[str, None] = {OWN: None}
        for source in self._shelf.sources.values() if self._shelf is not None else ():
            sources.update(dict.fromkeys(source.split("\n")))
        return values | {"source": list(filter(None, sources))}

    def interrupt(self) -> None:
        """Break off a search that is going on; may be called from any thread."""
        self._interrupted = True
        shelf = self._shelf
        if shelf is not None:
            shelf.interrupt()

    def close(self) -> None:
        """Let go of the catalogue, and of the memory it takes; the next search opens it again."""
        if self._shelf is not None:
            self._shelf.close()
        self._shelf = self._source = None

    def _find(self, query: Query) -> Found:
        if self._shelf is not None and not self._shelf.is_current:
            self.close()
        if self._shelf is None:
            if not self._path.exists():
                return self._find_without(query)
            self._shelf = Shelf(self._path, store_key(self._path))
        with self._shelf.reading() as has_changed:
            if has_changed or self._source is None:
                self._source = ShelfSource(self._shelf, self._listed)
            self._searched = self._source.searched
            self._source.start(query.roles)
            read = Read(self._shelf, self._source.numbers)
            return Finder(query, self._listed, self._source, read).find()

    def _find_without(self, query: Query) -> Found:
        """Find by titles and fields alone."""
        self._searched = 0
        needles = [term.needle for term in query.terms if isinstance(term, Words)]
        source = ScanSource(self.folder, self._listed, needles, query.roles)
        return Finder(query, self._listed, source, None).find()

    def _trouble(self, error: Exception) -> str:
        """See what is wrong with the catalogue; one that is damaged is thrown away."""
        code = getattr(error, "sqlite_errorcode", None)
        if self._interrupted or code == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        self.close()
        if isinstance(error, Damaged | IndexError) or catalogue.is_damage(error):
            with suppress(OSError):
                catalogue.remove(self._path)
            return ANEW
        return ""

    def _best_rows(self, answer: Answer, ids: Sequence[str]) -> dict[str, Spot]:
        """Return by session where most of the words are, as far as the catalogue knows."""
        shelf = self._shelf
        if shelf is None or self._found.results is not answer.results:
            return {}
        wanted = {shelf.numbers[i]: i for i in ids if i in shelf.numbers}
        score: dict[str, dict[int, int]] = {session_id: {} for session_id in wanted.values()}
        for needle in answer.needles:
            hits = self._found.hits.get(needle)
            rows = list(hits.rows) if hits is not None else []
            for row, number in zip(rows, shelf.owners_of(rows), strict=True):
                if number in wanted:
                    rated = score[wanted[number]]
                    rated[row] = rated.get(row, 0) + needle.letters
        is_cut = any(self._found.hits[n].is_cut for n in answer.needles if n in self._found.hits)
        best: dict[str, Spot] = {}
        for session_id, rated in score.items():
            if rated:
                row = min(rated, key=lambda row: (-rated[row], row & 1, row))
                best[session_id] = Spot(shelf.message_of(row), bool(row & 1))
            elif not is_cut:
                best[session_id] = _NOWHERE
        return best
