"""The bundle that people install, and an empty window bundled the same way, as processes.

What is measured is not the program in `dist` but its twin, which also tells when it is painted;
`./dev package` makes both from the same list of parts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.bench.process import Window, start_empty_window

MEASURED = Path(__file__).resolve().parents[2] / "build" / "package" / "measured"


@dataclass(frozen=True)
class Twins:
    """The two bundles in the folder `place`."""

    place: Path = MEASURED

    @property
    def are_there(self) -> bool:
        return self._watched.is_file() and self._empty.is_file()

    @property
    def _watched(self) -> Path:
        return self.place / "watched" / "watched-window"

    @property
    def _empty(self) -> Path:
        return self.place / "empty" / "empty-window"

    def first_screenful(self, folder: Path) -> float:
        """Return in how many seconds the first sessions of `folder` are on the screen."""
        with Window(folder, program=self._watched) as window:
            seconds: float = window.moments()["first"]["at"]
        return seconds

    def empty(self) -> float:
        """Return in how many seconds the empty window is on the screen."""
        return start_empty_window(self._empty)

    def forget_pages(self) -> None:
        """Let the system forget what it holds of the files, as if they had long not been read.

        What other programs use as well, such as the C library, stays.
        """
        for path in self.place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
