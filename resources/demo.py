"""A writable copy of the sample store, as fresh as if it had been used a moment ago."""

from __future__ import annotations

import os
import re
import time
from importlib.resources import files
from pathlib import Path

# The member and its whole seconds. Inside of a text the quotes would be escaped, so no talk about
# time stamps is ever touched; fraction, indent and everything else stay as the servers wrote them.
_TIME = re.compile(rb'("(created_at|updated_at|timestamp|last_message_at)": )(\d{10})(?!\d)')
_HOUR = 3600


def make_demo(folder: Path) -> Path:
    """Copy the sample store into `folder`, its last edit being now; returns the sessions folder.

    The folder is created where it is missing. `FileExistsError` if a store lies in it already.
    """
    sample = Path(str(files("resources").joinpath("sample")))
    sources = [path for path in sorted(sample.rglob("*")) if path.is_file()]
    contents = {path.relative_to(sample): path.read_bytes() for path in sources}
    (folder / "sessions").mkdir(parents=True)
    now = int(time.time()) - 1  # the times have fractions, and none may lie in the future
    shift = now - max(_edits(contents[Path("sessions/_index.json")]))
    for name, data in contents.items():
        _write(folder / name, _shifted(data, shift), now)
    return folder / "sessions"


def _edits(data: bytes) -> list[int]:
    """The whole seconds of every `updated_at`."""
    return [int(seconds) for _, name, seconds in _TIME.findall(data) if name == b"updated_at"]


def _shifted(data: bytes, shift: int) -> bytes:
    return _TIME.sub(lambda found: found[1] + b"%d" % (int(found[3]) + shift), data)


def _write(path: Path, data: bytes, now: int) -> None:
    """Write a file and date it as a server would have: to the edit that is in it."""
    path.write_bytes(data)
    # A broken file tells no time, and one with a round date in the past is as good as any.
    edited = max(_edits(data), default=now - 24 * _HOUR)
    os.utime(path, (edited, edited))
