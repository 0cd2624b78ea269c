"""Which of the two generations of rows a folder's server writes (STORE_FORMAT 2.2)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from core.disk.folder import SUFFIX
from core.disk.members import spans
from core.disk.new_rows import derive_new
from core.disk.reading import read_regular
from core.disk.rows import Derive, derive
from core.errors import StoreError
from core.locations import INDEX_NAME

_SAMPLE = 15
_HEAD = 64 * 1024
_MARK = b'"last_message_at"'


def row_maker(folder: Path, stems: Iterable[str]) -> Derive:
    """Return how rows of this folder are made: as the rows that are there, or as its files say.

    Without rows a few files decide: those of the new generation know their `message_count`.
    """
    head = _head_of(folder / INDEX_NAME)
    if b'"session_id"' in head:
        return derive_new if _MARK in head else derive
    votes = [_is_new(folder / f"{stem}{SUFFIX}") for stem in islice(sorted(stems), _SAMPLE)]
    return derive_new if votes.count(True) > votes.count(False) else derive


def _head_of(path: Path) -> bytes:
    """Return the beginning of the index; nothing if there is none that can be read."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _is_new(path: Path) -> bool | None:
    try:
        return "message_count" in spans(read_regular(path)[0])
    except (OSError, ValueError, RecursionError, StoreError):
        return None
