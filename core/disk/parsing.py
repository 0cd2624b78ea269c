"""What Python's `json` makes of a session file, and words for what is wrong with one.

msgspec is only the fast path: whether a file is a session is for Python's own reader to say, as
it is for the server.
"""

from __future__ import annotations

import json
import re
from typing import Any

from core.disk.members import NotAnObject
from core.titles import clean_title

_SAYS_ANOTHER, _SAYS_NONE = "it says its session_id is ", "it has no session_id"


_UTF8_PIECE = 16 * 1024
_LONGEST_LETTER = 4

_PART_OF_A_WORD = re.compile(r"[-+.\w\\]{1,9}")
"""What is left at the end of a file that was cut off in a number, a literal or an escape."""


class NotThisSession(ValueError):
    """The file is a good session, but says it has another id than its name (STORE_FORMAT 2.5)."""

    def __init__(self, inner_id: object) -> None:
        said = _SAYS_NONE
        if inner_id is not None:
            said = f"{_SAYS_ANOTHER}“{clean_title(str(inner_id))}”"
        super().__init__(said)


def is_mismatch(problem: str) -> bool:
    """Tell whether `problem` is the text of a `NotThisSession`."""
    return problem.startswith((_SAYS_ANOTHER, _SAYS_NONE))


def check_utf8(data: bytes) -> None:
    """Raise `UnicodeDecodeError` if `data` is not UTF-8; msgspec skips texts without a look.

    In pieces that stay in the processor's cache: five times as fast as decoding the whole.
    """
    if data.isascii():
        return
    view, start, end = memoryview(data), 0, len(data)
    while start < end:
        cut = _between_letters(data, min(start + _UTF8_PIECE, end))
        str(view[start:cut], "utf-8")
        start = cut


def _between_letters(data: bytes, cut: int) -> int:
    """Return `cut`, moved back to the beginning of the letter that it would cut."""
    for back in range(cut, max(cut - _LONGEST_LETTER, 0), -1):
        if back == len(data) or data[back] & 0xC0 != 0x80:
            return back
    return cut  # no letter is so long: it is no UTF-8, wherever it is cut


def parse_session(data: bytes, stem: str) -> dict[str, Any]:
    """Return the top-level fields of the session file `data`; errors as for `derive`."""
    fields = parse_object(data)
    inner = fields.get("session_id")
    if inner != stem:
        raise NotThisSession(inner)
    return fields


def parse_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in `data` by Python's rules; `ValueError` says why it is none."""
    if not data.strip(b" \t\r\n\0"):
        raise ValueError("it is empty" if not data else "it holds nothing but blanks")
    try:
        parsed = json.loads(data.decode())
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise ValueError(_cut_off(data)) from error
        raise ValueError(f"it is not UTF-8 text (byte {error.start:,})") from error
    except json.JSONDecodeError as error:
        raise ValueError(_damage(data, error)) from error
    if not isinstance(parsed, dict):
        raise NotAnObject("it is not a JSON object")
    return parsed


def _damage(data: bytes, error: json.JSONDecodeError) -> str:
    if "BOM" in error.msg:
        return "it begins with a byte order mark, which the server does not take"
    where = len(error.doc[: error.pos].encode())
    if where >= len(data.rstrip()) or error.msg.startswith("Unterminated"):
        return _cut_off(data)
    if error.msg != "Extra data" and _PART_OF_A_WORD.fullmatch(error.doc, error.pos):
        return _cut_off(data)
    return f"it is damaged at byte {where:,}"


def _cut_off(data: bytes) -> str:
    return f"it is cut off at byte {len(data):,}"
