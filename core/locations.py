"""Where sessions folders are, and where our own data lives.

Beside the entry points this is the only reader of environment variables and home folders.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.errors import NotFound

APP = "session-browser"
INDEX_NAME = "_index.json"
SESSIONS_NAME = "sessions"


def resolve_folder(path: str | Path) -> Path:
    """Return the sessions folder meant by `path`, as given (links in it are kept).

    `path` may be the sessions folder itself, the state folder above it, or a file in it such as
    its `_index.json` (DESIGN 1). Raises `NotFound` if there is no such folder.
    """
    folder = expanded(Path(path))
    if _is(folder, Path.is_file):
        return folder.parent
    if not is_folder(folder):
        raise NotFound(f"There is no folder {folder}.", path=folder)
    inner = folder / SESSIONS_NAME
    if is_folder(inner) and not _is(folder / INDEX_NAME, Path.exists):
        return inner
    return folder


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder at `path` that can be got at."""
    return _is(path, Path.is_dir)


def _is(path: Path, looks: Callable[[Path], bool]) -> bool:
    """Ask a question about `path`; the answer is no where the system gives none."""
    try:
        return looks(path)
    except OSError:  # a name too long for any path, a folder that is closed to us
        return False


def expanded(path: Path) -> Path:
    """Return `path` with a home folder for the tilde it begins with, if it does."""
    try:
        return path.expanduser()
    except RuntimeError:  # nobody has that name
        return path


def tried_folders() -> list[Path]:
    """Return every sessions folder a server may use on this machine (STORE_FORMAT 1.1)."""
    home = Path.home()
    states = [_from_variable("HERMES_WEBUI_STATE_DIR")]
    states.append(_from_variable("HERMES_HOME", "webui"))
    states += [home / ".hermes" / "webui", home / ".hermes" / "webui-mvp"]
    if sys.platform == "win32":
        states.append(_from_variable("LOCALAPPDATA", "hermes", "webui"))
    states += sorted((home / ".hermes" / "profiles").glob("*/webui"))
    return list(dict.fromkeys(state / SESSIONS_NAME for state in states if state is not None))


def known_folders() -> list[Path]:
    """Return those of `tried_folders()` that exist, most likely first, each under one name."""
    found: dict[str, Path] = {}
    for folder in filter(is_folder, tried_folders()):
        found.setdefault(_real(folder), folder)
    return list(found.values())


def _from_variable(name: str, *below: str) -> Path | None:
    value = os.environ.get(name, "")
    return expanded(Path(value)).joinpath(*below) if value else None


def runtime_folders() -> list[Path]:
    """Return where our programs may meet while the user is logged in, best first.

    The system clears the first one; the second, in our state folder, is for where there is none.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    own = platformdirs.user_state_path(APP, appauthor=False) / "run"
    return [Path(given) / APP, own] if Path(given).is_absolute() else [own]


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Where our own data about one sessions folder lives; nothing of it is in that folder."""

    cache: Path
    """May be deleted at any time: stamps."""
    state: Path
    """Backups of the index and what undo needs."""

    @classmethod
    def of(cls, folder: Path) -> OwnPlaces:
        """Return the places for the sessions folder `folder`, told apart by its real path."""
        key = hashlib.sha256(os.fsencode(_real(folder))).hexdigest()[:16]
        return cls(
            cache=platformdirs.user_cache_path(APP, appauthor=False) / "stores" / key,
            state=platformdirs.user_state_path(APP, appauthor=False) / "stores" / key,
        )


def _real(folder: Path) -> str:
    try:
        return os.path.realpath(folder)
    except ValueError:  # a NUL in it: there is no such folder, which others will say
        return str(folder)
