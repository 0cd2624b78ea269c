"""Where an export may go: never among sessions, and over another file only if it is wished."""

from __future__ import annotations

import os
from pathlib import Path

from core.disk.atomic import Expected
from core.disk.reading import stamp_of
from core.errors import NotFound, Refused
from core.locations import INDEX_NAME
from core.transcript.file_names import numbered


class FileIsThere(Refused):
    """There is a file already, and nobody said that it may be replaced."""


def check_folder(target: Path, sessions: Path) -> None:
    """Refuse to make a file that a server would take for a session.

    That is one in the folder `sessions` or below it, and one beside any index. Raises `NotFound`
    if there is no folder to write into.
    """
    folder = target.parent
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder} to write into.", path=folder)
    if folder.resolve().is_relative_to(sessions.resolve()) or os.path.lexists(folder / INDEX_NAME):
        raise Refused(
            f"{target.name} was not written: that is the sessions folder itself. ({target})",
            path=target,
        )


def expected_at(target: Path, *, overwrite: bool) -> Expected:
    """Return what `replace` is to find at `target`; raises `FileIsThere` if that is not wished.

    Nothing but a plain file is ever replaced, and no link followed.
    """
    if not os.path.lexists(target):
        return Expected(None)
    if target.is_symlink() or not target.is_file():
        raise Refused(f"{target.name} is not a file that can be replaced. ({target})", path=target)
    if not overwrite:
        raise FileIsThere(
            f"{target.name} is already there and was left alone. ({target})", path=target
        )
    return Expected(stamp_of(target))


def free_place(target: Path) -> Path:
    """Return `target`, or the first numbered name beside it that no file has."""
    number = 1
    while os.path.lexists(place := target.with_name(numbered(target.name, number))):
        number += 1
    return place
