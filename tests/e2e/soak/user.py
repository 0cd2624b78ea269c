"""Our window as a process of its own, with a user in it who never rests.

`python -m tests.e2e.soak.user FOLDER OTHER SECONDS SEED` is `python -m gui FOLDER` in every
respect but one: actions drawn by lot are done in it, for SECONDS after each was done once. What
was saved, and what the process takes, is said on the standard output, a line of JSON each. After
that it stands idle until its standard input ends.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Slot

import gui.__main__
import gui.app
from core.locations import OwnPlaces
from core.search.builder import path_in
from core.store.requests import Renamed, Request
from tests.e2e.soak.hands import Hands
from tests.e2e.steps import Standby, Stepper, Steps, tell

REST_SHARE, MOST_REST_S = 0.2, 20.0
"""How often the user takes a rest, in which is measured what the process takes."""


class User(QObject):
    """Does one action after another in the window of `app`, and tells what came of it."""

    def __init__(self, app: gui.app.App, other: Path, seconds: float, seed: str) -> None:
        super().__init__(app)
        self._app, self._other, self._seconds = app, other, seconds
        self._random = Random(seed)
        self._started = monotonic()
        self._counts: dict[str, int] = {}
        self._doing = ""
        self._stepper = Stepper(self)
        self._stepper.done.connect(self._on_done)
        self._stepper.hung.connect(self._on_hung)
        app.browsing.completed.connect(self._on_completed)
        app.service.renamed.connect(self._on_renamed)
        app.edits.refused.connect(self._on_refused)
        self._standby = Standby(self)
        self._standby.over.connect(app.window.close)

    @Slot(Path)
    def _on_completed(self, folder: Path) -> None:
        if not self._doing:
            self._doing = "begin"
            self._hands = Hands(self._app, self._random, (folder, self._other))
            self._stepper.run(self._days_work())

    def _days_work(self) -> Steps:
        """Everything once, so that it is loaded and made; then by lot, with rests."""
        actions = self._hands.actions()
        if not self._seconds:
            yield from self._hands.calm_down()
            return
        yield self._is_catalogued  # from then on a search keeps its catalogue open
        for action in actions:
            yield from self._do(action)
        yield from self._rest()
        started = monotonic()
        while monotonic() < started + self._seconds:
            rested = monotonic()
            while monotonic() < rested + min(MOST_REST_S, REST_SHARE * self._seconds):
                (action,) = self._random.choices([*actions], [*actions.values()])
                yield from self._do(action)
            yield from self._rest()

    def _is_catalogued(self) -> bool:
        folder = self._app.browsing.folder
        is_there = folder is not None and path_in(OwnPlaces.of(folder)).exists()
        return is_there and not self._app.searching.busy

    def _do(self, action: Any) -> Steps:
        self._doing = action.__name__
        self._counts[self._doing] = self._counts.get(self._doing, 0) + 1
        yield from action()

    def _rest(self) -> Steps:
        self._doing = "rest"
        yield from self._hands.calm_down()
        tell(sample={"at": round(monotonic() - self._started, 1), **taken()})

    @Slot()
    def _on_done(self) -> None:
        tell(ended=self._counts, collects=gc.isenabled())

    @Slot()
    def _on_hung(self) -> None:
        tell(hangs=self._doing)

    @Slot(object, object)
    def _on_renamed(self, _request: Request, answer: Renamed) -> None:
        if answer.edit is not None:
            edit = answer.edit
            tell(saved=[str(self._app.browsing.folder), edit.session_id, edit.new_title])

    @Slot(str, str, str)
    def _on_refused(self, session_id: str, title: str, sentence: str) -> None:
        tell(refused=[str(self._app.browsing.folder), session_id, title, sentence])


class SoakedApp(gui.app.App):
    """Our window, with a user in it."""

    soak: ClassVar[tuple[Path, float, str]]

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self._user = User(self, *self.soak)


def taken() -> dict[str, int]:
    """What this process takes: resident kilobytes, open files, threads."""
    status = Path("/proc/self/status").read_text()
    found = {name: re.search(rf"^{name}:\s*(\d+)", status, re.MULTILINE) for name in _OF_INTEREST}
    numbers = [int(match[1]) for match in found.values() if match]
    return {**dict(zip(("rss", "threads"), numbers, strict=True)), "files": _open_files()}


_OF_INTEREST = ("VmRSS", "Threads")


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a Path for each only costs


def main(arguments: list[str]) -> int:
    """Run the window as the program itself would."""
    folder, other, seconds, seed = arguments
    SoakedApp.soak = (Path(other), float(seconds), seed)
    setattr(gui.app, "App", SoakedApp)  # noqa: B010 - a class of another module is replaced
    return gui.__main__.main([folder])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
