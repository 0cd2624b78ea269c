"""Light or dark: as the user chose, or as the system tells, also while the program runs."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QStyleHints

from gui.appearance import palettes
from gui.appearance.colours import DARK, LIGHT, Colours


class Theme(StrEnum):
    """What can be chosen; the values stand in the settings file."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ThemeSwitch(QObject):
    """Shows the program in the colours of a theme. A system that tells nothing is a light one."""

    def __init__(self, hints: QStyleHints, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._system = hints.colorScheme()
        self._used: Colours | None = None
        hints.colorSchemeChanged.connect(self._on_system_changed)
        self._use()

    @property
    def colours(self) -> Colours:
        """The colours that are shown now."""
        is_dark = self._system == Qt.ColorScheme.Dark
        return {Theme.LIGHT: LIGHT, Theme.DARK: DARK}.get(self.theme, DARK if is_dark else LIGHT)

    def choose(self, theme: Theme) -> None:
        """Show `theme` from now on."""
        self.theme = theme
        self._use()

    @Slot(Qt.ColorScheme)
    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        self._use()

    def _use(self) -> None:
        if self.colours is not self._used:
            self._used = self.colours
            palettes.use(self.colours)
