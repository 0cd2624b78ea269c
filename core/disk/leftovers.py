"""What processes of ours that were killed left in a folder: removed, or put back.

To be called under the folder's lock. The server's temporary files are never touched: one may hold
the only copy of a last turn.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from core import system
from core.disk.atomic import TEMP_MARK
from core.disk.exchange import CannotExchange, exchange

_OURS = re.compile(rf"{re.escape(TEMP_MARK)}([0-9]{{1,9}})-[0-9a-zA-Z]+\Z", re.ASCII)


def remove_leftovers(folder: Path, temps: Sequence[str]) -> None:
    """Remove those of the file names `temps` that a dead process of ours left in `folder`."""
    for name in temps:
        process = _writer_of(name)
        if process is not None and not system.is_alive(process):
            with suppress(OSError, ValueError, CannotExchange):
                _put_back(folder / name)
            with suppress(OSError):
                (folder / name).unlink()


def _put_back(temp: Path) -> None:
    """Undo an exchange that its process did not live to look at.

    The name of a temporary file tells the inode of the new file. If that has got to the target,
    and what is here is younger, then another program saved in the very last moment, and its file
    has to go back.
    """
    stem, _, tail = temp.name.partition(TEMP_MARK)
    target = temp.with_name(f"{stem}.json")
    inode = int(tail.partition("-")[2], 16)
    here, there = os.lstat(temp), os.lstat(target)
    if there.st_ino == inode != here.st_ino and here.st_mtime_ns >= there.st_mtime_ns:
        exchange(temp, target)


def _writer_of(name: str) -> int | None:
    match = _OURS.search(name)
    return int(match.group(1)) if match else None
