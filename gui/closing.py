"""How the window closes: what is typed is saved first, and nothing that is saving is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QDialog

from gui.background_check import BackgroundCheck
from gui.browsing import Browsing
from gui.drafts import Drafts
from gui.main_window import MainWindow
from gui.refused_edits import RefusedEdits
from gui.worker import StoreService

if TYPE_CHECKING:
    from gui.losing_question import LosingQuestion

PATIENCE_MS = 10_000
"""How long to wait for the disk before the user is asked."""


class Lasting(Protocol):
    """Other work that a closing window waits for."""

    @property
    def busy(self) -> bool: ...

    @property
    def ended(self) -> SignalInstance: ...

    @property
    def words(self) -> str: ...

    @property
    def is_saving(self) -> bool: ...

    def give_up(self) -> None: ...


class Closing(QObject):
    """Closes the window once every edit is on the disk and no child process is left."""

    began = Signal()  # nothing can keep it from closing any more
    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        service: StoreService,
        check: BackgroundCheck,
        browsing: Browsing,
        refused: RefusedEdits,
        drafts: Drafts,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(window)
        self._window, self._service = window, service
        self._check, self._browsing = check, browsing
        self._refused, self._drafts = refused, drafts
        self._is_closing = False
        self._question: LosingQuestion | None = None
        self._others: list[Lasting] = []
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._on_patience_ended)
        window.closing_wanted.connect(self._on_closing_wanted)
        # Queued: it may be told from inside the window's closeEvent.
        service.drained.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        check.ended.connect(self._on_ended)
        service.pending_writes_changed.connect(self._on_pending_writes_changed)

    def wait_for(self, work: Lasting) -> None:
        """Let `work` come to its end before the window closes, too."""
        self._others.append(work)
        work.ended.connect(self._on_ended)

    def _lasting(self) -> list[Lasting]:
        return [work for work in self._others if work.busy]

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
        self._is_closing = self._window.is_closing = True
        self.began.emit()
        self._window.remember()
        self._browsing.stop()
        self._window.set_usable(usable=False)
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
        if self._lasting():
            self._show_pending()
            return False
        self._patience.stop()
        if self._question is not None:
            self._question.close()
        self._drafts.close()
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
        closing = next((work.words for work in self._lasting()), self.tr("Closing…"))
        texts = {0: closing, 1: one}
        self._window.status.show_closing(texts.get(count, many))

    # Questions: asked beside the event loop, never from inside it, so that an end can overtake

    @Slot()
    def _on_patience_ended(self) -> None:
        titles = self._service.pending_titles()
        text = self.tr("These titles are still being saved:")
        if not titles and any(work.is_saving for work in self._lasting()):
            text = self.tr("A conversation is still being saved as a file.")
        elif not titles:
            text = self.tr("The disk does not answer. Nothing that you typed is at risk.")
        question = self._ask(text, titles, self.tr("&Keep waiting"))
        question.lose_wanted.connect(self._on_given_up)
        question.stay_wanted.connect(self._patience.start)

    @Slot()
    def _on_given_up(self) -> None:
        for work in self._lasting():
            work.give_up()
        self._service.abandon()

    def _ask_about_refused(self) -> None:
        text = self.tr("These titles could not be saved:")
        question = self._ask(text, self._refused.titles, self.tr("&Go back"))
        question.lose_wanted.connect(self._on_refused_let_go)

    def _ask(self, text: str, titles: list[str], stay: str) -> LosingQuestion:
        from gui.losing_question import LosingQuestion

        lose, hint = self.tr("&Quit"), ""
        if titles and self._drafts.are_kept:
            hint = self.tr("What is not saved when you quit is offered again at the next start.")
        elif titles:
            lose = self.tr("&Quit and lose them")
        question = LosingQuestion(text, titles, lose=lose, stay=stay, parent=self._window)
        question.setInformativeText(hint)
        question.finished.connect(self._on_question_closed)
        question.open()
        self._question = question
        return question

    @Slot()
    def _on_question_closed(self) -> None:
        self._question = None

    @Slot()
    def _on_refused_let_go(self) -> None:
        self._begin()
        self._window.close()
