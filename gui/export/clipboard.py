"""Conversations on the clipboard: as text, as a page, or as the files they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from core.store.requests import Quoted

_COPIED_FILES = "x-special/gnome-copied-files"
"""What the file managers of some desktops look for; all others take a list of addresses."""


def copy_text(quoted: Quoted) -> None:
    """Put Markdown on the clipboard; where there is a page, that, and Markdown as its text."""
    data = QMimeData()
    data.setText(quoted.markdown)
    if quoted.html:
        data.setData("text/html", quoted.html.encode())
    QGuiApplication.clipboard().setMimeData(data)


def copy_files(paths: Sequence[Path]) -> None:
    """Put files on the clipboard, to be pasted as files where that is possible, else as paths."""
    urls = [QUrl.fromLocalFile(str(path)) for path in paths]
    data = QMimeData()
    data.setUrls(urls)
    lines = ["copy", *(bytes(url.toEncoded().data()).decode() for url in urls)]
    data.setData(_COPIED_FILES, "\n".join(lines).encode())
    data.setText("\n".join(map(str, paths)))
    QGuiApplication.clipboard().setMimeData(data)
