"""The catalogue of one store on disk: a SQLite file in the cache folder that may vanish any time.

`words` is an FTS5 index without a copy of the text. Its rows come in blocks: each block has the
messages `PER_BLOCK * place` and following of one session, two rows for each message (what was
said, what its tools were asked and answered). `files` says which blocks a session has; what no
session owns any more is found and dropped. The higher a block, the newer the session, as a rule: a
first build begins in the middle of the numbers with the newest session and goes down, so that it
can be searched from the newest on while it grows; whatever changes later gets higher blocks.

A rollback journal and no WAL: that would need memory shared between processes, which a cache
folder on a network drive has not. Nothing in a transaction spills to the file before its commit,
so a search waits for the commit of a few MB at most.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from core import system
from core.errors import DiskTrouble, StoreError, reason_of
from core.search.shelf_tables import TABLES

NAME = "search.sqlite"
APPLICATION = 0x53425331
LAYOUT = 1
"""Number of the layout, and of the rules of `said` and `folding`: another one is built anew."""

PER_BLOCK = 8
ROWS_PER_BLOCK = 2 * PER_BLOCK
FIRST_BLOCK = 1 << 23
"""Where the numbering begins, down for a first build and up for what comes later."""

BUSY_SECONDS = 5.0
_READ_KIB, _WRITE_KIB = 8 * 1024, 32 * 1024


class Damaged(Exception):
    """The file is no catalogue of this store that this program can use."""


class Unwritable(DiskTrouble):
    """The catalogue can be neither made nor changed, so files have to be searched one by one."""


_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,  # a table is missing, or is another one
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
}


def is_damage(error: Exception) -> bool:
    """Tell whether `error` means that the catalogue has to be made anew."""
    if isinstance(error, UnicodeDecodeError):  # words that SQLite quotes from a damaged file
        return True
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGE


def connect(path: Path, *, for_writing: bool = False) -> sqlite3.Connection:
    """Return a connection to the catalogue at `path`; raises `sqlite3.Error` as SQLite does."""
    mode = "rw" if for_writing else "ro"
    database = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # to be interrupted; see `core.search.search`
    )
    database.execute(f"pragma cache_size = -{_WRITE_KIB if for_writing else _READ_KIB}")
    database.execute("pragma cache_spill = off")
    if for_writing:
        database.execute("pragma synchronous = normal")
        database.execute("pragma journal_mode = truncate")
        database.execute("pragma secure_delete = off")
    return database


def check_usable(database: sqlite3.Connection, path: Path, store: str) -> None:
    """Raise `Damaged` if this is not a whole catalogue of `store`, of just this layout."""
    try:
        (application,) = database.execute("pragma application_id").fetchone()
        (layout,) = database.execute("pragma user_version").fetchone()
        (pages,) = database.execute("pragma page_count").fetchone()
        (size,) = database.execute("pragma page_size").fetchone()
        if (application, layout) != (APPLICATION, LAYOUT) or note(database, "store") != store:
            raise Damaged
        if path.stat().st_size < pages * size:
            raise Damaged
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if is_damage(error):
            raise Damaged from error
        raise


def note(database: sqlite3.Connection, key: str) -> str | int | None:
    """Return the note `key`, or None."""
    found = database.execute("select value from notes where key = ?", (key,)).fetchone()
    value = found[0] if found else None
    return value if isinstance(value, str | int) else None


def put_note(database: sqlite3.Connection, key: str, value: str | int) -> None:
    """Keep the note `key`."""
    database.execute("insert or replace into notes values (?, ?)", (key, value))


def make(path: Path, store: str) -> None:
    """Make an empty catalogue of `store` in place of whatever is there.

    It is made aside: killed on the way, it is no damaged catalogue but none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new")
    remove(aside)
    # It tells what was said, to whoever may read it; its journal gets the same mode from SQLite.
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | system.CLOSE_ON_EXEC, 0o600))
    with closing(sqlite3.connect(aside, isolation_level=None)) as database:
        database.execute("pragma synchronous = normal")
        database.execute("pragma auto_vacuum = incremental")
        database.executescript(f"begin; {TABLES}")
        put_note(database, "store", store)
        database.execute(f"pragma application_id = {APPLICATION}")
        database.execute(f"pragma user_version = {LAYOUT}")
        database.execute("commit")
    remove(path)
    aside.replace(path)


def remove(path: Path) -> None:
    """Remove the catalogue, and its journal first: it would be taken for that of the next one."""
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    path.unlink(missing_ok=True)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do all or nothing."""
    database.execute("begin immediate")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("rollback")
        raise
    database.execute("commit")


def unwritable(path: Path, error: Exception) -> StoreError:
    """Return what to tell of a catalogue that cannot be written."""
    cause = error.__cause__ or error
    if isinstance(cause, OSError):
        why = reason_of(cause)
    else:
        why = _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "it cannot be written")
    return Unwritable(
        f"The search catalogue is not kept: {why}. Each search reads every file. ({path})",
        path=path,
    )


_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the disk is read-only",
    sqlite3.SQLITE_IOERR: "the disk reported an input/output error",
    sqlite3.SQLITE_PERM: "permission was denied",
    sqlite3.SQLITE_CANTOPEN: "permission was denied",
    sqlite3.SQLITE_BUSY: "another program is busy with it",
}
