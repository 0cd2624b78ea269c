"""What the program never does, said before it has done anything."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def promise() -> str:
    """Return what somebody needs to know who trusts the program with a store."""
    return QCoreApplication.translate(
        "FirstStart",
        "Session Browser never deletes a session and never changes what was said in one. It leaves"
        " nothing of its own in a sessions folder, reads no passwords or keys, and talks to nobody"
        " but the web UI’s own server, on this machine.",
    )
