"""A sample store to play with, which goes with the program."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QCoreApplication

from core.errors import DiskTrouble, reason_of
from core.locations import OwnPlaces


class Sample:
    """Makes the sample store when it is first asked for. Use it from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: Path | None = None
        self._sessions: Path | None = None

    def make(self) -> Path:
        """Return the sessions folder of the sample; raises `DiskTrouble` if there is no room."""
        from resources.demo import make_demo

        with self._lock:
            if self._sessions is None:
                try:
                    self._folder = Path(tempfile.mkdtemp(prefix="session-browser-sample-"))
                    self._sessions = make_demo(self._folder / "sample")
                except OSError as error:
                    words = QCoreApplication.translate(
                        "FirstStart", "The sample could not be made: {reason}."
                    )
                    raise DiskTrouble(words.format(reason=reason_of(error))) from error
            return self._sessions

    def holds(self, folder: Path) -> bool:
        """Tell whether `folder` is the sample: it is not there any more at the next start."""
        return self._folder is not None and folder.is_relative_to(self._folder)

    def remove(self) -> None:
        """Remove the sample and what was kept about it, once nobody uses it any more."""
        if self._sessions is not None:
            places = OwnPlaces.of(self._sessions)
            for left in (places.cache, places.state):
                shutil.rmtree(left, ignore_errors=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._sessions = None
