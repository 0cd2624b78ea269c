"""A file manager with one folder open, and the hand that double-clicks in it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.e2e.screen import Screen, wait_until

SETTINGS = "[config]\nquick_exec=1\n"
"""A program is started without asking what to do with it."""

_FIRST, _STEP = (229, 140), 94
"""Where the first icon stands, and how far it is to the next one, in a window placed as below."""


class Pcmanfm:
    """A pcmanfm that shows `folder`; `inside` is what starts it in another system."""

    def __init__(
        self,
        screen: Screen,
        folder: Path,
        config: Path,
        inside: Sequence[str] = (),
        names: Sequence[str] | None = None,
    ) -> None:
        self._screen = screen
        self._names = list(names) if names is not None else _shown(folder)
        (config / "libfm").mkdir(exist_ok=True)
        (config / "libfm" / "libfm.conf").write_text(SETTINGS, encoding="utf-8")
        before = self._windows()
        self._process = subprocess.Popen(
            [*inside, "dbus-run-session", "--", "pcmanfm", "--no-desktop", str(folder)],
            env=screen.environment(), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(lambda: bool(self._windows() - before), "the file manager")
        self._window = (self._windows() - before).pop()
        self._place()

    def double_click(self, name: str) -> None:
        """Double-click on the icon called `name`."""
        x = _FIRST[0] + _STEP * self._names.index(name)
        self._xdotool("windowactivate", "--sync", self._window)
        self._xdotool("mousemove", str(x), str(_FIRST[1]))
        self._xdotool("click", "--repeat", "2", "--delay", "120", "1")

    def close(self) -> None:
        """End it by force: with a dialog open it does not listen to anything else."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _place(self) -> None:
        self._xdotool("windowactivate", "--sync", self._window)
        self._xdotool("windowsize", "--sync", self._window, "700", "450")
        self._xdotool("windowmove", "--sync", self._window, "20", "20")

    def _windows(self) -> set[str]:
        return set(self._xdotool("search", "--onlyvisible", "--class", "pcmanfm").split())

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._screen.environment(), capture_output=True,
            text=True, check=False, timeout=20,
        )  # fmt: skip
        return done.stdout


def _shown(folder: Path) -> list[str]:
    """The names in a folder as they are shown: folders first, hidden ones not."""
    paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return [path.name for path in sorted(paths, key=lambda p: (not p.is_dir(), p.name.lower()))]
