"""What lies in a sessions folder, by name; no file is opened for it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from core.disk.atomic import TEMP_MARK
from core.disk.reading import Stamp, reason_for_mode
from core.errors import disk_trouble
from core.titles import without_surrogates
from core.values import USABLE_ID, is_usable_id

SUFFIX = ".json"
_BAD_NAME = "its name cannot be the id of a session"
_all_usable = re.compile(f"(?:{USABLE_ID}/)*+").fullmatch
_FOREIGN_TEMP = (".tmp", ".tmp.")


class Names(NamedTuple):
    """The entries of a sessions folder, sorted out.

    `sessions` are the ids of files that could be sessions; `odd` maps the stem of every other
    `*.json` entry to the reason why it is none (a link, a folder, a name no server would take);
    `temps` are file names of temporary files, ours and the server's.
    """

    sessions: frozenset[str]
    odd: dict[str, str]
    temps: tuple[str, ...]
    stamp: Stamp


def list_names(folder: Path) -> Names:
    """Return what lies in `folder`. Names that begin with `_` are no sessions (STORE_FORMAT 0.10).

    Raises `NotFound` if the folder is gone, `DiskTrouble` if it cannot be listed.
    """
    try:
        stamp = Stamp.of(folder.stat())  # before the listing, so that it never claims too much
        with os.scandir(folder) as entries:
            files, others = _split(entries)
    except OSError as error:
        raise disk_trouble("list", folder, error) from error
    stems = [name[:-5] for name in files if name[-5:] == SUFFIX and name[0] != "_"]
    bad = [] if _all_usable("/".join([*stems, ""])) else _unusable(stems)
    odd = {without_surrogates(stem): _BAD_NAME for stem in bad}
    for entry in others:
        if entry.name.endswith(SUFFIX) and not entry.name.startswith("_"):
            odd[without_surrogates(entry.name[:-5])] = reason_for_mode(_mode(entry))
    temps = [name for name in files if name[-5:] != SUFFIX and is_temp(name)]
    sessions = frozenset(stems)
    return Names(sessions.difference(bad) if bad else sessions, odd, tuple(temps), stamp)


def _split(entries: Iterable[os.DirEntry[str]]) -> tuple[list[str], list[os.DirEntry[str]]]:
    """Part the names of regular files from all other entries."""
    files: list[str] = []
    others: list[os.DirEntry[str]] = []
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            files.append(entry.name)
        else:
            others.append(entry)
    return files, others


def _unusable(stems: Iterable[str]) -> list[str]:
    return [stem for stem in stems if not is_usable_id(stem)]


def _mode(entry: os.DirEntry[str]) -> int:
    if entry.is_symlink():
        return stat.S_IFLNK
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    return stat.S_IFSOCK  # or a fifo or a device: all the same to us


def is_temp(name: str) -> bool:
    """Tell whether `name` is a temporary file of the server or of ours (STORE_FORMAT 1.2)."""
    return TEMP_MARK in name or name.endswith(_FOREIGN_TEMP[0]) or _FOREIGN_TEMP[1] in name


def is_ours(name: str) -> bool:
    """Tell whether the temporary file `name` was made by one of our programs."""
    return TEMP_MARK in name
