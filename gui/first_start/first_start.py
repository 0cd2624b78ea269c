"""A start that knows no folder: offers those that were found, and the sample."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from core.store.requests import CountStores, MakeSample, Request
from gui.main_window import MainWindow
from gui.messages import Message, sentence_of
from gui.worker import StoreService

log = logging.getLogger("first start")


class FirstStart(QObject):
    """Stands between the store thread, which counts, and the page where the user chooses."""

    def __init__(self, window: MainWindow, service: StoreService) -> None:
        super().__init__(window)
        self._window, self._service = window, service
        area = window.list_area
        area.choice.chosen.connect(window.folder_wanted)
        area.choice.choose_wanted.connect(window.actions_.open.trigger)
        for page in (area.choice, area.nothing):
            page.sample_wanted.connect(self._on_sample_wanted)
        service.store_counted.connect(area.choice.on_counted)
        service.sample_made.connect(window.folder_wanted)
        service.failed.connect(self._on_failed)

    @Slot(list)
    def offer(self, folders: Sequence[Path]) -> None:
        """Let the user choose one of `folders`."""
        self._window.list_area.show_choice(folders)
        self._window.list_area.focus_list()
        log.info("%d stores are offered", len(folders))
        self._service.submit(CountStores(tuple(folders)))

    @Slot()
    def _on_sample_wanted(self) -> None:
        self._service.submit(MakeSample())

    @Slot(object, object)
    def _on_failed(self, request: Request, error: Exception) -> None:
        if isinstance(request, MakeSample):
            sentence = sentence_of(error)
            self._window.messages.say(Message(sentence, key=sentence))
