"""What the user chose at the last export, for the next one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from core.transcript.file_names import ENDINGS, Format
from gui.window_state import WindowState

_MASKED = "masked"


class ExportChoices:
    """Format, folder and whether to mask; all of it outlives the program."""

    def __init__(self, state: WindowState) -> None:
        self._state = state

    @property
    def form(self) -> Format:
        """As what a conversation is saved."""
        word = self._state.word("export_format")
        return next((known for known in ENDINGS if known == word), "markdown")

    @form.setter
    def form(self, chosen: Format) -> None:
        self._state.save_word("export_format", chosen)

    @property
    def mask(self) -> bool:
        """Whether what looks like a secret is masked, in files and on the clipboard."""
        return self._state.word("export_secrets") == _MASKED

    @mask.setter
    def mask(self, chosen: bool) -> None:
        self._state.save_word("export_secrets", _MASKED if chosen else "")

    @property
    def folder(self) -> Path:
        """Where a conversation is saved: as last time, or where the user's documents are."""
        last = self._state.word("export_folder")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(last or QStandardPaths.writableLocation(documents) or Path.home())

    @folder.setter
    def folder(self, chosen: Path) -> None:
        self._state.save_word("export_folder", str(chosen))
