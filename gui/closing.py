"""How the window closes: what is typed is saved first, and nothing that is saving is cut off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QDialog, QMessageBox

from gui.background_check import BackgroundCheck
from gui.browsing import Browsing
from gui.main_window import MainWindow
from gui.refused_edits import RefusedEdits
from gui.worker import StoreService

PATIENCE_MS = 10_000
"""How long to wait for the disk before the user is asked."""

MAX_NAMED = 10


class Closing(QObject):
    """Closes the window once every edit is on the disk and no child process is left."""

    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        service: StoreService,
        check: BackgroundCheck,
        browsing: Browsing,
        refused: RefusedEdits,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(window)
        self._window, self._service = window, service
        self._check, self._browsing, self._refused = check, browsing, refused
        self._is_closing = False
        self._question: QMessageBox | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._on_patience_ended)
        window.closing_wanted.connect(self._on_closing_wanted)
        # Queued: it may be told from inside the window's closeEvent.
        service.drained.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        check.ended.connect(self._on_ended)
        service.pending_writes_changed.connect(self._on_pending_writes_changed)

    @Slot()
    def _on_closing_wanted(self) -> None:
        if self._is_closing or self._question is not None:
            return
        self._window.view.commit_editor()
        if self._refused.titles:
            self._ask_about_refused()
        else:
            self._begin()

    def _begin(self) -> None:
        self._is_closing = True
        self._window.remember()
        self._browsing.stop()
        self._window.setEnabled(False)
        for dialog in self._open_dialogs():
            dialog.finished.connect(self._on_ended)
            dialog.reject()  # one that repairs cancels that first, and leaves the index as it was
        self._check.cancel()
        self._patience.start()
        self._service.close()
        self._show_pending()
        self._allow_if_done()

    @Slot()
    def _on_ended(self) -> None:
        """Close the window now if this was the last thing it waited for."""
        if self._is_closing and not self._window.may_close and self._allow_if_done():
            self._window.close()

    def _allow_if_done(self) -> bool:
        if not self._service.closed or self._check.busy or self._open_dialogs():
            return False
        self._patience.stop()
        if self._question is not None:
            self._question.close()
        self._window.may_close = True
        self.closed.emit()
        return True

    def _open_dialogs(self) -> list[QDialog]:
        dialogs = self._window.findChildren(QDialog)
        return [d for d in dialogs if d.isVisible() and d is not self._question]

    @Slot(int)
    def _on_pending_writes_changed(self, count: int) -> None:
        if self._is_closing:
            self._show_pending()

    def _show_pending(self) -> None:
        count = self._service.pending_writes
        one = self.tr("Saving 1 change before closing…")
        many = self.tr("Saving %Ln changes before closing…", "", count)
        texts = {0: self.tr("Closing…"), 1: one}
        self._window.status.show_closing(texts.get(count, many))

    # Questions: asked beside the event loop, never from inside it, so that an end can overtake

    @Slot()
    def _on_patience_ended(self) -> None:
        titles = self._service.pending_titles()
        if titles:
            text = self.tr("These titles are still being saved:")
            quit_text = self.tr("&Quit and lose them")
        else:
            text = self.tr("The disk does not answer. Nothing that you typed is at risk.")
            quit_text = self.tr("&Quit")
        self._ask(text, titles, quit_text, self.tr("&Keep waiting"), self._on_waiting_answered)

    def _ask_about_refused(self) -> None:
        self._ask(
            self.tr("These titles could not be saved:"),
            self._refused.titles,
            self.tr("&Quit and lose them"),
            self.tr("&Go back"),
            self._on_refused_answered,
        )

    def _ask(
        self,
        text: str,
        titles: list[str],
        lose: str,
        stay: str,
        answered: Callable[[QAbstractButton], None],
    ) -> None:
        """Ask whether to quit all the same; not to is the default, and what Esc says."""
        box = self._question = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self._window.windowTitle())
        named = [f"“{title}”" for title in titles[:MAX_NAMED]]
        if len(titles) > MAX_NAMED:
            named.append(self.tr("and %Ln more", "", len(titles) - MAX_NAMED))
        box.setText("\n".join([text, *named]))
        box.addButton(lose, QMessageBox.ButtonRole.DestructiveRole)
        staying = box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(staying)
        box.setEscapeButton(staying)
        box.buttonClicked.connect(answered)
        box.finished.connect(self._on_question_closed)
        box.open()

    @Slot()
    def _on_question_closed(self) -> None:
        self._question = None

    @Slot(QAbstractButton)
    def _on_waiting_answered(self, button: QAbstractButton) -> None:
        if self._means_quit(button):
            self._service.abandon()
        else:
            self._patience.start()

    @Slot(QAbstractButton)
    def _on_refused_answered(self, button: QAbstractButton) -> None:
        if self._means_quit(button):
            self._begin()
            self._window.close()

    def _means_quit(self, button: QAbstractButton) -> bool:
        box = self._question
        return box is not None and (
            box.buttonRole(button) == QMessageBox.ButtonRole.DestructiveRole
        )
