"""What helps with a query: hints, suggestions, the menu of filters, and saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit

from gui.core_words import translated
from gui.main_window import MainWindow
from gui.search.below_field import HintLine
from gui.search.catalogue_care import CatalogueCare
from gui.search.completing import Completing
from gui.search.filter_menu import FilterMenu
from gui.search.requests import ValuesListed
from gui.search.saved_searches import SavedSearches
from gui.window_state import WindowState

if TYPE_CHECKING:  # late: a start has no time for what only a search needs
    from core.search.query import Hint

_SAVED = "saved_searches"


class QueryAids(QObject):
    """Stands around the field of the window; whatever is chosen is written into it."""

    values_wanted = Signal()

    def __init__(self, window: MainWindow, state: WindowState, care: CatalogueCare) -> None:
        super().__init__(window)
        self._window, self._bar, self._care = window, window.filter_bar, care
        self._saved = SavedSearches(
            lambda: state.word(_SAVED), lambda text: state.save_word(_SAVED, text)
        )
        field = self._bar.field
        self._hint = HintLine(field, window)
        self._completing = Completing(field, window)
        self._completing.values_wanted.connect(self.values_wanted)
        self._menu = FilterMenu(window)
        self._bar.set_menu(self._menu)
        self._menu.aboutToShow.connect(self._on_menu_wanted)
        self._menu.query_wanted.connect(self._on_query_wanted)
        self._menu.save_wanted.connect(self._on_save_wanted)
        self._menu.rename_wanted.connect(self._on_rename_wanted)
        self._menu.remove_wanted.connect(self._saved.remove)
        self._menu.pause_wanted.connect(care.set_paused)
        field.installEventFilter(self)
        window.installEventFilter(self)

    def set_values(self, listed: ValuesListed) -> None:
        """Offer the values that there are."""
        self._completing.set_values(listed.values)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show the first hint about the query, while the user is at it."""
        if hints and self._bar.field.hasFocus():
            one = hints[0]
            self._hint.show_hint(translated(one.sentence), one.start, one.stop)
        else:
            self._hint.clear_hint()

    @Slot()
    def _on_menu_wanted(self) -> None:
        self._menu.fill(
            self._bar.text(),
            self._completing.values,
            self._saved.all(),
            is_paused=self._care.is_paused,
        )

    @Slot(str)
    def _on_query_wanted(self, query: str) -> None:
        self._bar.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.field.setText(query)

    # Saved searches

    @Slot()
    def _on_save_wanted(self) -> None:
        query = self._bar.text().strip()
        dialog = self._asked(self.tr("Save this search"), query)
        dialog.textValueSelected.connect(partial(self._put, query))

    @Slot(str)
    def _on_rename_wanted(self, name: str) -> None:
        dialog = self._asked(self.tr("Rename the search"), name)
        dialog.textValueSelected.connect(partial(self._saved.rename, name))

    def _put(self, query: str, name: str) -> None:
        self._saved.put(name, query)

    def _asked(self, title: str, text: str) -> QInputDialog:
        """Ask for a name in a dialog that is open beside the event loop."""
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name of the search:"))
        dialog.setTextValue(text)
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(self.tr("Name of the search"))
            field.selectAll()
        dialog.open()
        return dialog

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a hint go when the user leaves the field, or its place is another."""
        is_left = event.type() == QEvent.Type.FocusOut and watched is self._bar.field
        if (is_left or event.type() == QEvent.Type.Resize) and self._hint.isVisible():
            self._hint.clear_hint()
        return False
