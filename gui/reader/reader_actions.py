"""What can be done in the conversation: its menu, and the menu of one message."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui.reader.conversation_view import ConversationView
from gui.reader.find_bar import FindBar
from gui.reader.finding import Finding
from gui.reader.reading import Reading
from gui.reader.section import Section


class ReaderActions(QObject):
    """Owns the actions of the reader; all of them can be reached by keys."""

    def __init__(
        self,
        window: QWidget,
        view: ConversationView,
        bar: FindBar,
        finding: Finding,
        reading: Reading,
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._reading = window, view, reading
        self._pointed_at = -1  # the message whose menu is open
        self._copied = ""
        self._is_searching = False  # so that there may be hits in other sessions
        self.find = self._action(self.tr("&Find in the conversation"))
        self.find.triggered.connect(bar.open_bar)
        self.find_next = self._action(self.tr("Find &next"), "F3")
        self.find_next.triggered.connect(finding.go_on)
        self.find_previous = self._action(self.tr("Find pre&vious"), "Shift+F3")
        self.find_previous.triggered.connect(finding.go_back)
        self.next_prompt = self._action(self.tr("Next message of the &user"), "Alt+Down")
        self.next_prompt.triggered.connect(reading.go_to_next_prompt)
        self.previous_prompt = self._action(self.tr("&Previous message of the user"), "Alt+Up")
        self.previous_prompt.triggered.connect(reading.go_to_previous_prompt)
        self.first_prompt = self._action(self.tr("F&irst message of the user"), "Alt+Home")
        self.first_prompt.triggered.connect(reading.go_to_first_prompt)
        self.last_prompt = self._action(self.tr("&Last message of the user"), "Alt+End")
        self.last_prompt.triggered.connect(reading.go_to_last_prompt)
        self.copy_selection = self._action(self.tr("&Copy"))
        self.copy_selection.triggered.connect(self._on_copy_selection_wanted)
        self.copy_text = self._action(self.tr("Copy message as &text"))
        self.copy_text.triggered.connect(self._on_copy_text_wanted)
        self.copy_markdown = self._action(self.tr("Copy message as &Markdown"))
        self.copy_markdown.triggered.connect(self._on_copy_markdown_wanted)
        self.unfold = self._action(self.tr("Unf&old everything in the message"), "Ctrl+E")
        self.unfold.triggered.connect(self._on_unfold_wanted)
        self.fold = self._action(self.tr("Fol&d everything in the message"), "Ctrl+Shift+E")
        self.fold.triggered.connect(self._on_fold_wanted)
        reading.opened.connect(self._on_opened)
        view.menu_wanted.connect(self._on_menu_wanted)
        self._on_opened()

    def set_searching(self, *, is_searching: bool) -> None:
        """Tell whether F3 has somewhere to go also while no conversation is read."""
        self._is_searching = is_searching
        self._on_opened()

    def add_menu(self, bar: QMenuBar, before: QAction) -> None:
        """Put the menu of the conversation into `bar`."""
        menu = QMenu(self.tr("Co&nversation"), bar)
        menu.addActions([self.find, self.find_next, self.find_previous])
        menu.addSeparator()
        menu.addActions(
            [self.previous_prompt, self.next_prompt, self.first_prompt, self.last_prompt]
        )
        menu.addSeparator()
        menu.addActions(self._of_message())
        bar.insertMenu(before, menu)

    def _of_message(self) -> list[QAction]:
        return [self.copy_text, self.copy_markdown, self.unfold, self.fold]

    def _action(self, text: str, keys: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(keys)
        return action

    @Slot()
    def _on_opened(self) -> None:
        prompts = [self.previous_prompt, self.next_prompt, self.first_prompt, self.last_prompt]
        for action in (self.find, *prompts, *self._of_message()):
            action.setEnabled(bool(self._reading.session_id))
        for action in (self.find_next, self.find_previous):
            action.setEnabled(self._is_searching or bool(self._reading.session_id))

    # One message

    @property
    def _message(self) -> int:
        return self._view.current_message if self._pointed_at < 0 else self._pointed_at

    @Slot(int, QPoint)
    def _on_menu_wanted(self, message: int, place: QPoint) -> None:
        self._pointed_at, self._copied = message, self._selected()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._on_menu_hidden, Qt.ConnectionType.QueuedConnection)
        if self._copied:
            menu.addAction(self.copy_selection)
            menu.addSeparator()
        menu.addActions(self._of_message())
        menu.popup(place)

    @Slot()
    def _on_menu_hidden(self) -> None:
        self._pointed_at = -1

    def _selected(self) -> str:
        """What is selected anywhere in sight."""
        sections = map(self._view.section, self._view.in_sight)
        texts = (one.selected_text for one in sections if isinstance(one, Section))
        return next((text for text in texts if text), "")

    @Slot()
    def _on_copy_selection_wanted(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)

    @Slot()
    def _on_copy_text_wanted(self) -> None:
        if (shown := self._view.message(self._message)) is not None:
            QGuiApplication.clipboard().setText(shown.text)

    @Slot()
    def _on_copy_markdown_wanted(self) -> None:
        if (shown := self._view.message(self._message)) is not None:
            QGuiApplication.clipboard().setText(shown.markdown)

    @Slot()
    def _on_unfold_wanted(self) -> None:
        self._reading.unfold_all(self._message)

    @Slot()
    def _on_fold_wanted(self) -> None:
        self._reading.fold_all(self._message)
