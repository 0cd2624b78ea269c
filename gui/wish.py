"""What the window is started for, besides showing the sessions."""

from __future__ import annotations

from enum import Enum


class Wish(Enum):
    """What is to be done as soon as the window can do it; a desktop entry offers it by name."""

    LIST = "list"
    REPAIR = "repair"
    CHOOSE_FOLDER = "choose-folder"
