"""Shows in the window how it stands with the folder: open, empty, gone, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from gui.browsing import Browsing, Phase, folders_to_begin
from gui.main_window import MainWindow
from gui.messages import Choice, Message
from gui.window_state import WindowState

_TROUBLE = "folder"


class FolderStatus(QObject):
    """Stands between `Browsing`, which knows, and the window, which shows."""

    choice_wanted = Signal(list)  # the folders that were found, more than one

    def __init__(
        self,
        window: MainWindow,
        browsing: Browsing,
        state: WindowState,
        known_folders: Callable[[], Sequence[Path]],
        tried_folders: Callable[[], Sequence[Path]],
        may_remember: Callable[[Path], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._browsing, self._state = window, browsing, state
        self._known_folders, self._tried_folders = known_folders, tried_folders
        self._may_remember = may_remember
        browsing.folder_changed.connect(self._on_folder_changed)
        browsing.phase_changed.connect(self._on_phase_changed)
        browsing.listed.connect(window.show_list)
        browsing.troubled.connect(self._on_troubled)
        browsing.recovered.connect(self._on_recovered)
        browsing.not_opened.connect(self._on_not_opened)
        window.folder_wanted.connect(self._on_folder_wanted)
        window.activated.connect(browsing.look)
        window.actions_.refresh.triggered.connect(browsing.refresh_all)
        window.list_area.nothing.retry_wanted.connect(browsing.refresh)
        window.list_area.nothing.look_again_wanted.connect(self._on_look_again_wanted)

    def begin(self, folder: Path | None = None) -> None:
        """Open `folder`, else the one used last, else the one that is known.

        Where several are known, the user has to choose; where none is, that is said.
        """
        recent = self._state.recent_folders
        found = [folder] if folder else folders_to_begin(recent, self._known_folders)
        if folder is None and recent and recent[0] not in found:
            self._say_of_last(recent[0], found)
        if len(found) == 1:
            self._browsing.open(found[0])
        elif found:
            self.choice_wanted.emit(found)
        else:
            self._window.list_area.show_tried(self._tried_folders())
            self._window.list_area.focus_list()

    def _say_of_last(self, last: Path, found: Sequence[Path]) -> None:
        sentence = self.tr("The folder used last, {last}, is not there.")
        if len(found) == 1:
            sentence = self.tr("The folder used last, {last}, is not there. This is {found}.")
        self._say(sentence.format(last=last, found=found[0]))

    @Slot(Path)
    def _on_folder_wanted(self, folder: Path) -> None:
        """Open another folder; nobody acts meanwhile: a title must not reach the wrong one."""
        self._window.view.commit_editor()
        self._window.set_usable(usable=False)
        self._browsing.open(folder)

    def _let_act(self) -> None:
        """Let the user act again, if an opening has kept them from it and no other one does."""
        is_waiting = self._browsing.is_opening or self._window.is_closing
        if not self._window.is_usable and not is_waiting:
            self._window.set_usable(usable=True)
            self._window.list_area.focus_list()

    @Slot()
    def _on_look_again_wanted(self) -> None:
        if self._browsing.phase is Phase.NO_FOLDER:
            self.begin()
        else:
            self._browsing.refresh()

    @Slot(Path)
    def _on_folder_changed(self, folder: Path) -> None:
        self._window.show_folder(folder)
        self._let_act()
        if self._may_remember(folder):
            self._state.remember_folder(folder)
            self._window.show_recent()

    @Slot(object)
    def _on_phase_changed(self, phase: Phase) -> None:
        area = self._window.list_area
        area.show_phase(phase, self._browsing.wanted, self._browsing.reason)
        is_wanted = self._browsing.wanted is not None
        self._window.actions_.set_folder_wanted(is_wanted=is_wanted)
        if phase is Phase.FAILED:
            self._let_act()

    @Slot(str)
    def _on_troubled(self, reason: str) -> None:
        sentence = self.tr("{reason} The list shows what was last seen.").format(reason=reason)
        self._say(sentence, _TROUBLE, Choice(self.tr("&Retry"), self._browsing.refresh))

    @Slot()
    def _on_recovered(self) -> None:
        self._window.messages.withdraw(_TROUBLE)

    @Slot(Path, str)
    def _on_not_opened(self, folder: Path, reason: str) -> None:
        self._let_act()
        again = Choice(self.tr("&Retry"), partial(self._on_folder_wanted, folder))
        self._say(reason, str(folder), again)

    def _say(self, text: str, key: str = "", *choices: Choice) -> None:
        self._window.messages.say(Message(text, key=key, choices=choices))
