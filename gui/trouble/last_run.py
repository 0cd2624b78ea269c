"""Crashes of the interpreter itself: written down by it, and offered at the next start."""

from __future__ import annotations

import faulthandler
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

from core import system
from gui.trouble.scrubbing import place_of

log = logging.getLogger("crash")

CRASH_NAME = "crash.log"
_MOST_BYTES = 200_000
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>[\w<>.]+)$')
_WORDS = re.compile(
    r"^(Fatal Python error: [\w ]+|(Current thread|Thread) 0x[0-9a-f]+|  <no Python frame>"
    r"|Windows fatal exception: [\w ]+)"
)


def take_crash(folder: Path) -> str:
    """Return what a run that crashed left behind, scrubbed, and have the next one written there.

    Nothing if the last run ended as it should, or where nothing can be kept.
    """
    path = folder / CRASH_NAME
    try:
        # Never closed: a crash written to a number that changed hands could land in a file of the
        # user's. Appending, as two programs may run side by side.
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | system.CLOSE_ON_EXEC, 0o600)
        left = os.read(file, _MOST_BYTES).decode("utf-8", "replace")
        os.ftruncate(file, 0)
    except OSError as error:
        log.info("no crash file", exc_info=error)
        return ""
    faulthandler.enable(file)
    if left:
        log.info("the run before this one crashed")
    return "\n".join(_scrubbed(left))


def _scrubbed(text: str) -> Iterator[str]:
    """Give the lines that hold nothing but places in the code; all others are left out."""
    for line in text.splitlines():
        if frame := _FRAME.match(line):
            yield f"  {place_of(frame['file'], int(frame['line']))} in {frame['name']}"
        elif words := _WORDS.match(line):
            yield words[0]
