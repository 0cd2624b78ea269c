"""How the user wants the window to look: read from the settings, chosen in the menu View."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gui.appearance.action_icons import ActionIcons
from gui.appearance.choice_menu import ChoiceMenu
from gui.appearance.text_size import STEPS, USUAL, TextSize
from gui.appearance.theme import Theme, ThemeSwitch
from gui.main_window import MainWindow
from gui.row_header import COMFORTABLE, COMPACT
from gui.window_state import WindowState

Choice = TypeVar("Choice", bound=StrEnum)


class Rows(StrEnum):
    """How high the rows of the list are; the values stand in the settings file."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


_AIR = {Rows.COMFORTABLE: COMFORTABLE, Rows.COMPACT: COMPACT}


class Appearance(QObject):
    """Shows what was chosen last as soon as it is made, so that no window is painted twice."""

    def __init__(self, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = ThemeSwitch(
            QGuiApplication.styleHints(), _known(state.word("theme"), Theme.SYSTEM)
        )
        self._theme.setParent(self)
        self.text_size = TextSize(_percent(state.word("text_size")), self)
        self.text_size.changed.connect(self._on_size_changed)
        self._rows = _known(state.word("rows"), Rows.COMFORTABLE)

    def add_to(self, window: MainWindow) -> None:
        """Put the choices into the menu View of `window`, and show them in it."""
        ActionIcons(window.actions_, window.tools, window)
        self._view = window.view
        self._show_rows()
        view, last = window.actions_.view_menu, window.actions_.show_messages
        for menu in (self._text_menu(window), self._rows_menu(window), self._theme_menu(window)):
            view.insertMenu(last, menu)
        view.insertSeparator(last)

    def _theme_menu(self, window: MainWindow) -> QMenu:
        entries = [
            (Theme.SYSTEM, self.tr("As the &system")),
            (Theme.LIGHT, self.tr("&Light")),
            (Theme.DARK, self.tr("&Dark")),
        ]
        menu = ChoiceMenu(self.tr("&Appearance"), entries, window)
        menu.show_chosen(self._theme.theme)
        menu.chosen.connect(self._on_theme_chosen)
        return menu

    def _rows_menu(self, window: MainWindow) -> QMenu:
        entries = [
            (Rows.COMFORTABLE, self.tr("Co&mfortable")),
            (Rows.COMPACT, self.tr("&Compact")),
        ]
        menu = ChoiceMenu(self.tr("&Rows"), entries, window)
        menu.show_chosen(self._rows)
        menu.chosen.connect(self._on_rows_chosen)
        return menu

    def _text_menu(self, window: MainWindow) -> QMenu:
        entries = [(str(step), self.tr("{0} %").format(step)) for step in STEPS]
        menu = ChoiceMenu(self.tr("&Text size"), entries, window)
        menu.show_chosen(str(self.text_size.percent))
        menu.chosen.connect(self._on_size_chosen)
        self.text_size.changed.connect(lambda percent: menu.show_chosen(str(percent)))
        menu.add_above(self.tr("&Larger"), ["Ctrl++", "Ctrl+="], self.text_size.enlarge)
        menu.add_above(self.tr("&Smaller"), ["Ctrl+-"], self.text_size.reduce)
        menu.add_above(self.tr("&Usual size"), ["Ctrl+0"], self.text_size.reset)
        return menu

    def _show_rows(self) -> None:
        self._view.set_row_air(_AIR[self._rows])

    @Slot(str)
    def _on_theme_chosen(self, name: str) -> None:
        self._theme.choose(Theme(name))
        self._state.save_word("theme", name)

    @Slot(str)
    def _on_rows_chosen(self, name: str) -> None:
        self._rows = Rows(name)
        self._state.save_word("rows", name)
        self._show_rows()

    @Slot(str)
    def _on_size_chosen(self, percent: str) -> None:
        self.text_size.choose(int(percent))

    @Slot(int)
    def _on_size_changed(self, percent: int) -> None:
        self._state.save_word("text_size", str(percent))


def _percent(word: str) -> int:
    return int(word) if word.isdecimal() else USUAL


def _known(name: str, default: Choice) -> Choice:
    return type(default)(name) if name in set(type(default)) else default
