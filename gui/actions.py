"""Every action of the window: its words, its keys, in which menu it stands, when it works."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Keys = str | QKeySequence.StandardKey | None


class Actions(QObject):
    """Owns the actions. Who carries one out connects to its `triggered`."""

    recent_wanted = Signal(Path)
    forget_recent_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._can_undo = self._can_redo = self._is_busy = False
        self._make_file_actions()
        self._make_edit_actions()
        self._make_view_actions()
        self._make_session_actions()
        self._make_export_actions(window)
        self.show_log = self._action(self.tr("Show &log"))
        self.show_log.setEnabled(False)
        self.shortcuts = self._action(self.tr("&Keyboard shortcuts…"), "F1")
        self.about = self._action(self.tr("&About Session Browser"))
        self.escape = self._action(self.tr("Clear filter or selection"), "Esc")
        self.recent_menu = QMenu(self.tr("Open &recent"), window)
        self.recent_menu.triggered.connect(self._on_recent_chosen)
        self.set_folder_open(is_open=False)
        self.set_session(exists=False, readable=False)
        self._enable_undo()

    def fill_menu_bar(self, bar: QMenuBar, columns: QMenu | None = None) -> None:
        """Put every action into its menu; `columns` is the menu of the table's columns."""
        file = bar.addMenu(self.tr("&File"))
        file.addAction(self.open)
        file.addMenu(self.recent_menu)
        add_entries(file, self.refresh, self.repair, None, self.quit)
        add_entries(
            bar.addMenu(self.tr("&Edit")), self.undo, self.redo, None, self.rename, None, self.find
        )
        self.view_menu = view = bar.addMenu(self.tr("&View"))
        add_entries(view, self.show_details, self.show_archived)
        if columns is not None:
            view.addMenu(columns)
        add_entries(view, None, self.show_messages)
        add_entries(bar.addMenu(self.tr("&Session")), *self.session_actions())
        self.help_menu = bar.addMenu(self.tr("&Help"))
        add_entries(self.help_menu, self.shortcuts, self.show_log, None, self.about)

    def session_actions(self) -> list[QAction | None]:
        """What can be done with a session, in the order of menus; None is a line."""
        copies = [self.copy_title, self.copy_id, self.copy_path]
        exports = [self.save_as, self.copy_menu.menuAction()]
        shows = [self.show_file, self.open_in_browser]
        return [self.rename, None, *exports, None, *copies, None, *shows]

    def show_recent(self, folders: Sequence[Path]) -> None:
        """Fill the menu of the folders opened last, newest first."""
        self.recent_menu.clear()
        for place, folder in enumerate(folders, start=1):
            text = short_path(folder).replace("&", "&&")  # one alone would underline a letter
            entry = self.recent_menu.addAction(f"&{place} {text}" if place < 10 else text)
            entry.setData(folder)
        self.recent_menu.setEnabled(bool(folders))
        if folders:
            self.recent_menu.addSeparator()
            forget = self.recent_menu.addAction(self.tr("&Forget these folders"))
            forget.triggered.connect(self.forget_recent_wanted)

    def set_folder_open(self, *, is_open: bool) -> None:
        """Enable what needs a sessions folder."""
        for action in (self.refresh, self.repair, self.find, self.show_archived):
            action.setEnabled(is_open)

    def set_folder_wanted(self, *, is_wanted: bool) -> None:
        """Enable trying again what was asked for, be it open or not."""
        self.refresh.setEnabled(is_wanted)

    def set_session(self, *, exists: bool, readable: bool) -> None:
        """Enable what can be done with the current session."""
        for action in (self.copy_title, self.copy_id, self.copy_path, self.show_file):
            action.setEnabled(exists)
        for action in (self.save_as, self.copy_menu.menuAction(), *self.copy_menu.actions()):
            action.setEnabled(exists)
        self.rename.setEnabled(readable)
        self.open_in_browser.setEnabled(readable)

    def follow(self, stack: QUndoStack) -> None:
        """Undo and redo what `stack` holds, under the names it gives."""
        # By what the signals carry: the stack tells of its own end too, and then must not be asked.
        stack.canUndoChanged.connect(self._on_can_undo_changed)
        stack.canRedoChanged.connect(self._on_can_redo_changed)
        stack.undoTextChanged.connect(self._on_undo_text_changed)
        stack.redoTextChanged.connect(self._on_redo_text_changed)
        self.undo.triggered.connect(stack.undo)
        self.redo.triggered.connect(stack.redo)

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Let undo wait while edits are on their way: the next one starts from their outcome."""
        self._is_busy = busy
        self._enable_undo()

    def set_repairable(self, count: int) -> None:
        """Tell at the repair action how much there is to repair."""
        words = self.tr("Repair index ({count})") if count else self.tr("Repair index")
        self.repair.setIconText(words.format(count=count))

    def _make_file_actions(self) -> None:
        self.open = self._action(self.tr("&Open folder…"), QKeySequence.StandardKey.Open)
        self.open.setIconText(self.tr("Open"))
        self.open.setToolTip(self.tr("Open a sessions folder (Ctrl+O)"))
        self.refresh = self._action(self.tr("Re&fresh"), "F5")
        self.refresh.setIconText(self.tr("Refresh"))
        self.refresh.setToolTip(self.tr("Read the list again (F5)"))
        self.repair = self._action(self.tr("Check and &repair index…"), "Ctrl+Shift+R")
        self.repair.setToolTip(self.tr("Check the index and repair it (Ctrl+Shift+R)"))
        self.set_repairable(0)
        # Not the standard key: it is empty on some platforms.
        self.quit = self._action(self.tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit_actions(self) -> None:
        self.undo = self._action(self.tr("&Undo"), "Ctrl+Z")
        self.redo = self._action(self.tr("&Redo"), "Ctrl+Shift+Z")
        self.rename = self._action(self.tr("&Rename"), "F2")
        self.find = self._action(self.tr("&Find sessions"))
        self.find.setShortcuts([QKeySequence("Ctrl+F"), QKeySequence("/")])

    def _make_view_actions(self) -> None:
        self.show_details = self._action(self.tr("&Reader"), checkable=True)
        self.show_details.setShortcut("Space")
        # Only in the list and beside it: elsewhere Space presses the button with the focus.
        self.show_details.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.read = self._action(self.tr("Go to the conversation"))
        self.read.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.read.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.show_archived = self._action(self.tr("Show &archived sessions"), checkable=True)
        self.show_messages = self._action(self.tr("&Messages…"))

    def _make_session_actions(self) -> None:
        self.copy_title = self._action(self.tr("Copy &title"))
        self.copy_id = self._action(self.tr("Copy &id"))
        self.copy_path = self._action(self.tr("Copy &path"))
        self.show_file = self._action(self.tr("Sh&ow file in its folder"))
        self.open_in_browser = self._action(self.tr("Open in &browser"))

    def _make_export_actions(self, window: QWidget) -> None:
        self.save_as = self._action(self.tr("&Save conversation as…"), "Ctrl+S")
        self.copy_markdown = self._action(self.tr("As &Markdown"))
        self.copy_html = self._action(self.tr("As &HTML"))
        self.copy_file = self._action(self.tr("As &file (JSON)"))
        self.mask_copies = self._action(self.tr("M&ask what looks like a secret"), checkable=True)
        self.copy_menu = QMenu(self.tr("Copy &conversation"), window)
        texts = self.copy_markdown, self.copy_html
        add_entries(self.copy_menu, *texts, self.mask_copies, None, self.copy_file)

    def _action(self, text: str, keys: Keys = None, *, checkable: bool = False) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(keys)
        action.setCheckable(checkable)
        return action

    @Slot(bool)
    def _on_can_undo_changed(self, can_undo: bool) -> None:
        self._can_undo = can_undo
        self._enable_undo()

    @Slot(bool)
    def _on_can_redo_changed(self, can_redo: bool) -> None:
        self._can_redo = can_redo
        self._enable_undo()

    def _enable_undo(self) -> None:
        self.undo.setEnabled(self._can_undo and not self._is_busy)
        self.redo.setEnabled(self._can_redo and not self._is_busy)

    @Slot(str)
    def _on_undo_text_changed(self, edit: str) -> None:
        self.undo.setText(self.tr("&Undo {edit}").format(edit=edit).strip())

    @Slot(str)
    def _on_redo_text_changed(self, edit: str) -> None:
        self.redo.setText(self.tr("&Redo {edit}").format(edit=edit).strip())

    @Slot(QAction)
    def _on_recent_chosen(self, entry: QAction) -> None:
        if isinstance(folder := entry.data(), Path):
            self.recent_wanted.emit(folder)


def short_path(path: Path) -> str:
    """Return `path` as the user would type it, the home folder as a tilde."""
    home = Path.home()
    return str("~" / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def add_entries(menu: QMenu, *actions: QAction | None) -> None:
    """Put `actions` into `menu`; None is a line."""
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
