"""What the window is started for, besides showing the sessions."""

from __future__ import annotations

from enum import Enum, auto


class Wish(Enum):
    """What is to be done as soon as the window can do it; a desktop entry offers it by name."""

    LIST = auto()
    REPAIR = auto()
    CHOOSE_FOLDER = auto()
