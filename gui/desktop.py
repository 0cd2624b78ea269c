"""What the user's desktop does for us: show a file in its folder, open the web page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, QUrlQuery, Signal, Slot
from PySide6.QtGui import QDesktopServices

DEFAULT_SERVER = "http://127.0.0.1:8787"
_FILE_MANAGER = "org.freedesktop.FileManager1"


class Desktop(QObject):
    """Asks the desktop; `refused` tells in a sentence what it could not do."""

    refused = Signal(str)

    def __init__(self, server: str = DEFAULT_SERVER, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = server

    @Slot(Path)
    def show_file(self, path: Path) -> None:
        """Show `path` selected in its folder, or just the folder where that is not possible."""
        # Late: few sessions of the program ever need the bus, and every start would pay for it.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._open_folder_of(path)
            return
        place = "/" + _FILE_MANAGER.replace(".", "/")
        call = QDBusMessage.createMethodCall(_FILE_MANAGER, place, _FILE_MANAGER, "ShowItems")
        call.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
        # Not a call that waits: a file manager that starts first may take seconds.
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        watcher.setProperty("path", str(path))
        watcher.finished.connect(self._on_file_manager_answered)

    def open_file(self, path: Path, _checked: bool = False) -> None:
        """Open `path` in whatever the user reads such files with."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            sentence = self.tr("No program was found that opens it. The file is {path}")
            self.refused.emit(sentence.format(path=path))

    @Slot(str)
    def open_in_browser(self, session_id: str) -> None:
        """Open the page of a session in the web UI, whose server has to be running."""
        # Not /session/<id>: the old server knows no such path, while both serve this one.
        query = QUrlQuery()
        query.addQueryItem("session", session_id)
        url = QUrl(f"{self._server}/")
        url.setQuery(query)
        self._browse(url)

    @Slot(str)
    def open_link(self, address: str) -> None:
        """Open the page at `address`, which the user has clicked in a conversation."""
        url = QUrl(address)
        if url.scheme() in ("http", "https"):
            self._browse(url)

    def _browse(self, url: QUrl) -> None:
        if not QDesktopServices.openUrl(url):
            sentence = self.tr("No web browser could be started. The address is {address}")
            self.refused.emit(sentence.format(address=url.toString()))

    @Slot(object)
    def _on_file_manager_answered(self, watcher: QObject) -> None:
        path = Path(watcher.property("path"))
        if watcher.isError():  # type: ignore[attr-defined]
            self._open_folder_of(path)
        watcher.deleteLater()

    def _open_folder_of(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            sentence = self.tr("No file manager could be started. The file is {path}")
            self.refused.emit(sentence.format(path=path))
