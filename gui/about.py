"""About the program: its version, where its things are, and what it never does."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from gui.look import GAP, dim, grown, plain_label, set_larger

_WIDTH = 520


class AboutDialog(QDialog):
    """Tells `places`, by name, so that a user who writes about a fault finds the log."""

    def __init__(self, places: Mapping[str, Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Session Browser"))
        title = plain_label(
            self.tr("Session Browser {version}").format(version=version("session-browser"))
        )
        set_larger(title, self.font(), 1.35)
        promise = plain_label(
            self.tr(
                "Lists, renames and repairs the sessions of Hermes WebUI and its forks.\n\n"
                "It never deletes a session and never changes what was said in one. A rename"
                " changes the title and nothing else; a repair changes only the index, keeps a"
                " copy of the old one, and can be undone. It talks to nobody but the web UI's"
                " own server, on this machine; a page opens in your browser only when you ask for"
                " it. Passwords and keys of the web UI are"
                " never read."
            )
        )
        promise.setWordWrap(True)
        box = QDialogButtonBox()
        box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(2 * GAP)
        column.addWidget(title)
        column.addWidget(promise)
        column.addLayout(_grid(places))
        column.addWidget(box)
        width = grown(self, _WIDTH)
        self.setFixedWidth(width)
        self.setMinimumHeight(column.totalHeightForWidth(width))  # Qt asks for it too late


def _grid(places: Mapping[str, Path]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GAP)
    grid.setVerticalSpacing(GAP // 2)
    grid.setColumnStretch(1, 1)
    for row, (name, path) in enumerate(places.items()):
        label = plain_label(name)
        dim(label)
        value = plain_label(str(path))
        value.setWordWrap(True)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        value.setAccessibleName(f"{name}: {path}")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)
    return grid
