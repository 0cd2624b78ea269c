"""Keeping an eye on the server of one folder, without ever holding up whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from core.server.addresses import candidates, given_addresses
from core.server.finding import KnownSession, Look, find

KEPT_S = 5.0
"""How long a server that was found is taken to be still there, in seconds.

That there is none is never taken for granted: a refused connection costs next to nothing.
"""

GLANCE_S = 0.05
"""How long `glance` waits for a look; a server on this machine mostly needs less."""

_NOT_YET = Look(None, "")


class ServerFinder:
    """Looks for the server of a folder. Its methods may be called from any thread.

    `sessions` is asked for one or two sessions of the folder, once a server has been found;
    `given` is the address the user told us, looked at before all that are only likely. Raises
    `ServerUnreachable` if it is no address.
    """

    def __init__(
        self,
        folder: Path,
        sessions: Callable[[], Sequence[KnownSession]],
        given: str | None = None,
    ) -> None:
        if given:
            given_addresses(given)
        self._folder = folder
        self._sessions = sessions
        self._given = given
        self._looking = Lock()
        self._starting = Lock()
        self._thread: Thread | None = None
        self._last = _NOT_YET
        self._began = -1.0

    @property
    def last(self) -> Look:
        """What the last look found; no words if there has been none."""
        return self._last

    def look(self, *, afresh: bool = False) -> Look:
        """Return whether there is a server: none by a look made now, one by a look made lately.

        With `afresh` it is a look made now in any case. Waits as long as `finding.find` does.
        """
        with self._looking:
            is_young = self._began + KEPT_S > monotonic()
            if not afresh and is_young and self._last.server is not None:
                return self._last
            return self._look()

    def _look(self) -> Look:
        began = monotonic()
        found = find(candidates(self._folder, self._given), self._sessions, self._last.server)
        self._began, self._last = began, found
        return found

    def glance(self) -> Look:
        """Return what is known at once, and see to it that it is younger the next time.

        The look is made by a short-lived thread, afresh. Only the first glances may say nothing.
        """
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._refresh, name="server finder", daemon=True)
                self._thread.start()
            self._thread.join(GLANCE_S)
        return self._last

    def _refresh(self) -> None:
        self.look(afresh=True)
