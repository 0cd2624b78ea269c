"""A report that can be sent to anybody: versions and places in the code, nothing of the user's."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication

PARTS = ("session-browser", "PySide6-Essentials", "msgspec")


def report_of(what: str) -> str:
    """Return `what`, which is scrubbed, under the versions that it happened with."""
    parts = [f"{name} {_version(name)}" for name in PARTS]
    screen = QGuiApplication.platformName() if QCoreApplication.instance() else ""
    return "\n".join(
        [
            ", ".join([*parts, f"Qt {qVersion()}"]),
            f"Python {platform.python_version()} on {platform.platform()}, {screen}",
            "",
            what.rstrip(),
            "",
        ]
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program may carry no such notes
        return "?"
