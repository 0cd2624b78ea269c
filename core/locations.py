"""Where sessions folders are, and where our own data lives.

Beside the entry points this is the only reader of environment variables and home folders.
"""

from __future__ import annotations

import hashlib
import os
import sys
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
    folder = Path(path).expanduser()
    if folder.is_file():
        return folder.parent
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.", path=folder)
    inner = folder / SESSIONS_NAME
    if inner.is_dir() and not (folder / INDEX_NAME).exists():
        return inner
    return folder


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
    """Return those of `tried_folders()` that exist, most likely first."""
    return [folder for folder in tried_folders() if folder.is_dir()]


def _from_variable(name: str, *below: str) -> Path | None:
    value = os.environ.get(name, "")
    return Path(value).expanduser().joinpath(*below) if value else None


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
        key = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
        return cls(
            cache=platformdirs.user_cache_path(APP, appauthor=False) / "stores" / key,
            state=platformdirs.user_state_path(APP, appauthor=False) / "stores" / key,
        )
