"""Which of the two generations of rows a folder's server writes (STORE_FORMAT 2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from core.disk.folder import SUFFIX
from core.disk.index_file import IndexText
from core.disk.members import spans
from core.disk.new_rows import derive_new
from core.disk.reading import read_regular
from core.disk.rows import Derive, derive
from core.errors import StoreError

_SAMPLE = 15
_MARK = b'"last_message_at"'


def row_maker(text: IndexText | None, folder: Path, stems: Iterable[str]) -> Derive:
    """Return how rows of this folder are made: as the rows that are there, or as its files say.

    Without an index a few files decide: those of the new generation know their `message_count`.
    """
    if text is not None and len(text.pieces[0]):
        return derive_new if _MARK in bytes(text.pieces[0]) else derive
    votes = [_is_new(folder / f"{stem}{SUFFIX}") for stem in islice(sorted(stems), _SAMPLE)]
    return derive_new if votes.count(True) > votes.count(False) else derive


def _is_new(path: Path) -> bool | None:
    try:
        return "message_count" in spans(read_regular(path)[0])
    except (OSError, ValueError, RecursionError, StoreError):
        return None
