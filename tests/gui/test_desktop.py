"""What the desktop is asked for, and what is said when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from gui.desktop import Desktop


class Opened(QObject):
    """Takes the addresses that would go to the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.addresses.append(url.toString())


@pytest.fixture
def opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    opened = Opened()
    for scheme in ("http", "https", "file"):
        QDesktopServices.setUrlHandler(scheme, opened, "take")
    yield opened
    for scheme in ("http", "https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_session_opens_at_an_address_both_servers_know(opened: Opened) -> None:
    Desktop().open_in_browser("abc-1")
    assert opened.addresses == ["http://127.0.0.1:8787/?session=abc-1"]


def test_a_server_elsewhere_is_asked_there(opened: Opened) -> None:
    Desktop("https://box:9000").open_in_browser("abc")
    assert opened.addresses == ["https://box:9000/?session=abc"]


def test_without_a_bus_the_folder_of_the_file_is_opened(opened: Opened) -> None:
    Desktop().show_file(Path("/some where/abc.json"))
    assert opened.addresses == ["file:///some where"]


def test_a_desktop_without_a_browser_gives_the_address(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(desktop.refused) as told:
        desktop.open_in_browser("abc")
    assert "http://127.0.0.1:8787/?session=abc" in told.args[0]


def test_a_desktop_without_a_file_manager_gives_the_path(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    desktop = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(desktop.refused) as told:
        desktop.show_file(Path("/a/abc.json"))
    assert "/a/abc.json" in told.args[0]


def test_a_file_opens_in_what_the_user_reads_it_with(opened: Opened) -> None:
    Desktop().open_file(Path("/some where/x.log"))
    assert opened.addresses == ["file:///some where/x.log"]


def test_a_file_that_nothing_opens_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(desktop.refused) as told:
        desktop.open_file(Path("/some where/x.log"))
    assert "/some where/x.log" in told.args[0]
