"""A screen of our own: an X server with a window manager, its keys and its pictures."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 20.0
SIZE = "1280x800x24"


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Return once `is_so`; fail, naming `what`, if that takes too long."""
    pause = threading.Event()
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"waited in vain: {what}"
        pause.wait(0.02)


class Screen:
    """An Xvfb with an openbox on it; `close` ends both."""

    def __init__(self, size: str = SIZE) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:  # the server says its number once it is ready
            self.display = f":{told.readline().strip()}"
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self._has_manager, "a window manager")

    def environment(self) -> dict[str, str]:
        """The environment of a program that shall open its windows here."""
        wanted = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        left = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        return {**left, **wanted}

    def keys(self, *names: str) -> None:
        """Press keys one after another: "F2", "ctrl+z"."""
        self._xdotool("key", "--clearmodifiers", "--delay", "20", *names)

    def keys_until(self, keys: str, is_so: Callable[[], bool], what: str) -> None:
        """Press `keys` again and again until `is_so`: before the window can do it they do nothing.

        A title is in its file a moment before the window knows that it may be undone.
        """

        def press_and_look() -> bool:
            self.keys(keys)
            return is_so()

        wait_until(press_and_look, what)

    def type(self, text: str) -> None:
        """Type `text`, in any script."""
        # Each character that no key has is put on a spare key first; Qt has to notice in time.
        delay = "10" if text.isascii() else "250"
        self._xdotool("type", "--clearmodifiers", "--delay", delay, text)

    def windows(self, title: str) -> list[str]:
        """The visible windows whose title holds `title`."""
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def active_window(self) -> str:
        """The window that has the focus, by the window manager; nothing if none has."""
        return self._xdotool("getactivewindow").strip()

    def wait_for_window(self, title: str) -> str:
        """Return the window whose title holds `title`, once it is there and has the focus."""
        wait_until(lambda: bool(self.windows(title)), f"a window called {title}")
        window = self.windows(title)[-1]
        wait_until(lambda: self._has_focus(window), f"the focus on {title}")
        return window

    def wait_until_closed(self, title: str) -> None:
        """Return once no window is called `title` any more."""
        wait_until(lambda: not self.windows(title), f"the end of the window {title}")

    def picture(self, path: Path) -> Path:
        """Save what is on the screen."""
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.environment(), check=True)
        return path

    def close(self) -> None:
        """End the window manager and the server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def _has_manager(self) -> bool:
        command = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, check=False
        )
        return "window id" in done.stdout

    def _has_focus(self, window: str) -> bool:
        if self.active_window() == window:
            return True
        self._xdotool("windowactivate", window)
        return False

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment(), capture_output=True, text=True,
            check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        return done.stdout
