"""Where things are in this checkout, and the version, which stands in pyproject.toml alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

NAME = "session-browser"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LICENCE = ROOT / "LICENSE"
ICONS = ROOT / "resources" / "icons" / "app"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ENTRY = HERE / "session-browser.desktop"
SOURCES = (ROOT / "core", ROOT / "gui", ROOT / "resources")


def version() -> str:
    """Return the version of the program."""
    return str(_table()["version"])


def dependencies() -> list[str]:
    """Return what the program needs beside Python, as pip reads it."""
    return list(_table()["dependencies"])


def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(table["project"])
