"""From a wish in the menu to a file or the clipboard: who asks, who does it, who tells of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from core.store.requests import Export, Exported, Progressed, Quote, Quoted
from core.transcript.words import Manner
from gui.core_words import translated
from gui.export.choices import ExportChoices
from gui.export.progress import ExportProgress
from gui.long_work import Start
from gui.main_window import MainWindow
from gui.messages import Choice, Message
from gui.window_state import WindowState

if TYPE_CHECKING:  # late: a start has no time for what is needed now and then
    from core.transcript.file_names import Format
    from gui.export.queue import ExportQueue, Job
    from gui.export.save_dialog import SaveWish

_SAVED = "saved"


class Exporting(QObject):
    """Carries out what is wished of conversations as files; closing waits while it is `busy`."""

    file_wanted = Signal(Path)  # to be shown in its folder
    ended = Signal()  # nothing is being exported any more

    def __init__(self, window: MainWindow, state: WindowState, start: Start) -> None:
        super().__init__(window)
        self._window, self._choices, self._start = window, ExportChoices(state), start
        self._folder = Path()
        self._made: ExportQueue | None = None
        self._is_given_up = False
        actions = window.actions_
        self._progress = ExportProgress(actions.escape, window.status)
        window.status.add_before_edits(self._progress)
        self._progress.hide()
        self._progress.stop_wanted.connect(self._on_stop_wanted)
        actions.mask_copies.setChecked(self._choices.mask)
        actions.mask_copies.toggled.connect(self._on_mask_toggled)
        actions.save_as.triggered.connect(self._on_save_wanted)
        actions.copy_markdown.triggered.connect(self._on_copy_markdown_wanted)
        actions.copy_html.triggered.connect(self._on_copy_html_wanted)
        actions.copy_file.triggered.connect(self._on_copy_file_wanted)

    @property
    def busy(self) -> bool:
        """True while something is exported that somebody waits for."""
        return self.is_running and not self._is_given_up

    @property
    def is_running(self) -> bool:
        """True while there is a process that exports, wanted or not."""
        return self._made is not None and self._made.busy

    @property
    def words(self) -> str:
        """What to say of a window that waits for it before it closes."""
        return self.tr("Saving the conversation before closing…")

    @property
    def is_saving(self) -> bool:
        """True: something of the user's may be lost if it is not waited for."""
        return self.busy

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Export from `folder` from now on; what is on its way comes from the one before."""
        self._folder = folder

    @Slot()
    def on_closing(self) -> None:
        """Finish the files; what is for the clipboard is dropped."""
        if self._made is not None:
            self._made.drop_copies()

    def give_up(self) -> None:
        """Wait no longer for files that are being made: the user said so."""
        self._is_given_up = True
        if self._made is not None:
            self._made.cancel()
        self.ended.emit()

    @property
    def _queue(self) -> ExportQueue:
        if self._made is None:
            from gui.export.queue import ExportQueue

            self._made = ExportQueue(self._start, self)
            self._made.progressed.connect(self._on_progressed)
            self._made.saved.connect(self._on_saved)
            self._made.copied.connect(self._on_copied)
            self._made.already_there.connect(self._on_already_there)
            self._made.failed.connect(self._on_failed)
            self._made.cancelled.connect(self._on_cancelled)
            self._made.busy_changed.connect(self._on_busy_changed)
        return self._made

    # What the user wishes

    def _chosen(self) -> list[str]:
        """The selected sessions, or the current one if none is selected."""
        view = self._window.view
        return view.selected_ids() or [one for one in [view.current_id()] if one]

    @Slot()
    def _on_save_wanted(self) -> None:
        self._ask(self._chosen())

    def _ask(self, session_ids: list[str], wish: SaveWish | None = None) -> None:
        from gui.export.save_dialog import SaveDialog

        rows = [row for row in map(self._window.model.row, session_ids) if row is not None]
        if not rows:
            return
        dialog = SaveDialog(rows, self._choices, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(partial(self._save, self._folder))
        if wish is not None:
            dialog.take_up(wish)
        dialog.open()

    def _save(self, folder: Path, wish: SaveWish, *, overwrite: bool = False) -> None:
        from gui.export.queue import Job

        self._window.actions_.mask_copies.setChecked(wish.mask)
        manner = self._manner(wish.format, mask=wish.mask)
        ids = list(wish.session_ids)
        self._queue.add(Job(Export(str(folder), ids, wish.target, manner, overwrite), wish))

    def _manner(self, format_: Format, *, mask: bool) -> Manner:
        from gui.export.words import export_words

        return Manner(format_, mask, export_words())

    @Slot()
    def _on_copy_markdown_wanted(self) -> None:
        self._copy("markdown")

    @Slot()
    def _on_copy_html_wanted(self) -> None:
        self._copy("html")

    def _copy(self, format_: Format) -> None:
        from gui.export.queue import Job

        if ids := self._chosen():
            manner = self._manner(format_, mask=self._choices.mask)
            self._queue.add(Job(Quote(str(self._folder), ids, manner)))

    @Slot()
    def _on_copy_file_wanted(self) -> None:
        from gui.export.clipboard import copy_files

        paths = [self._folder / f"{session_id}.json" for session_id in self._chosen()]
        if paths:
            copy_files(paths)
            self._progress.say(self.tr("Copied as file"))

    @Slot(bool)
    def _on_mask_toggled(self, mask: bool) -> None:
        self._choices.mask = mask

    @Slot()
    def _on_stop_wanted(self) -> None:
        self._queue.cancel()

    # What becomes of it

    @Slot(object, object)
    def _on_progressed(self, job: Job, progress: Progressed) -> None:
        text = self.tr("Copying the conversation")
        if job.wish is not None:
            text = self.tr("Saving the conversation")
        if progress.steps > 1:
            text = self.tr("Saving conversation {number} of {count}")
            text = text.format(number=progress.step, count=progress.steps)
        if progress.total:
            text = self.tr("{work}: {done} %").format(
                work=text, done=progress.done * 100 // progress.total
            )
        self._progress.show_work(text)

    @Slot(object, object)
    def _on_saved(self, job: Job, done: Exported) -> None:
        path = Path(done.paths[0])
        text = self.tr("“{name}” is saved.").format(name=path.name)
        count = len(done.paths) + len(done.failures)
        if count > 1:
            text = self.tr("{number} of {count} conversations are saved in {folder}.")
            text = text.format(number=len(done.paths), count=count, folder=path.parent)
        text = " ".join([text, *map(translated, done.failures[:1])])
        show = Choice(self.tr("Sho&w"), partial(self.file_wanted.emit, path))
        self._say(Message(text, key=_SAVED, choices=(show,), is_news=not done.failures))

    @Slot(object, object)
    def _on_copied(self, _job: Job, quoted: Quoted) -> None:
        from gui.export.clipboard import copy_text

        copy_text(quoted)
        html, markdown = self.tr("Copied as HTML"), self.tr("Copied as Markdown")
        self._progress.say(html if quoted.html else markdown)

    @Slot(object, str)
    def _on_failed(self, job: Job, sentence: str) -> None:
        choices = [Choice(self.tr("&Retry"), partial(self._queue.add, job))]
        if job.wish is None:
            ask = partial(self._ask, job.request.session_ids)
            choices.insert(0, Choice(self.tr("Save as &file…"), ask))
        self._say(Message(translated(sentence), key=sentence, choices=tuple(choices)))

    def _say(self, message: Message) -> None:
        if not self._window.is_closing:
            self._window.messages.say(message)

    @Slot(object, str)
    def _on_already_there(self, job: Job, path: str) -> None:
        if self._window.is_closing or job.wish is None:
            return
        folder = Path(job.request.folder)
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Save conversation"))
        there = Path(path)
        text = self.tr("“{name}” is already in {folder}. Replace it?")
        box.setText(text.format(name=there.name, folder=there.parent))
        replace = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
        replace.clicked.connect(partial(self._replace, folder, job.wish))
        back = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.rejected.connect(partial(self._ask_again, job.wish))
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.open()

    def _replace(self, folder: Path, wish: SaveWish, _checked: bool = False) -> None:
        self._save(folder, wish, overwrite=True)

    def _ask_again(self, wish: SaveWish) -> None:
        if not self._window.is_closing:
            self._ask(list(wish.session_ids), wish)

    @Slot()
    def _on_cancelled(self) -> None:
        if not self._window.is_closing:
            self._progress.say(self.tr("Cancelled"))

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:
        if is_busy:
            self._progress.show_work(self.tr("Reading the conversation"))
        else:
            self._progress.end()
            self.ended.emit()
