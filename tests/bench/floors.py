"""The steps that several floors share: what no durable writer can do without."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Write, `fsync`, replace."""
    temp = path.with_suffix(".floor")
    with temp.open("wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    temp.replace(path)


def session_names(folder: Path) -> list[str]:
    """Return the names of all session files."""
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.name[-5:] == ".json"]
