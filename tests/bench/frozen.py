"""The bundle that people install, and an empty window bundled the same way, as processes.

What is measured is not the program in `dist` but its twin, which also tells when it is painted;
`./dev package` makes both from the same list of parts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.bench.process import Window, start_empty_window

_ROOT = Path(__file__).resolve().parents[2]
MEASURED = _ROOT / "build" / "package" / "measured"
DIST = _ROOT / "dist"
_FORMS = {"bundle": "session-browser", "package for Debian": "*.deb", "archive": "*.tar.*"}


def built() -> dict[str, float]:
    """Return the sizes in MB of what `./dev package` has built, files counted once."""
    found = {what: sorted(DIST.glob(pattern)) for what, pattern in _FORMS.items()}
    return {what: _size(paths[-1]) / 1e6 for what, paths in found.items() if paths}


def _size(path: Path) -> int:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(one.lstat().st_size for one in files if one.is_file() and not one.is_symlink())


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

    def memory(self, folder: Path) -> float:
        """Return how much memory the bundle takes in MB once all of `folder` is shown."""
        with Window(folder, program=self._watched) as window:
            window.moments()
            return window.memory().resident

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
