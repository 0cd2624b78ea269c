"""A few sessions of a folder by which one can tell whether a server has the same folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from heapq import nsmallest

from core.disk.members import spans
from core.disk.reading import read_regular, stamp_of
from core.disk.rows import is_number
from core.errors import StoreError
from core.server.finding import KnownSession
from core.store.folder_state import FolderState
from core.values import DEFAULT_PROFILE

_TOLD = 2
_READ = 8
_LOOKED_AT = 32
_ID_OF_EVERY_VERSION = re.compile(r"[a-z0-9_]+", re.ASCII)
_NO_PROFILE = (None, "", DEFAULT_PROFILE)


class KnownSessions:
    """Chooses the sessions once, and from then on only reads them again.

    Asking a server about a session puts it into its memory, so these are few, small, and always
    the same if nothing changes.
    """

    def __init__(self, state: FolderState) -> None:
        self._state = state
        self._chosen: list[str] = []

    def now(self) -> list[KnownSession]:
        """Return one or two sessions as their files are now.

        None if the folder cannot be read or has no session with a time of creation.
        """
        found = self._read(self._chosen)
        if len(found) < _TOLD:
            try:
                found = self._read(_small_ones(self._state))
            except StoreError:
                return []
        told = sorted(found, key=lambda session: not session.is_plain)[:_TOLD]
        self._chosen = [session.session_id for session in told]
        return told

    def _read(self, ids: Iterable[str]) -> list[KnownSession]:
        return [known for i in ids if (known := _known(self._state, i)) is not None]


def _small_ones(state: FolderState) -> list[str]:
    names = state.names().sessions
    fitting = nsmallest(_LOOKED_AT, filter(_ID_OF_EVERY_VERSION.fullmatch, names))
    looked_at = fitting or nsmallest(_LOOKED_AT, names)
    sizes = {i: stamp.size for i in looked_at if (stamp := stamp_of(state.path_of(i))) is not None}
    return sorted(sizes, key=lambda session_id: (sizes[session_id], session_id))[:_READ]


def _known(state: FolderState, session_id: str) -> KnownSession | None:
    """Read a session without waiting for anybody who is just saving it."""
    try:
        data, _ = read_regular(state.path_of(session_id))
        where = spans(data)
        wanted = ("created_at", "profile")
        found = {key: json.loads(data[slice(*where[key])]) for key in wanted if key in where}
    except (OSError, StoreError, ValueError, RecursionError):
        return None
    created, profile = found.get("created_at"), found.get("profile")
    if not is_number(created) or created == 0:
        return None  # a server takes zero for the present
    is_plain = _ID_OF_EVERY_VERSION.fullmatch(session_id) is not None and profile in _NO_PROFILE
    return KnownSession(session_id, created, profile, is_plain)
