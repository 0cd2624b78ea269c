"""The main window: puts the parts together and passes what is told to the part that shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from core.store.requests import Listed
from gui.actions import Actions, add_entries, short_path
from gui.details import DetailsPane
from gui.list_area import ListArea
from gui.look import NARROWEST, Hairline, grown, plain_title
from gui.messages import MessageBar
from gui.reader.reader_pane import ReaderPane
from gui.sessions.filter_bar import FilterBar
from gui.sessions.session_model import SessionModel
from gui.sessions.session_view import SessionView
from gui.side_pane import Side, SidePane
from gui.status import StatusBar
from gui.tools import Tools
from gui.window_state import WindowState

APP_NAME = "Session Browser"
_LEAST_HEIGHT = 320


class MainWindow(QMainWindow):
    """Knows its parts, and neither the store nor a disk. It closes when it is told it may."""

    folder_wanted = Signal(Path)
    closing_wanted = Signal()  # the user, or the system, asked the window to close
    activated = Signal()

    def __init__(self, model: SessionModel, state: WindowState) -> None:
        super().__init__()
        self.model = model
        self.view = SessionView()
        self.view.setModel(model)
        self.filter_bar = FilterBar()
        self.details = DetailsPane()
        self.reader = ReaderPane()
        self.side = SidePane(self.reader, self.details)
        self.messages = MessageBar()
        self.list_area = ListArea(self.view, self.side)
        self.status = StatusBar()
        self.actions_ = Actions(self)
        self.tools = Tools(self.actions_, self.filter_bar)
        self.is_closing = False
        """True once the window only waits for the disk."""
        self.may_close = False
        self._counts = (0, 0, 0)
        self._state = state
        self._message_list: QWidget | None = None
        self._lay_out()
        self._connect_parts()
        self._connect_actions()
        self.filter_bar.setEnabled(False)
        self.restore()

    # What is shown

    def show_folder(self, folder: Path) -> None:
        """Show that `folder` is open; its rows are not known yet."""
        self.setWindowTitle(plain_title(f"{APP_NAME} – {short_path(folder)}"))
        self.filter_bar.clear()
        self.model.show([], {})
        self.status.forget()
        self.actions_.set_folder_open(is_open=True)
        self.filter_bar.setEnabled(True)

    @Slot(object)
    def show_list(self, answer: Listed) -> None:
        """Show the rows of a listing; the view keeps its place in them."""
        projects = {project.project_id: project.name for project in answer.projects}
        self.model.show(answer.rows, projects)
        self.list_area.show_completeness(is_complete=answer.complete)
        self.status.show_counts(*self._counts)

    @property
    def is_usable(self) -> bool:
        """True unless the window only lets the user look."""
        return self._middle.isEnabled()

    def set_usable(self, *, usable: bool) -> None:
        """Let the user act, or only look: the status bar goes on telling what is waited for."""
        for part in (self.menuBar(), self.tools, self._middle):
            part.setEnabled(usable)

    def show_recent(self) -> None:
        """Fill the menu of the folders opened last."""
        self.actions_.show_recent(self._state.recent_folders)

    def restore(self) -> None:
        """Make the window look as it did when it was closed last."""
        state = self._state
        state.restore_geometry(self)
        if not (header := state.bytes_of("header")).isEmpty():
            self.view.restore_header(header)
        if not (splitter := state.bytes_of("splitter")).isEmpty():
            self.list_area.restore_splitter(splitter)
        self.actions_.show_archived.setChecked(state.show_archived)
        self.actions_.show_details.setChecked(state.show_details)
        self.list_area.set_side_shown(state.show_details)
        if state.word("side") == Side.DETAILS:
            self.side.show_side(Side.DETAILS)
        self.show_recent()

    def remember(self) -> None:
        """Save how the window looks now."""
        state = self._state
        state.save_geometry(self)
        state.save_bytes("header", self.view.save_header())
        state.save_bytes("splitter", self.list_area.save_splitter())
        state.show_archived = self.actions_.show_archived.isChecked()
        state.show_details = self.actions_.show_details.isChecked()
        state.save_word("side", self.side.side)
        state.sync()

    @Slot(str)
    def reveal(self, session_id: str) -> None:
        """Select a session and bring it into sight; what hides it gives way."""
        row = self.model.row(session_id)
        if row is None:
            return
        if self.model.place_of(session_id) is None and row.archived:
            self.actions_.show_archived.setChecked(True)
        if self.model.place_of(session_id) is None:
            self.filter_bar.clear()
        self.view.select(session_id)

    # What the user does

    @Slot()
    def _on_open_wanted(self) -> None:
        # Late, here and below: a start has no time for what is needed once a week.
        from gui.folder_dialog import FolderDialog

        recent = self._state.recent_folders
        dialog = FolderDialog(recent[0] if recent else Path.home(), self)
        dialog.chosen.connect(self.folder_wanted)
        dialog.open()

    @Slot()
    def _on_forget_recent_wanted(self) -> None:
        self._state.forget_folders()
        self.show_recent()

    @Slot()
    def _on_escape(self) -> None:
        """Clear what is looked for, else come back to the list, else clear the selection."""
        if self.reader.has_focus and self.reader.find_bar.isVisible():
            self.reader.find_bar.close_bar()
        elif self.filter_bar.text() and not self.reader.has_focus:
            self.filter_bar.clear()
            self.list_area.focus_list()
        elif not self.view.hasFocus():
            self.list_area.focus_list()
        else:
            self.view.clearSelection()

    @Slot()
    def _on_find_wanted(self) -> None:
        if self.reader.has_focus:
            self.reader.find_bar.open_bar()
        else:
            self.filter_bar.focus_filter()

    @Slot()
    def _on_read_wanted(self) -> None:
        self.actions_.show_details.setChecked(True)
        self.side.focus_page()

    @Slot()
    def _on_clear_filter_wanted(self) -> None:
        self.filter_bar.clear()
        self.list_area.focus_list()

    @Slot()
    def _on_messages_wanted(self) -> None:
        if self._message_list is None:
            from gui.message_list import MessageList

            self._message_list = MessageList(self.messages, self)
        self._message_list.show()
        self._message_list.raise_()
        self._message_list.activateWindow()

    @Slot()
    def _on_shortcuts_wanted(self) -> None:
        from gui.shortcut_sheet import ShortcutSheet, shortcut_groups

        others = [*self.view.actions(), self.actions_.escape]
        ShortcutSheet(shortcut_groups(self.menuBar(), others), self).open()

    @Slot(QPoint)
    def _on_context_menu_wanted(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            add_entries(menu, *self.actions_.session_actions())
            menu.popup(self.view.viewport().mapToGlobal(place))

    # How it is put together

    def _lay_out(self) -> None:
        self.setWindowTitle(APP_NAME)
        self.menuBar().setAccessibleName(self.tr("Menus"))
        self.actions_.fill_menu_bar(self.menuBar(), self.view.columns_menu())
        self.addToolBar(self.tools)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Below the list: above it a message would push the rows from under the mouse.
        for part in (self.list_area, self.messages, Hairline()):
            column.addWidget(part, 1 if part is self.list_area else 0)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self.status)
        self._reserve_width()
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.addAction(self.actions_.show_details)
        for page in (self.details, self.reader.view, self.reader.words):
            page.addAction(self.actions_.show_details)
        self.view.addAction(self.actions_.read)
        self.addActions([self.actions_.escape, self.actions_.quit])  # quitting works always

    @Slot()
    def _reserve_width(self) -> None:
        """Let the window be no narrower than its tools: the filter never goes behind "»"."""
        for layout in (self._middle.layout(), self.layout()):
            if layout is not None:
                layout.invalidate()  # else it hears of a page that has come only later
        width = max(NARROWEST, self.tools.least_width())
        height = max(grown(self, _LEAST_HEIGHT), self.minimumSizeHint().height())
        self.setMinimumSize(width, height)

    def _connect_parts(self) -> None:
        area, bar = self.list_area, self.filter_bar
        area.choice_made.connect(self._reserve_width)
        self.model.counts_changed.connect(area.show_counts)
        self.model.counts_changed.connect(self._on_counts_changed)
        bar.filter_changed.connect(area.begin_filter)
        bar.filter_changed.connect(self.model.set_filter)
        bar.filter_changed.connect(area.show_filter)
        bar.show_archived_changed.connect(self.actions_.show_archived.setChecked)
        bar.list_wanted.connect(area.focus_list)
        self.messages.dismissed.connect(area.focus_list)
        self.view.customContextMenuRequested.connect(self._on_context_menu_wanted)
        for state in (area.nothing, area.no_match):
            state.choose_wanted.connect(self._on_open_wanted)
            state.clear_filter_wanted.connect(self._on_clear_filter_wanted)
            state.show_archived_wanted.connect(self.actions_.show_archived.trigger)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.open.triggered.connect(self._on_open_wanted)
        actions.recent_wanted.connect(self.folder_wanted)
        actions.forget_recent_wanted.connect(self._on_forget_recent_wanted)
        actions.quit.triggered.connect(self.close)
        actions.repair.changed.connect(self._reserve_width)  # it counts in its words
        actions.find.triggered.connect(self._on_find_wanted)
        actions.escape.triggered.connect(self._on_escape)
        actions.read.triggered.connect(self._on_read_wanted)
        actions.shortcuts.triggered.connect(self._on_shortcuts_wanted)
        actions.show_messages.triggered.connect(self._on_messages_wanted)
        actions.show_details.toggled.connect(self.list_area.set_side_shown)
        actions.show_archived.toggled.connect(self.model.set_show_archived)
        actions.show_archived.toggled.connect(self.list_area.show_archived)
        actions.show_archived.toggled.connect(self.filter_bar.set_show_archived)

    @Slot(int, int, int)
    def _on_counts_changed(self, shown: int, total: int, archived: int) -> None:
        self._counts = (shown, total, archived)
        self.status.show_counts(*self._counts)
        self.filter_bar.set_archived_count(archived)
        self._reserve_width()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:  # its parts hear of it a moment later
            QTimer.singleShot(0, self, self._reserve_width)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reserve_width()  # the parts have their fonts now

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close:
            self.closing_wanted.emit()  # whoever hears it may allow it at once
        event.setAccepted(self.may_close)
