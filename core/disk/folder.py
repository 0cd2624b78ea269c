"""What lies in a sessions folder, by name; no file is opened for it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from core.disk.atomic import TEMP_MARK
from core.disk.reading import Stamp
from core.errors import folder_trouble, readable
from core.values import are_usable_ids, is_usable_id

SUFFIX = ".json"
_BAD_NAME = "its name cannot be the id of a session"
_FOREIGN_TEMP = (".tmp", ".tmp.")


class Names(NamedTuple):
    """The names in a sessions folder, sorted out.

    `sessions` are the ids of entries that are named like sessions; only reading one shows
    whether it is a file at all. `odd` maps the stem of every other `*.json` to the reason why it
    is no session. `temps` are names of temporary files, ours and the server's. `is_proven` tells
    whether the folder is surely unchanged while it has this `stamp`.
    """

    sessions: frozenset[str]
    odd: dict[str, str]
    temps: tuple[str, ...]
    stamp: Stamp
    is_proven: bool


def list_names(folder: Path) -> Names:
    """Return what lies in `folder`. Names that begin with `_` are no sessions (STORE_FORMAT 0.10).

    Raises `NotFound` if the folder is gone, `DiskTrouble` if it cannot be listed.
    """
    try:
        stamp = Stamp.of(folder.stat())  # before the listing, so that it never claims too much
        is_proven = not stamp.is_fresh()  # before it, too: it may take longer than a stamp is young
        names = os.listdir(folder)  # noqa: PTH208 - plain names, as there may be very many
    except OSError as error:
        raise folder_trouble("list", folder, error) from error
    stems = [name[:-5] for name in names if name[-5:] == SUFFIX and name[0] != "_"]
    bad = [] if are_usable_ids(stems) else _unusable(stems)
    odd = {readable(stem): _BAD_NAME for stem in bad}
    sessions = frozenset(stems)
    if len(stems) < len(names):
        temps = tuple(name for name in names if name[-5:] != SUFFIX and is_temp(name))
    else:
        temps = ()
    return Names(sessions.difference(bad) if bad else sessions, odd, temps, stamp, is_proven)


def _unusable(stems: Iterable[str]) -> list[str]:
    return [stem for stem in stems if not is_usable_id(stem)]


def is_temp(name: str) -> bool:
    """Tell whether `name` is a temporary file of the server or of ours (STORE_FORMAT 1.2)."""
    return TEMP_MARK in name or name.endswith(_FOREIGN_TEMP[0]) or _FOREIGN_TEMP[1] in name


def is_ours(name: str) -> bool:
    """Tell whether the temporary file `name` was made by one of our programs."""
    return TEMP_MARK in name
