"""The icon of the program's windows, for desktops that do not take it from the desktop entry."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

SIZES = (16, 24, 32, 48, 64, 128, 256)
"""What bars, switchers and title bars ask for; larger ones are for menus, which have the file."""


def app_icon() -> QIcon:
    """Return the icon, in every size that desktops ask windows for."""
    folder = files("resources").joinpath("icons", "app")
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(folder.joinpath(f"session-browser-{size}.png")), QSize(size, size))
    return icon
