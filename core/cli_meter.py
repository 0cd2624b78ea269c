"""Progress of a verb of `session-store`."""

from __future__ import annotations

import sys
from time import monotonic

from core.values import Progress


class Meter:
    """Progress on one line of a terminal; silent where there is none."""

    INTERVAL = 0.1

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = monotonic() + self.INTERVAL
        self._shown = False

    @property
    def told(self) -> Progress | None:
        """What to call with `(done, total)`; None if nobody would see it."""
        return self._tell if sys.stderr.isatty() else None

    def _tell(self, done: int, total: int) -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + self.INTERVAL
            self._shown = True
            print(f"\r{self._doing} {done:,} of {total:,}\x1b[K", end="", file=sys.stderr)

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr)
