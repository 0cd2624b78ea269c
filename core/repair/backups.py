"""Copies of the index from before a repair, and what it takes to go back to one.

All of it lies in our state folder (DESIGN 4). A record of the last repair follows the index: each
later write of ours is entered in it, so that an undo knows whether anybody else wrote meanwhile,
and which edits of ours it has to apply again.
"""

from __future__ import annotations

import gzip
import secrets
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from core import system
from core.disk.atomic import Expected, replace
from core.disk.folder import is_ours
from core.disk.leftovers import remove_leftovers
from core.disk.reading import Stamp, stamp_of
from core.errors import StoreError, disk_trouble

KEEP = 5
"""How many backups are kept."""

Touched = Literal["title", "row"]
_BACKUPS = "backups"


class RepairRecord(msgspec.Struct):
    """The last repair of a folder. `index` is the packed stamp of the index as we last wrote it."""

    repair_id: str
    index: bytes
    backup: str | None = None
    """Path of the backup; None if there was no index before."""
    touched: dict[str, Touched] = {}
    """Sessions whose row we have written since, and how much of it."""


def back_up(state: Path, data: bytes) -> Path:
    """Keep a compressed copy of the index `data` below `state`; the oldest beyond `KEEP` go.

    Raises `DiskTrouble` if it cannot be kept: without a backup nothing is repaired.
    """
    folder = state / _BACKUPS
    now = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"index-{now}-{secrets.token_hex(3)}.json.gz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace(path, _packed(data), Expected(None))
        for old in sorted(folder.glob("index-*.json.gz"), key=_age)[:-KEEP]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise disk_trouble("back up the index as", path, error) from error
    return path


def _packed(data: bytes) -> list[bytes]:
    """Return `data` as gzip members, of which one is packed by each of two processors."""
    middle = len(data) // 2
    return system.side_by_side(_member, (data[:middle], data[middle:]), at_once=2)


def _member(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=1)


def _age(path: Path) -> tuple[int, str]:
    """Return what sorts backups from old to new, also where a clock was set back."""
    return path.stat().st_mtime_ns, path.name


def remove_own_leftovers(state: Path) -> None:
    """Remove what a killed process of ours left half written below `state`."""
    for folder in (state, state / _BACKUPS):
        with suppress(OSError):
            remove_leftovers(folder, [path.name for path in folder.iterdir() if is_ours(path.name)])


def read_backup(path: Path) -> bytes:
    """Return the index that was backed up at `path`; raises `StoreError` if that is damaged."""
    try:
        return _unpacked(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        trouble = error if isinstance(error, OSError) else OSError(str(error))
        raise disk_trouble("read the backup", path, trouble) from error


def _unpacked(packed: bytes) -> bytes:
    if not packed:  # which would pass for an empty index
        raise EOFError("it is empty")
    return gzip.decompress(packed)


def _record_path(state: Path) -> Path:
    return state / "last-repair.msgpack"


def read_record(state: Path) -> RepairRecord | None:
    """Return the record of the last repair, or None."""
    try:
        return msgspec.msgpack.decode(_record_path(state).read_bytes(), type=RepairRecord)
    except (OSError, msgspec.MsgspecError):
        return None


def write_record(state: Path, record: RepairRecord) -> None:
    """Keep `record` instead of the one before; raises `DiskTrouble` if that fails."""
    path = _record_path(state)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [msgspec.msgpack.encode(record)]
        replace(path, parts, Expected(stamp_of(path)), sync_folder=False)
    except OSError as error:
        raise disk_trouble("write", path, error) from error


def forget_record(state: Path) -> None:
    """Drop the record: there is no repair to go back on any more."""
    with suppress(OSError):
        _record_path(state).unlink()


def follow(
    state: Path, before: Stamp | None, after: Stamp, ids: Iterable[str], how: Touched
) -> None:
    """Enter a write of ours in the record: the index went from `before` to `after`.

    If somebody else wrote in between, the record stays behind, and the undo will be refused.
    """
    record = read_record(state)
    if record is None or before is None or record.index != before.packed():
        return
    record.index = after.packed()
    for session_id in ids:
        if record.touched.get(session_id) != "row":
            record.touched[session_id] = how
    with suppress(StoreError):  # the edit is saved; only the repair cannot be undone any more
        write_record(state, record)
