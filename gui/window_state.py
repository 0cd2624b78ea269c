"""What the window remembers from one start to the next, in one settings file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

MAX_RECENT = 10
DEFAULT_SIZE = QSize(1120, 700)
_TITLE_BAR = 32


class WindowState:
    """Reads and writes the settings file; whatever is missing or broken in it is a default."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def recent_folders(self) -> list[Path]:
        """The folders used last, newest first."""
        return [Path(text) for text in self._texts("recent_folders") if text]

    def remember_folder(self, folder: Path) -> None:
        """Make `folder` the newest of the recent ones, so that the next start opens it."""
        others = [old for old in self.recent_folders if old != folder]
        kept = [folder, *others][:MAX_RECENT]
        self._settings.setValue("recent_folders", [str(one) for one in kept])

    def forget_folders(self) -> None:
        """Empty the list of recent folders."""
        self._settings.remove("recent_folders")

    @property
    def show_archived(self) -> bool:
        return self._flag("show_archived", default=False)

    @show_archived.setter
    def show_archived(self, shown: bool) -> None:
        self._settings.setValue("show_archived", shown)

    @property
    def show_details(self) -> bool:
        return self._flag("show_details", default=True)

    @show_details.setter
    def show_details(self, shown: bool) -> None:
        self._settings.setValue("show_details", shown)

    def word(self, name: str) -> str:
        """The choice saved as `name`; nothing if there is none."""
        value = self._settings.value(name, "")
        return value if isinstance(value, str) else ""

    def save_word(self, name: str, word: str) -> None:
        """Save a choice as `name`."""
        self._settings.setValue(name, word)

    def bytes_of(self, name: str) -> QByteArray:
        """The state saved as `name`: "header" or "splitter"; empty if there is none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_bytes(self, name: str, state: QByteArray) -> None:
        """Save the state of a part of the window as `name`."""
        self._settings.setValue(name, state)

    def restore_geometry(self, window: QWidget) -> None:
        """Give `window` its last size and place, on a screen that is there today."""
        window.resize(DEFAULT_SIZE)
        saved = self.bytes_of("geometry")
        if saved.isEmpty() or not window.restoreGeometry(saved):
            # Qt believes nothing of a screen that was much wider or narrower than this one.
            _fit_size(window)
            if self._flag("maximized", default=False):
                window.setWindowState(Qt.WindowState.WindowMaximized)
        bring_into_view(window)

    def save_geometry(self, window: QWidget) -> None:
        """Remember where `window` is and how large."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.setValue("maximized", window.isMaximized())

    def sync(self) -> None:
        """Write to the disk what was changed."""
        self._settings.sync()

    def _texts(self, name: str) -> list[str]:
        # An ini file holds a list of one as a plain text.
        value = self._settings.value(name, [])
        texts = value if isinstance(value, list) else [value]
        return [text for text in texts if isinstance(text, str)]

    def _flag(self, name: str, *, default: bool) -> bool:
        value = self._settings.value(name, default)
        text = str(value).lower()  # an ini file holds words, the value just set is a bool
        return text == "true" if text in ("true", "false") else default


def bring_into_view(window: QWidget) -> None:
    """Move `window` so that its title bar can be grabbed, if no screen shows it now."""
    top = QRect(window.frameGeometry().topLeft(), QSize(window.width(), _TITLE_BAR))
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if window.isMaximized() or any(_shows(area, top) for area in areas):
        return
    area = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(window.size().boundedTo(area.size()))
    window.move(area.center() - QPoint(window.width() // 2, window.height() // 2))


def _shows(area: QRect, top: QRect) -> bool:
    """Tell whether enough of a title bar is inside `area` to get hold of it."""
    seen = area.intersected(top)
    return seen.width() >= 2 * _TITLE_BAR and seen.height() >= _TITLE_BAR // 2


def _fit_size(window: QWidget) -> None:
    area = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(window.size().boundedTo(area.size() - QSize(0, _TITLE_BAR)))
