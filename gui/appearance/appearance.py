"""How the user wants the window to look: read from the settings, chosen in the menu View."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from gui.appearance.action_icons import ActionIcons
from gui.appearance.choice_menu import ChoiceMenu
from gui.appearance.theme import Theme, ThemeSwitch
from gui.main_window import MainWindow
from gui.window_state import WindowState


class Appearance(QObject):
    """Shows what was chosen last as soon as it is made, so that no window is painted twice."""

    def __init__(self, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = ThemeSwitch(QGuiApplication.styleHints(), _theme(state.theme), self)

    def add_to(self, window: MainWindow) -> None:
        """Put the choices into the menu View of `window`."""
        menu = ChoiceMenu(
            self.tr("&Appearance"),
            [
                (Theme.SYSTEM, self.tr("As the &system")),
                (Theme.LIGHT, self.tr("&Light")),
                (Theme.DARK, self.tr("&Dark")),
            ],
            window,
        )
        menu.show_chosen(self._theme.theme)
        menu.chosen.connect(self._on_theme_chosen)
        ActionIcons(window.actions_, window.tools, window)
        view, last = window.actions_.view_menu, window.actions_.show_messages
        view.insertMenu(last, menu)
        view.insertSeparator(last)

    @Slot(str)
    def _on_theme_chosen(self, name: str) -> None:
        self._theme.choose(_theme(name))
        self._state.theme = self._theme.theme


def _theme(name: str) -> Theme:
    return Theme(name) if name in set(Theme) else Theme.SYSTEM
