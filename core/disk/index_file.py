"""The index `_index.json` in pieces of whole rows, whose bytes are kept as they are.

A row is touched only where it has to be: all others go back to the disk byte for byte. The text
is cut between rows, at the seam that both servers write. A cut in the wrong place (the seam
inside a row of an oddly indented index) leaves a bracket open, so the piece does not parse, and
the index is then taken as one piece.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.disk.members import FAST_PATH_REFUSED
from core.disk.parsing import check_utf8
from core.disk.reading import MAX_FILE, Stamp, read_head, read_regular
from core.disk.rows import row_of_literal
from core.errors import Unreadable
from core.values import SessionRow, are_usable_ids

PIECE = 512 * 1024
"""How much of the index is decoded by one call, in bytes: the longest it holds up the window."""

MAX_INDEX = 2 * MAX_FILE
"""Largest index that is read, in bytes."""

T = TypeVar("T")


class RowBrief(msgspec.Struct, gc=False):
    """What a check has to know of a row; a missing `updated_at` is told by all the rest of it."""

    session_id: str
    updated_at: float
    message_count: int = 0


_SEAM = b"\n  },\n  {"
_CUT = len(b"\n  }")
_OPEN, _BETWEEN, _CLOSE = b"[\n  ", b",\n  ", b"\n]"
_SPACE = b" \t\r\n"
_LIST = re.compile(rb"[ \t\r\n]*\[[ \t\r\n]*")
_decode_rows = msgspec.json.Decoder(list[SessionRow]).decode
_decode_briefs = msgspec.json.Decoder(list[RowBrief]).decode
_decode_raw = msgspec.json.Decoder(list[msgspec.Raw]).decode


RowEdit = Callable[[bytes], bytes]
"""Makes the new bytes of a row from its old ones."""


class IndexBroken(ValueError):
    """The index is not a list of objects that each have a usable id; `str()` says what it is."""


Piece = bytes | memoryview


class IndexText:
    """The bytes of an index under the stamp they were read, cut into pieces of whole rows.

    `pieces` are rows and the commas between them, without the brackets of the list around all.
    """

    def __init__(self, pieces: Sequence[Piece], stamp: Stamp) -> None:
        self.pieces = list(pieces)
        self.stamp = stamp
        self._piece_of: dict[str, int] = {}
        self._repeated: set[str] = set()

    @classmethod
    def of_rows(cls, literals: Sequence[bytes], stamp: Stamp) -> IndexText:
        """Make the text of an index with the rows `literals`, in this order."""
        return cls.of(b"".join(text_of(literals)), stamp)

    @classmethod
    def of(cls, data: bytes, stamp: Stamp) -> IndexText:
        """Cut `data`; raises `IndexBroken` if it is no list."""
        opened = _LIST.match(data)
        closed = data.rfind(b"]")
        if opened is None or closed < opened.end() or data[closed + 1 :].strip(_SPACE):
            raise IndexBroken(_what_it_is(data))
        try:
            check_utf8(data)  # msgspec skips over bytes that are no text without a look
        except UnicodeDecodeError:
            raise IndexBroken("it is not UTF-8 text") from None
        return cls(_cut(data, opened.end(), closed), stamp)

    def rows(self) -> list[SessionRow]:
        """Return every row as values, in file order; raises `IndexBroken`."""
        return self._in_pieces(_rows_of)

    def briefs(self) -> list[RowBrief]:
        """Return the little of every row that a check has to know, in file order."""
        return self._in_pieces(_briefs_of)

    def literals(self) -> list[bytes]:
        """Return every row's own bytes, in file order; raises `IndexBroken`."""
        return self._in_pieces(literals_of)

    def _in_pieces(self, read: Callable[[Piece], list[T]]) -> list[T]:
        try:
            return [found for piece in self.pieces for found in read(piece)]
        except IndexBroken:
            if len(self.pieces) == 1:
                raise
        self.pieces = [_BETWEEN.join(self.pieces)]  # perhaps it was only cut in a wrong place
        return read(self.pieces[0])

    def edit(self, changes: Mapping[str, RowEdit]) -> bool:
        """Let each of `changes` edit the bytes of every row with its id; tell if any byte changed.

        An edit gets a row's bytes and returns them changed. Rows that are not there are passed
        over; all other rows keep their bytes. Raises `IndexBroken`.
        """
        numbers = sorted({n for session_id in changes for n in self._pieces_with(session_id)})
        edited = {number: self._edited(number, changes) for number in numbers}
        changed = {n: piece for n, piece in edited.items() if piece != self.pieces[n]}
        for number, piece in changed.items():
            self.pieces[number] = piece
        return bool(changed)

    def literals_with(self, session_id: str) -> list[bytes]:
        """Return the bytes of every row with this id, in file order; raises `IndexBroken`."""
        found: list[bytes] = []
        for number in self._pieces_with(session_id):
            piece = self.pieces[number]
            rows = zip(literals_of(piece), _ids_of(piece), strict=True)
            found += [literal for literal, own_id in rows if own_id == session_id]
        return found

    def _pieces_with(self, session_id: str) -> Iterable[int]:
        if not self._piece_of:
            self._find_ids()
        if session_id in self._repeated:
            return range(len(self.pieces))
        number = self._piece_of.get(session_id)
        return () if number is None else (number,)

    def _find_ids(self) -> None:
        in_pieces = self._in_pieces(lambda piece: [_ids_of(piece)])
        every = list(chain.from_iterable(in_pieces))
        check_ids(every)
        self._piece_of = {i: number for number, ids in enumerate(in_pieces) for i in ids}
        if len(every) > len(self._piece_of):
            self._repeated = {i for i, times in Counter(every).items() if times > 1}

    def _edited(self, number: int, changes: Mapping[str, RowEdit]) -> bytes:
        piece = bytes(self.pieces[number])
        parts, at, done, between = [], 0, 0, b""
        for literal, session_id in zip(literals_of(piece), _ids_of(piece), strict=True):
            # Each row is found, not only those to be edited: it may stand inside another as well.
            if not piece.startswith(between + literal, at):
                between = piece[at : piece.index(literal, at)]
            start = at + len(between)
            at = start + len(literal)
            edit = changes.get(session_id)
            if edit is not None:
                parts += [piece[done:start], edit(literal)]
                done = at
        return b"".join([*parts, piece[done:]])

    def is_still(self, data: bytes) -> bool:
        """Tell whether `data` is exactly this text."""
        at = 0
        for part in self.parts():
            if not data.startswith(part, at):
                return False
            at += len(part)
        return at == len(data)

    def parts(self) -> list[Piece]:
        """Return the whole text, as parts to be written one after the other."""
        return text_of(self.pieces)


