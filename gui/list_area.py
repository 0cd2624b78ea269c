"""The middle of the window: the list and what stands beside it, or why there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from gui.browsing import Phase
from gui.empty_states import EmptyState
from gui.look import HairlineSplitter, grown
from gui.sessions.session_view import SessionView
from gui.side_pane import SidePane

if TYPE_CHECKING:
    from gui.first_start.store_choice import StoreChoice

_SHARES = (1, 1)


class ListArea(QStackedWidget):
    """Decides what stands in the middle from what it is told of the folder and the list."""

    choice_made = Signal(object)  # StoreChoice

    def __init__(self, view: SessionView, side: SidePane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._side = view, side
        self.nothing = EmptyState()  # instead of everything
        self.choice: StoreChoice | None = None  # instead of everything: there are several folders
        self.no_match = EmptyState()  # instead of the list: the filter hides it all
        self._phase = Phase.NO_FOLDER
        self._reason = ""
        self._folder = Path()
        self._tried: Sequence[Path] = ()
        self._is_choosing = False
        self._is_complete = False
        self._counts = (0, 0, 0)
        self._filter = ""
        self.awaits_search = False
        """True if what the filter does not find may still be found in messages."""
        self._is_asking = False
        self._searched = ""
        self._archived_shown = False
        self._lay_out()

    def show_phase(self, phase: Phase, folder: Path | None, reason: str = "") -> None:
        """Tell how it stands with `folder`, the one that was asked for."""
        self._phase, self._folder, self._reason = phase, folder or Path(), reason
        self._decide()

    def show_tried(self, tried: Sequence[Path]) -> None:
        """Tell where a folder was looked for."""
        self._tried, self._is_choosing = tried, False
        self._decide()

    def show_choice(self, folders: Sequence[Path]) -> None:
        """Let the user choose among `folders`, on a page that `choice_made` tells of."""
        is_new = self.choice is None
        if self.choice is None:
            # Late: most starts open the folder of the one before.
            from gui.first_start.store_choice import StoreChoice

            self.choice = StoreChoice()
            self.addWidget(self.choice)
        self.choice.show_folders(folders)
        self._is_choosing = True
        self._decide()
        if is_new:  # now that it is on the screen and knows how much room it needs
            self.choice_made.emit(self.choice)

    def show_completeness(self, *, is_complete: bool) -> None:
        """Tell whether the rows that are listed are all there are."""
        self._is_complete = is_complete
        self._decide()

    @Slot(int, int, int)
    def show_counts(self, shown: int, total: int, archived: int) -> None:
        """Tell how many sessions there are and how many of them the list shows."""
        self._counts = (shown, total, archived)
        self._decide()

    @Slot(str)
    def begin_filter(self, text: str) -> None:
        """Tell that the user begins to filter by `text`: the list itself knows nothing of it."""
        self._filter = text.strip()
        self._is_asking = self.awaits_search and bool(text.strip())

    @Slot(str)
    def show_filter(self, text: str) -> None:
        """Tell what the user filters by."""
        self._filter, self._searched = text.strip(), ""
        self._decide()

    def show_answer(self, searched: str) -> None:
        """Tell that the messages have been searched, and what was, in a sentence."""
        self._is_asking, self._searched = False, searched
        self._decide()

    @Slot(bool)
    def show_archived(self, shown: bool) -> None:
        """Tell whether archived sessions are among those that may be listed."""
        self._archived_shown = shown
        self._decide()

    @Slot(bool)
    def set_side_shown(self, shown: bool) -> None:
        """Show or hide what stands beside the list."""
        if not shown and self._side.isAncestorOf(QApplication.focusWidget() or self):
            self._view.setFocus()
        self._side.setVisible(shown)

    def save_splitter(self) -> QByteArray:
        """Return how the list and the side pane share the room."""
        return self._splitter.saveState()

    def restore_splitter(self, state: QByteArray) -> None:
        """Share the room as it was when `state` was saved."""
        self._splitter.restoreState(state)

    def _decide(self) -> None:
        shown, total, _ = self._counts
        if self._phase is Phase.NO_FOLDER and self._is_choosing and self.choice is not None:
            self._turn_to(self, self.choice)
            return
        if self._phase is Phase.NO_FOLDER:
            self.nothing.show_no_folder(self._tried)
        elif self._phase is Phase.FAILED:
            self.nothing.show_failure(self._folder, self._reason)
        elif self._phase is Phase.LISTED and self._is_complete and not total:
            self.nothing.show_no_sessions(self._folder)
        else:
            self._show_list(is_filtered_out=bool(total) and not shown)
            return
        self._turn_to(self, self.nothing)

    def _show_list(self, *, is_filtered_out: bool) -> None:
        archived = 0 if self._archived_shown else self._counts[2]
        page: QWidget = self._view  # also while only the counts are known of a filter just typed
        if is_filtered_out and self._filter and self._is_asking:
            page = self._left.currentWidget() or page
        elif is_filtered_out and self._filter:
            self.no_match.show_no_match(self._filter, archived, self._searched)
            page = self.no_match
        elif is_filtered_out and archived:
            self.no_match.show_only_archived(archived)
            page = self.no_match
        self._turn_to(self._left, page)
        self._turn_to(self, self._splitter)

    def _turn_to(self, stack: QStackedWidget, page: QWidget) -> None:
        """Show `page`; the focus goes along if it was on the page before, or nowhere."""
        before = stack.currentWidget()
        if page is before:
            return
        focus = QApplication.focusWidget()
        goes_along = focus is None or (
            before is not None and (before is focus or before.isAncestorOf(focus))
        )
        stack.setCurrentWidget(page)
        if goes_along:
            self.focus_list()

    def focus_list(self) -> None:
        """Give the focus to the list, or to the first thing that can be done where it would be."""
        for stack, state in ((self, self.nothing), (self._left, self.no_match)):
            if stack.currentWidget() is state:
                state.offered()[0].setFocus()
                return
        if self.choice is not None and self.currentWidget() is self.choice:
            self.choice.stores.setFocus()
        else:
            self._view.setFocus()

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self._view)
        self._left.addWidget(self.no_match)
        self._splitter = HairlineSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(zip((self._left, self._side), _SHARES, strict=True)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, share)
        self._fit()
        self._splitter.setSizes([100 * share for share in _SHARES])
        self.addWidget(self._splitter)
        self.addWidget(self.nothing)
        self._decide()

    def _fit(self) -> None:
        self._left.setMinimumWidth(280)
        self._side.setMinimumWidth(grown(self, 240))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
