"""A start that knows no folder: offers those that were found, and the sample."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from core.store.requests import CountStores, MakeSample, Request
from gui.main_window import MainWindow
from gui.messages import Message, sentence_of
from gui.worker import StoreService

if TYPE_CHECKING:
    from gui.first_start.store_choice import StoreChoice

log = logging.getLogger("first start")


class FirstStart(QObject):
    """Stands between the store thread, which counts, and the page where the user chooses."""

    def __init__(self, window: MainWindow, service: StoreService) -> None:
        super().__init__(window)
        self._window, self._service = window, service
        window.list_area.choice_made.connect(self._on_choice_made)
        window.list_area.nothing.sample_wanted.connect(self._on_sample_wanted)
        service.sample_made.connect(window.folder_wanted)
        service.failed.connect(self._on_failed)

    @Slot(list)
    def offer(self, folders: Sequence[Path]) -> None:
        """Let the user choose one of `folders`."""
        self._window.list_area.show_choice(folders)
        self._window.list_area.focus_list()
        log.info("%d stores are offered", len(folders))
        self._service.submit(CountStores(tuple(folders)))

    @Slot(object)
    def _on_choice_made(self, page: StoreChoice) -> None:
        page.chosen.connect(self._window.folder_wanted)
        page.choose_wanted.connect(self._window.actions_.open.trigger)
        page.sample_wanted.connect(self._on_sample_wanted)
        self._service.store_counted.connect(page.on_counted)

    @Slot()
    def _on_sample_wanted(self) -> None:
        self._service.submit(MakeSample())

    @Slot(object, object)
    def _on_failed(self, request: Request, error: Exception) -> None:
        if isinstance(request, MakeSample):
            sentence = sentence_of(error)
            self._window.messages.say(Message(sentence, key=sentence))
