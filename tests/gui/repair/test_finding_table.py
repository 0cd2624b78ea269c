"""What can be done about one finding: show its file, open its folder, copy it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from gui.repair.finding_table import FindingTable
from tests.gui.repair.builders import FOLDER, some_findings
from tests.gui.repair.driving import buttons, make_current, press

GHOST, STALE, NOTE, HEADING = 1, 6, 9, 0


class Folders(QObject):
    """Takes the place of the desktop's file manager: keeps which folders it is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def folders(qapp: object) -> Iterator[Folders]:
    """What the desktop opens folders with during the test."""
    manager = Folders()
    QDesktopServices.setUrlHandler("file", manager, "open_url")
    yield manager
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def table(qtbot: QtBot) -> FindingTable:
    """The findings of `some_findings` on the screen."""
    table = FindingTable("Findings")
    qtbot.addWidget(table)
    table.resize(800, 500)
    table.show()
    table.show_findings(some_findings())
    return table


def go_to(table: FindingTable, row: int) -> None:
    make_current(table.view, row)


def enabled(table: FindingTable) -> list[str]:
    return [text for text, button in buttons(table).items() if button.isEnabled()]


def test_nothing_is_selected_at_first(table: FindingTable) -> None:
    assert not table.view.selectionModel().hasSelection()


@pytest.mark.parametrize(
    ("row", "able"),
    [
        (HEADING, ["Copy"]),
        (GHOST, ["Open folder", "Copy"]),
        (STALE, ["Show file", "Open folder", "Copy"]),
        (NOTE, ["Show file", "Open folder", "Copy"]),
    ],
    ids=["heading", "ghost", "stale", "note"],
)
def test_only_what_can_be_done_is_offered(table: FindingTable, row: int, able: list[str]) -> None:
    go_to(table, row)
    assert enabled(table) == able


def test_new_findings_take_the_offers_back(table: FindingTable) -> None:
    go_to(table, STALE)
    table.show_findings([])
    assert enabled(table) == []


def test_open_folder_opens_the_folder_of_the_file(
    qtbot: QtBot, table: FindingTable, folders: Folders
) -> None:
    go_to(table, GHOST)
    press(qtbot, table, "Open folder")
    assert folders.opened == [FOLDER]


def test_the_context_menu_offers_the_same(table: FindingTable) -> None:
    offered = [action.text().replace("&", "") for action in table.view.actions()]
    assert offered == ["Show file", "Open folder", "Copy"]


def test_copy_takes_all_there_is_about_a_finding(qtbot: QtBot, table: FindingTable) -> None:
    go_to(table, NOTE)
    press(qtbot, table, "Copy")
    assert QGuiApplication.clipboard().text() == (
        f"Unreadable files\tbroken0000\t\tcut off at byte 812\t{FOLDER}/broken0000.json"
    )


def test_copy_by_key_takes_every_selected_row(qtbot: QtBot, table: FindingTable) -> None:
    table.activateWindow()
    table.view.setFocus()
    go_to(table, HEADING)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["Ghost rows (2)", "Ghost rows"]


def test_the_table_has_a_name_for_screen_readers(table: FindingTable) -> None:
    assert table.view.accessibleName() == "Findings"
