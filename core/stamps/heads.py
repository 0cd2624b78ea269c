"""What each session file says of itself, read anew only where its stamp has moved.

All reading of many files goes through here: listing, check and rebuild. Torn files are normal
beside the old server, which writes in place (STORE_FORMAT 7.4): those that fail are tried again
together, with one series of pauses for all, and are called damaged only if they then are still
the same.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import NamedTuple

import msgspec

from core.disk import reading
from core.disk.folder import SUFFIX
from core.disk.parsing import NotThisSession
from core.disk.reading import Stamp, read_regular
from core.disk.rows import Derive, DerivedRow
from core.errors import Unreadable, reason_of
from core.memory import collector_paused
from core.stamps.fork import MANY_BYTES, MANY_FILES, ForkedWork, can_fork
from core.stamps.stamp_store import Found, Seen
from core.values import NOBODY, Watch

PAUSES = (0.05, 0.1, 0.2, 0.2, 0.2)
"""How long to wait before each new try of torn files, in seconds; a cancel is heard in between."""

INTERVAL = 0.05
"""After how many seconds progress is told and a cancel is asked for, between two files."""

_UNKNOWN = Stamp(0, 0, 0, 0)
_TOO_DEEP = "it is nested too deeply"


def look_at(path: str, stem: str, derive: Derive) -> Found | None:
    """Read the session file at `path` and return what was found; None if it is gone.

    A file that was torn is tried again (see above); whatever is wrong with it comes back as its
    problem, never as an exception.
    """
    return settle(lambda _: path, {stem: _try(path, stem, derive)}, derive).get(stem)


def look_at_all(
    folder: Path,
    stems: Iterable[str],
    derive: Derive,
    known: Mapping[str, Seen],
    watch: Watch = NOBODY,
) -> dict[str, Found]:
    """Return what is found in those files of `stems` whose stamp is not the `known` one.

    Files that vanish meanwhile are left out. `watch` is told of files, and asked between them;
    raises `Cancelled` when it says so.
    """
    order = list(stems)
    changed = _Reader(f"{folder}{os.sep}", derive, known)
    with collector_paused():
        if can_fork() and (fair := changed.order_for_two(order)):
            found = _in_two_halves(changed, fair, watch)
        else:
            found = changed.read(order, watch)
    return settle(changed.path_of, found, derive, watch)


class _Reader(NamedTuple):
    """Reads those files whose stamp is not the known one."""

    prefix: str
    derive: Derive
    known: Mapping[str, Seen]

    def path_of(self, stem: str) -> str:
        return f"{self.prefix}{stem}{SUFFIX}"

    def read(self, order: Sequence[str], watch: Watch) -> dict[str, Found | None]:
        found: dict[str, Found | None] = {}
        due = 0.0
        for number, stem in enumerate(order):
            if (now := monotonic()) >= due:
                watch.tell(number, len(order), stem)
                due = now + INTERVAL
            path = self.path_of(stem)
            if stem not in self.known or not _is_unmoved(path, self.known[stem]):
                found[stem] = _try(path, stem, self.derive)
        watch.tell(len(order), len(order))
        return found

    def order_for_two(self, order: Sequence[str]) -> Sequence[str]:
        """Return `order` so that every other file makes half of the work; empty for little work."""
        if len(order) >= MANY_FILES:
            return order
        sizes = {stem: _size_of(self.path_of(stem)) for stem in order if stem not in self.known}
        if sum(sizes.values()) < MANY_BYTES:
            return ()
        return sorted(order, key=lambda stem: sizes.get(stem, 0), reverse=True)


def _size_of(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _in_two_halves(reader: _Reader, order: Sequence[str], watch: Watch) -> dict[str, Found | None]:
    """Let a second process read every other file; what it cannot tell is read here."""
    mine, others = order[::2], order[1::2]
    packed: bytes | None = None
    try:
        child = ForkedWork(lambda: _packed(reader.read(others, NOBODY)))
    except OSError:  # no process or no memory to be had
        return reader.read(order, watch)
    try:
        found = reader.read(mine, _twice(watch, len(order)))
        packed = child.result()
    finally:
        child.stop()
    if packed is None:
        return found | reader.read(others, watch)
    return found | _unpack(packed)


def _twice(watch: Watch, total: int) -> Watch:
    """Return a watch for one of two halves, which tells of both."""
    progress = watch.progress
    if progress is None:
        return watch
    told = progress
    return replace(watch, progress=lambda done, _: told(min(2 * done, total), total))


_unpack = msgspec.msgpack.Decoder(dict[str, Found]).decode


def _packed(found: Mapping[str, Found | None]) -> bytes:
    """Return what was found in a form that crosses between processes; lost files are left out."""
    return msgspec.msgpack.encode({stem: f for stem, f in found.items() if f is not None})


def _is_unmoved(path: str, seen: Seen) -> bool:
    try:
        return Stamp.of(os.lstat(path)).packed() == seen.stamp
    except OSError:
        return False


def _read(path: str) -> tuple[bytes, Stamp]:
    """Read a file, and a second time if the system refuses: a row left out of an index hides."""
    try:
        return read_regular(path)
    except FileNotFoundError:
        raise
    except OSError:
        return read_regular(path)


def _try(path: str, stem: str, derive: Derive) -> Found | None:
    try:
        data, stamp = _read(path)
    except FileNotFoundError:
        return None
    except Unreadable as error:
        return _unread(path, error.reason)
    except OSError as error:  # which may be over in a moment, so it is not remembered
        return _unread(path, reason_of(error), lasts=error.errno == errno.ELOOP)
    return _derived(data, stem, stamp, derive)


def _derived(data: bytes, stem: str, stamp: Stamp, derive: Derive) -> Found:
    try:
        derived: DerivedRow = derive(data, stem, stamp.mtime_ns / 1e9)
    except NotThisSession as error:
        return Found.of(stamp, problem=str(error))
    except RecursionError:
        return Found.of(stamp, problem=_TOO_DEEP)
    except ValueError as error:
        return Found.of(stamp, problem=str(error), may_heal=True)
    return Found.of(stamp, derived.literal, updated_at=derived.row.updated_at)


def _unread(path: str, reason: str, *, lasts: bool = True) -> Found | None:
    try:
        stamp = Stamp.of(os.lstat(path))
    except FileNotFoundError:
        return None
    except OSError:
        stamp, lasts = _UNKNOWN, False
    return Found.of(stamp, problem=reason, lasts=lasts)


def _may_heal(found: Found, looks: int) -> bool:
    """Tell whether a torn file is worth another look: young ones always, empty ones for a while."""
    return found.is_torn and (found.is_young or looks < reading.EMPTY_LOOKS)


def settle(
    path_of: Callable[[str], str],
    found: Mapping[str, Found | None],
    derive: Derive,
    watch: Watch = NOBODY,
) -> dict[str, Found]:
    """Try torn files again until they are whole, gone, or surely damaged."""
    settled = {stem: f for stem, f in found.items() if f is not None}
    torn = {stem: f for stem, f in settled.items() if f.is_torn}
    for looks, pause in enumerate(PAUSES, 1):
        if not torn:
            break
        watch.check_cancel()
        Event().wait(pause)
        again = {stem: _try(path_of(stem), stem, derive) for stem in torn}
        settled |= {stem: f for stem, f in again.items() if f is not None}
        for stem in (stem for stem, f in again.items() if f is None):
            del settled[stem]
        torn = {stem: f for stem, f in again.items() if f is not None and _may_heal(f, looks)}
    return settled
