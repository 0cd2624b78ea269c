"""The dialog in which the user finds a sessions folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class FolderDialog(QFileDialog):
    """Asks for a folder, and tells which one was chosen."""

    chosen = Signal(Path)

    def __init__(self, begin: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a sessions folder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setDirectory(str(begin))
        self.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, folder: str) -> None:
        self.chosen.emit(Path(folder))
