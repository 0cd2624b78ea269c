"""The stamps on disk: a SQLite file in the cache folder that may vanish at any time.

For each session file it holds the stamp it was read under and what was found: a check sum of the
row it gives, or why it cannot be read. Of a big file the row itself is kept, too; a small one is
read again as fast as its row could be fetched. A damaged, foreign or unwritable database is never
an error: nothing is then remembered, and files are read again the next time.

Files are kept in buckets, each one value: 100,000 files are then written in a tenth, and read in
a third of the time that a table row for each takes (measured).
"""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from core.disk.reading import PACKED_SIZE, Stamp, size_in

log = logging.getLogger("stamps")

LAYOUT = 4
"""Number of the table layout; another one on disk means that the file is made anew."""

_TABLES = """
create table seen (bucket text primary key, files blob not null);
create table rows (bucket text primary key, literals blob not null);
create table problems (name text primary key, stamp blob not null, problem text not null)
    without rowid;
create table notes (key text primary key, value blob not null) without rowid;
"""
_BUSY_SECONDS = 5.0
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""Of these the last is what SQLite says of a table that is missing, or is another one."""
_TROUBLE = (sqlite3.Error, OSError, UnicodeDecodeError)
"""The last one comes of words that SQLite quotes from a damaged file, byte for byte."""

BIG = 32 * 1024
"""From how many bytes on the row of a file is kept as well."""


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was last seen of one session file.

    `stamp` is the packed stamp, `checksum` that of the row literal, `problem` why it cannot be
    read.
    """

    stamp: bytes
    checksum: int = 0
    problem: str | None = None


class Found(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What reading a session file gave: the literal of its index row, or a problem.

    `updated_at` is that of the row, in seconds since 1970; `size` that of the file, in bytes.
    """

    seen: Seen
    literal: bytes | None = None
    updated_at: float = 0.0
    size: int = 0
    is_young: bool = False
    """True if the file had changed so lately that its stamp proves nothing for another time."""
    is_torn: bool = False
    """True if it was perhaps caught in the middle of a save."""

    @classmethod
    def of(
        cls,
        stamp: Stamp,
        literal: bytes | None = None,
        problem: str | None = None,
        updated_at: float = 0.0,
        *,
        may_heal: bool = False,
        lasts: bool = True,
    ) -> Found:
        """Return what was found in a file that was read under `stamp`.

        What does not last is not remembered for another time.
        """
        seen = Seen(stamp.packed(), 0 if literal is None else crc32(literal), problem)
        young = stamp.is_fresh()
        is_torn = may_heal and stamp.may_heal(0)
        return cls(seen, literal, updated_at, stamp.size, young or not lasts, is_torn)

    @property
    def problem(self) -> str | None:
        """Why the file cannot be read; None for a good one."""
        return self.seen.problem


_decode_seen = msgspec.msgpack.Decoder(dict[str, Seen]).decode
_decode_literals = msgspec.msgpack.Decoder(dict[str, bytes]).decode
_encode = msgspec.msgpack.Encoder().encode
_SEAL = 4


def _sealed(data: bytes) -> bytes:
    """Return `data` behind its check sum: SQLite takes what a disk has damaged as it is."""
    return crc32(data).to_bytes(_SEAL) + data


def _unsealed(value: object) -> bytes | None:
    """Return what was sealed; None if that is not what `value` holds."""
    if not isinstance(value, bytes):
        return None
    seal, data = value[:_SEAL], value[_SEAL:]
    return data if crc32(data).to_bytes(_SEAL) == seal else None


def _bucket_of(name: str) -> str:
    """Return the bucket of `name`: its end, which is random in ids of every shape."""
    return name[-2:]


class StampStore:
    """What was last seen of each file of one sessions folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seen(self) -> dict[str, Seen]:
        """Return what is known of every file, by id; empty if nothing is."""
        return self._merged("select files from seen", _decode_seen)

    def problems(self) -> dict[str, tuple[bytes, str]]:
        """Return packed stamp and reason of each file that could not be read, by id."""
        rows = self._ask("select name, stamp, problem from problems")
        return {
            name: (stamp, problem)
            for name, stamp, problem in rows
            if isinstance(stamp, bytes) and len(stamp) == PACKED_SIZE and isinstance(problem, str)
        }

    def sizes(self) -> dict[str, int]:
        """Return the size in bytes of each file that was seen, by id."""
        return {name: size_in(seen.stamp) for name, seen in self.seen().items()}

    def literals(self) -> dict[str, bytes]:
        """Return the row literals of the big files that can be read, by id."""
        return self._merged("select literals from rows", _decode_literals)

    def note(self, key: str) -> bytes | None:
        """Return the note `key`, or None."""
        rows = self._ask("select value from notes where key = ?", key)
        return _unsealed(rows[0][0]) if rows else None

    def record(
        self,
        found: Mapping[str, Found],
        gone: Iterable[str] = (),
        notes: Mapping[str, bytes] | None = None,
        *,
        whole: bool = False,
        problems: Mapping[str, Found] | None = None,
    ) -> None:
        """Remember what was `found`, forget what is `gone`, and keep `notes`.

        With `whole`, `found` is all there is, and everything else is forgotten. `problems` are
        further files that could not be read, to be shown as such but read again next time.
        """
        gone = list(gone)
        with suppress(*_TROUBLE), self._writing() as database:
            if found or gone or whole or problems:  # what is noted speaks of the files before
                database.execute("delete from notes")
            if whole:
                database.executescript("delete from seen; delete from rows; delete from problems;")
            for bucket, names in _by_bucket([*found, *gone]).items():
                _update(database, bucket, {name: found.get(name) for name in names}, new=whole)
            _update_problems(database, {**found, **(problems or {})}, gone)
            sealed = ((key, _sealed(value)) for key, value in (notes or {}).items())
            database.executemany("insert or replace into notes values (?, ?)", sealed)

    def _merged(self, query: str, decode: Any) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for (value,) in self._ask(query):
            merged.update(_decoded(value, decode))
        return merged

    def _ask(self, query: str, *parameters: str) -> list[Any]:
        """Return the answer to `query`; nothing, if the database cannot be used."""
        try:
            with closing(self._open()) as database:
                return database.execute(query, parameters).fetchall()
        except _TROUBLE:
            return []

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._is_usable():
            self._start_anew()
        try:
            with closing(self._open()) as database, database:
                yield database
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in _DAMAGE:  # else it would never heal
                self._start_anew()
            raise

    def _open(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        database = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)
        database.execute("pragma synchronous = off")  # a cache: worth little after a power cut
        # On the disk: a kill in the middle of a commit must not leave new stamps and old notes,
        # which together claim that nothing has changed.
        database.execute("pragma journal_mode = truncate")
        return database

    def _is_usable(self) -> bool:
        return self._ask("pragma user_version") == [(LAYOUT,)]

    def _start_anew(self) -> None:
        log.debug("starting %s anew", self._path)
        self._path.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._path)) as database, database:
            database.executescript(_TABLES)
            database.execute(f"pragma user_version = {LAYOUT}")


