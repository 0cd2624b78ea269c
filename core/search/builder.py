"""Building the catalogue, and keeping it up to date: only what changed is read.

To be run where nobody waits for it: in a child process (`core.store.child`), or in a terminal. A
build that was stopped, or killed, goes on where it was: what was committed stays. Only one program
at a time builds the catalogue of a store.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import msgspec

from core.disk.folder import SUFFIX, list_names
from core.disk.lock import folder_lock
from core.disk.reading import Stamp
from core.errors import DiskTrouble, NotFound, StoreError
from core.locations import OwnPlaces
from core.memory import collector_paused
from core.search import catalogue
from core.search.built import Built
from core.search.catalogue import Damaged, connect, note, put_note, transaction
from core.search.said import said_in
from core.search.said_values import Flags, Said
from core.search.shelving import Entry, Shelver
from core.values import NOBODY, Watch

log = logging.getLogger("search")

CHUNK = 8_000_000
"""So many characters, about, are put into the catalogue at once."""

CHUNK_SECONDS = 1.0
"""After so many seconds what was read goes into the catalogue, however little it is."""

_INTERVAL = 0.05
_PARTS = 8
"""From so many parts on, the index is made one: it is a tenth smaller, and asked faster."""
_STEP = 500
_FEW_BLOCKS = 5_000
_UNSURE = b""
"""The stamp of a file that was too young, or could not be read this time: it is read again."""

ANEW = "The search catalogue was damaged and is built anew."


class _Known(NamedTuple):
    number: int
    stamp: bytes


def path_in(places: OwnPlaces) -> Path:
    """Return where the catalogue of a store is."""
    return places.cache / catalogue.NAME


def build(
    folder: Path, places: OwnPlaces, watch: Watch = NOBODY, *, patience: float = 0.0
) -> Built:
    """Bring the catalogue of `folder` up to date, newest sessions first, and tell what was done.

    Raises `Cancelled` when `watch` says so, `Locked` if another program builds it (and still does
    after `patience` seconds), `catalogue.Unwritable` if the cache folder takes nothing, and
    `StoreError` if the sessions folder cannot be listed. What was done until then stays.
    """
    started = monotonic()
    path = path_in(places)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with folder_lock(path.parent, places.state, patience), collector_paused():
            built = _build(folder, path, watch)
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        raise catalogue.unwritable(path, error) from error
    except DiskTrouble as error:
        if error.path != path.parent:
            raise
        raise catalogue.unwritable(path, error) from error  # it cannot even be locked
    return msgspec.structs.replace(built, seconds=monotonic() - started)


def store_key(path: Path) -> str:
    """Return what tells the catalogue of one store from that of another."""
    return path.parent.name


def _build(folder: Path, path: Path, watch: Watch) -> Built:
    words = ""
    for is_last in (False, True):
        words = _prepare(path) or words
        try:
            with closing(connect(path, for_writing=True)) as database:
                built = _Build(folder, database, watch).run()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if is_last or not catalogue.is_damage(error):
                raise
            catalogue.make(path, store_key(path))
            words = ANEW
        else:
            return msgspec.structs.replace(built, note=words)
    raise AssertionError


def _prepare(path: Path) -> str:
    """See to it that there is a catalogue; tell if one had to be thrown away."""
    if not path.exists():
        catalogue.make(path, store_key(path))
        return ""
    try:
        with closing(connect(path, for_writing=True)) as database:
            catalogue.check_usable(database, path, store_key(path))
            if not _is_worn(database):
                return ""
        catalogue.make(path, store_key(path))
        return ""
    except Damaged:
        pass
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not catalogue.is_damage(error):
            raise
    catalogue.make(path, store_key(path))
    return ANEW


def _is_worn(database: sqlite3.Connection) -> bool:
    """Tell whether more of the catalogue is given up than in use, or its numbers are used up."""
    dead, alive = note(database, "dead"), note(database, "alive")
    low, high = note(database, "low"), note(database, "high")
    if isinstance(low, int) and low < catalogue.FIRST_BLOCK // 16:
        return True
    if isinstance(high, int) and high > 16 * catalogue.FIRST_BLOCK:
        return True
    if isinstance(dead, int) and isinstance(alive, int):
        return dead > max(_FEW_BLOCKS, alive)
    return False


class _Build:
    """One build: from what lies in the folder to what is in the catalogue."""

    def __init__(self, folder: Path, database: sqlite3.Connection, watch: Watch) -> None:
        self._folder, self._database, self._watch = folder, database, watch
        self._prefix = f"{folder}{os.sep}"
        self._known = {
            name: _Known(number, stamp)
            for name, number, stamp in database.execute(
                "select id, number, stamp from files where not gone"
            )
        }
        self._is_first = note(database, "complete") is None
        self._next = 0.0

    def run(self) -> Built:
        stems = list_names(self._folder).sessions
        gone = [name for name in self._known if name not in stems] if stems else []
        due = self._due(stems)
        with transaction(self._database):
            put_note(self._database, "total", len(stems))
        self._forget(gone)
        done = 0
        for chunk in self._chunks(due, len(stems)):
            with transaction(self._database):
                Shelver(self._database, self._watch).put(chunk, going_down=self._is_first)
            done += len(chunk)
        self._watch.tell(len(stems), len(stems))
        if note(self._database, "complete") is None:
            with transaction(self._database):
                put_note(self._database, "complete", 1)
        try:
            self._merge()
        except sqlite3.OperationalError as error:
            if catalogue.is_damage(error):
                raise
            # There is no room to tidy up in; it is whole all the same.
            log.debug("the catalogue was not merged: %s", error)
        return Built(read=done, total=len(stems), gone=len(gone))

    def _due(self, stems: Iterable[str]) -> list[str]:
        """Return the files that are not as they were when they were read, newest first."""
        changed: list[tuple[int, str]] = []
        for number, stem in enumerate(stems):
            if not number % 1_000:
                self._watch.check_cancel()
            try:
                stamp = Stamp.of(os.lstat(f"{self._prefix}{stem}{SUFFIX}"))
            except OSError:
                continue
            known = self._known.get(stem)
            if known is None or known.stamp != stamp.packed():
                changed.append((-stamp.mtime_ns, stem))
        changed.sort()
        return [stem for _, stem in changed]

    def _chunks(self, due: Sequence[str], total: int) -> Iterable[list[Entry]]:
        chunk: list[Entry] = []
        size, since = 0, monotonic()
        for number, stem in enumerate(due):
            if (now := monotonic()) >= self._next:
                self._watch.tell(total - len(due) + number, total, stem)
                self._next = now + _INTERVAL
            entry = self._read(stem)
            if entry is None:
                continue
            chunk.append(entry)
            size += entry.letters
            if size >= CHUNK or now - since > CHUNK_SECONDS:
                yield chunk
                chunk, size, since = [], 0, monotonic()
        if chunk:
            yield chunk

    def _read(self, stem: str) -> Entry | None:
        path = Path(f"{self._prefix}{stem}{SUFFIX}")
        try:
            said, stamp = said_in(path)
        except NotFound:
            return None
        except StoreError as error:
            return _unread(stem, path, lasts=not isinstance(error, DiskTrouble))
        packed = _UNSURE if stamp.is_fresh() else stamp.packed()
        return Entry(stem, packed, stamp.size, said)

    def _forget(self, gone: Iterable[str]) -> None:
        names = list(gone)
        if names:
            with transaction(self._database):
                Shelver(self._database).forget(names)

    def _merge(self) -> None:
        """Let many small parts of the index become few, in steps that are over quickly."""
        (parts,) = self._database.execute("select count(distinct segid) from words_idx").fetchone()
        if parts < _PARTS:
            return
        is_left = True
        while is_left:
            self._watch.check_cancel()
            before = self._database.total_changes
            with transaction(self._database):
                self._database.execute(
                    "insert into words(words, rank) values ('merge', ?)", (_STEP,)
                )
            is_left = self._database.total_changes - before > 1
        self._give_back()

    def _give_back(self) -> None:
        """Make the file as small as what is in it."""
        while self._database.execute("pragma freelist_count").fetchone()[0]:
            self._watch.check_cancel()
            with transaction(self._database):
                self._database.execute(f"pragma incremental_vacuum({_STEP})").fetchall()


def _unread(stem: str, path: Path, *, lasts: bool) -> Entry | None:
    try:
        stamp = Stamp.of(os.lstat(path))
    except OSError:
        return None
    packed = stamp.packed() if lasts and not stamp.is_fresh() else _UNSURE
    return Entry(stem, packed, stamp.size, Said("", [], Flags(0), None, ""))
