"""Work that says what a test wrote down, in the real messages, through a real thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

from core.store.requests import Checked, ChildMessage, ChildRequest, Repaired, WasCancelled
from tests.gui.repair.builders import a_receipt, a_report


@dataclass(frozen=True)
class Pause:
    """In a script: wait here until the test lets the work go on, or cancels it.

    Work that is `deaf` here goes on after a cancel too: it is past the point of return.
    """

    deaf: bool = False


Script = list[ChildMessage | Pause]

PATIENCE = 20.0
"""Seconds after which a forgotten pause ends by itself, so that a failing test ends too."""


class ScriptedWork:
    """Says the messages of its script; a cancel is heard at the next pause."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._wake = Event()
        self._is_cancelled = False
        self.reached_pause = Event()
        self.cancels = 0

    def messages(self) -> Iterator[ChildMessage]:
        for message in self._script:
            if not isinstance(message, Pause):
                yield message
                continue
            self.reached_pause.set()
            self._wake.wait(PATIENCE)
            self._wake.clear()
            if self._is_cancelled and not message.deaf:
                yield WasCancelled()
                return

    def cancel(self) -> None:
        self.cancels += 1
        self._is_cancelled = True
        self._wake.set()

    def let_on(self) -> None:
        """Go on after the pause."""
        self._wake.set()


class Desk:
    """Starts one scripted work after another and keeps what was asked for."""

    def __init__(self, *scripts: Script | Exception) -> None:
        self._scripts = list(scripts)
        self.requests: list[ChildRequest] = []
        self.works: list[ScriptedWork] = []

    def add(self, *scripts: Script) -> None:
        """Put more work on the desk."""
        self._scripts += scripts

    def start(self, request: ChildRequest) -> ScriptedWork:
        self.requests.append(request)
        script = self._scripts.pop(0)
        if isinstance(script, Exception):
            raise script
        self.works.append(ScriptedWork(script))
        return self.works[-1]


def checked(**fields: Any) -> Script:
    """A check that ends in a report with these fields."""
    return [Checked(a_report(**fields))]


def repaired(**fields: Any) -> Script:
    """A repair or an undo that ends in a receipt with these fields."""
    return [Repaired(a_receipt(**fields))]