def _by_bucket(names: Iterable[str]) -> dict[str, list[str]]:
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        buckets[_bucket_of(name)].append(name)
    return buckets


def _update(
    database: sqlite3.Connection, bucket: str, changes: Mapping[str, Found | None], *, new: bool
) -> None:
    """Change the entries of one bucket, or fill a `new` one; None takes an entry out."""
    files: dict[str, Seen] = {}
    rows: dict[str, bytes] = {}
    if not new:
        files = _load(database, "select files from seen where bucket = ?", bucket, _decode_seen)
        query = "select literals from rows where bucket = ?"
        rows = _load(database, query, bucket, _decode_literals)
        for name in changes:
            files.pop(name, None)
            rows.pop(name, None)
    for name, found in changes.items():
        if found is not None:
            files[name] = found.seen
            if found.literal is not None and found.size >= BIG:
                rows[name] = found.literal
    for table, entries in (("seen", files), ("rows", rows)):
        row = (bucket, _sealed(_encode(entries)))
        database.execute(f"insert or replace into {table} values (?, ?)", row)


def _update_problems(
    database: sqlite3.Connection, found: Mapping[str, Found], gone: Iterable[str]
) -> None:
    """Keep the problems apart, too: every listing asks for them, and they are few."""
    known = {name for (name,) in database.execute("select name from problems")}
    left = set(gone)
    bad = {name: f for name, f in found.items() if f.problem is not None}
    over = [name for name in known if name not in bad and (name in found or name in left)]
    database.executemany("delete from problems where name = ?", ((name,) for name in over))
    database.executemany(
        "insert or replace into problems values (?, ?, ?)",
        ((name, f.seen.stamp, f.problem) for name, f in bad.items()),
    )


def _load(database: sqlite3.Connection, query: str, bucket: str, decode: Any) -> dict[str, Any]:
    stored = database.execute(query, (bucket,)).fetchone()
    return _decoded(stored[0], decode) if stored else {}


def _decoded(value: object, decode: Any) -> dict[str, Any]:
    """Return what was sealed in `value`; nothing of it if a single bit is another one."""
    with suppress(msgspec.MsgspecError):
        data = _unsealed(value)
        return {} if data is None else decode(data)
    return {}