def text_of(rows: Sequence[Piece]) -> list[Piece]:
    """Return the text of an index with `rows` (or pieces of rows), as parts to be written."""
    if not rows or not len(rows[0]):
        return [b"[]"]
    parts: list[Piece] = [_BETWEEN] * (2 * len(rows) - 1)
    parts[::2] = rows
    return [_OPEN, *parts, _CLOSE]


def _cut(data: bytes, start: int, end: int) -> list[Piece]:
    while end > start and data[end - 1] in _SPACE:
        end -= 1
    view, pieces = memoryview(data), []
    while end - start > PIECE:
        seam = data.find(_SEAM, start + PIECE, end)
        if seam < 0:
            break
        pieces.append(view[start : seam + _CUT])
        start = seam + len(_SEAM) - 1
    return [*pieces, view[start:end]]


def _listed(piece: Piece) -> bytes:
    return b"".join((b"[", piece, b"]"))


def _rows_of(piece: Piece) -> list[SessionRow]:
    with suppress(*FAST_PATH_REFUSED):
        return _decode_rows(_listed(piece))
    return [_row_of(literal) for literal in literals_of(piece)]


def _ids_of(piece: Piece) -> list[str]:
    return [brief.session_id for brief in _briefs_of(piece)]


def _briefs_of(piece: Piece) -> list[RowBrief]:
    with suppress(*FAST_PATH_REFUSED):
        return _decode_briefs(_listed(piece))
    rows = _rows_of(piece)
    return [RowBrief(row.session_id, row.updated_at, row.message_count) for row in rows]


def _row_of(literal: bytes) -> SessionRow:
    try:
        return row_of_literal(literal)
    except (ValueError, RecursionError) as error:
        raise IndexBroken(f"a row of it is damaged: {error}") from error


def literals_of(piece: Piece) -> list[bytes]:
    """Return the bytes of each row in `piece`; raises `IndexBroken` if it is not made of rows."""
    try:
        return [bytes(raw) for raw in _decode_raw(_listed(piece))]
    except FAST_PATH_REFUSED:
        return _literals_by_text(piece)


def _literals_by_text(piece: Piece) -> list[bytes]:
    """Do the same by Python's own rules, which take `NaN` and lone surrogate escapes, too."""
    try:
        text = bytes(piece).decode()
        json.loads(f"[{text}]")
    except UnicodeDecodeError:
        raise IndexBroken("it is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise IndexBroken("it is damaged or cut off") from None
    scan, at, literals = json.JSONDecoder().raw_decode, 0, []
    while at < len(text):
        if text[at] in " \t\r\n,":
            at += 1
            continue
        _, end = scan(text, at)
        literals.append(text[at:end].encode())
        at = end
    return literals


def _what_it_is(data: bytes) -> str:
    if not data.strip():
        return "it is empty"
    try:
        parsed: Any = json.loads(data.decode())
    except (ValueError, RecursionError):
        return "it is damaged or cut off"
    return "it is not a list" if not isinstance(parsed, list) else "it is damaged"


def check_ids(ids: Sequence[str]) -> None:
    """Raise `IndexBroken` if one of `ids` could not be the id of a session."""
    if not are_usable_ids(ids):
        raise IndexBroken("a row of it has an id that no session can have")


def read_index_bytes(path: Path) -> tuple[bytes, Stamp] | None:
    """Return the bytes of the index and their stamp, or None if there is no index.

    Raises `IndexBroken` if it is no regular file, and `OSError` as the system does.
    """
    try:
        return read_regular(path, limit=MAX_INDEX)
    except FileNotFoundError:
        return None
    except Unreadable as error:
        raise IndexBroken(error.reason) from error


def first_rows(path: Path) -> list[SessionRow]:
    """Return the rows in the first piece of the index at `path`; empty if that tells none.

    The rest is not read. Raises `IndexBroken`, `Unreadable`, and `OSError` as the system does.
    """
    head = read_head(path, PIECE)
    seam = head.rfind(_SEAM)
    whole = head if len(head) < PIECE or seam < 0 else head[: seam + _CUT] + _CLOSE
    return IndexText.of(whole, Stamp(0, 0, 0, 0)).rows()
