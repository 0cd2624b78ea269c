"""A title edit that is on the disk, with what is needed to take it back byte for byte."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replaced:
    """One value that was replaced: the JSON literals as they stood and as they stand now."""

    key: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class TitleEdit:
    """What a rename replaced, in the session file and in each row of the index.

    `old_title` and `new_title` are the titles as shown. Reverting an edit gives another edit
    that redoes it.
    """

    session_id: str
    old_title: str
    new_title: str
    in_file: tuple[Replaced, ...]
    in_rows: tuple[tuple[Replaced, ...], ...] = ()
