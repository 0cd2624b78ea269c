"""The shape of everything that the watched window can be told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from tests.bench.window import WatchedApp


class Act(QObject):
    """Something to do; `done` tells when, with the answer."""

    done = Signal(object)

    def __init__(self, app: WatchedApp) -> None:
        super().__init__(app)
        self._app = app

    def begin(self) -> None:
        """Start; `done` follows."""
        raise NotImplementedError
