"""Every widget of the window and of every dialog says what it is to who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.about import AboutDialog
from gui.export.choices import ExportChoices
from gui.export.save_dialog import SaveDialog
from gui.first_start.store_choice import StoreChoice
from gui.losing_question import LosingQuestion
from gui.message_list import MessageList
from gui.messages import Choice, Message
from gui.repair.notice_page import NoticePage
from gui.repair.plan_page import PlanPage
from gui.repair.progress_page import ProgressPage
from gui.repair.receipt_page import ReceiptPage
from gui.shortcut_sheet import ShortcutSheet, shortcut_groups
from gui.trouble.report_dialog import ReportDialog
from gui.window_state import WindowState
from tests.gui.gate_store import a_row
from tests.gui.repair.builders import a_finding, a_receipt, a_report, some_progress
from tests.gui.window.conftest import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Role = QAccessible.Role
HOLDERS = {
    *(Role.Client, Role.Grouping, Role.LayeredPane, Role.Splitter, Role.Separator, Role.Grip),
    *(Role.ScrollBar, Role.Pane, Role.PopupMenu, Role.Graphic),
}
"""What only holds, parts or decorates others, and can neither be pressed nor read."""
QTS_OWN = {"qt_toolbar_ext_button", "qt_msgbox_label"}
"""Parts of Qt's widgets that never come into sight here, or have their text from us."""
ENOUGH = 100  # of the children of a table


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything inside an interface, as a screen reader walks it."""
    for place in range(min(interface.childCount(), ENOUGH)):
        child = interface.child(place)
        if child is not None:
            yield child
            yield from below(child)


def nameless(widget: QWidget) -> list[str]:
    """The roles and classes of what should say what it is, and does not."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return [
        f"{one.role()} {one.object()}"
        for one in below(interface)
        if not one.text(QAccessible.Text.Name) and is_worth_a_name(one)
    ]


def is_worth_a_name(one: QAccessibleInterface) -> bool:
    about = one.object()
    if one.role() in HOLDERS or (about is not None and about.objectName() in QTS_OWN):
        return False
    if isinstance(about, QLabel):
        return about.isVisible() and bool(about.text())
    return one.role() is not Role.StatusBar or not one.state().invisible


def plan() -> QWidget:
    page = PlanPage()
    findings = [a_finding(kind, f"{kind}1") for kind in ("ghost", "stale", "unreadable", "temp")]
    page.show_report(a_report(findings, warnings=["Over half of the rows are ghosts."]))
    return page


def receipt() -> QWidget:
    page = ReceiptPage()
    page.show_receipt(a_receipt(unreadable=[a_finding("unreadable", "b", reason="it is empty")]))
    page.say_refused("Somebody else wrote the index.")
    return page


def progress() -> QWidget:
    page = ProgressPage(calm_ms=0)
    page.start("Repairing the index")
    page.show_progress(some_progress())
    page.stop()
    return page


def notice() -> QWidget:
    page = NoticePage()
    page.show_notice("The index agrees with the files.", "All was read.")
    return page


def about() -> QWidget:
    return AboutDialog({"Settings": Path("window.ini")})


def report() -> QWidget:
    return ReportDialog("It ended unexpectedly.", "Traceback")


def choice() -> QWidget:
    page = StoreChoice()
    page.show_folders([Path("/home/ann/.hermes/webui/sessions"), Path("/srv/sessions")])
    return page


def saving() -> QWidget:
    return SaveDialog([a_row("s1", "A title")], ExportChoices(WindowState(Path("window.ini"))))


def saving_several() -> QWidget:
    rows = [a_row("s1", "A title"), a_row("s2", "Another")]
    return SaveDialog(rows, ExportChoices(WindowState(Path("window.ini"))))


DIALOGS = [plan, receipt, progress, notice, about, report, choice, saving, saving_several]


@pytest.mark.parametrize("make", DIALOGS)
def test_a_page_or_dialog_names_all_it_holds(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    assert nameless(widget) == []


@pytest.fixture
def full(driver: Driver, folder: Path) -> Driver:
    """A window with sessions of every kind, and a message that offers something."""
    driver.store.rows["bad"] = a_row("bad", "Bad", problem="it is empty", updated_at=9.0)
    driver.open(folder)
    driver.window.messages.say(Message("Not saved.", choices=(Choice("Retry", lambda: None),)))
    return driver


def test_the_window_names_all_it_holds(full: Driver) -> None:
    assert nameless(full.window) == []


def test_the_title_editor_has_a_name(full: Driver) -> None:
    full.press(Qt.Key.Key_F2)
    editor = full.editor()
    assert editor is not None
    name = QAccessible.queryAccessibleInterface(editor).text(QAccessible.Text.Name)
    assert name == "Title"


def test_an_empty_window_names_all_it_holds(driver: Driver) -> None:
    driver.begin()
    assert nameless(driver.window) == []


def test_the_list_of_messages_names_all_it_holds(full: Driver) -> None:
    assert nameless(MessageList(full.window.messages, full.window)) == []


def test_the_sheet_of_keys_names_all_it_holds(full: Driver) -> None:
    groups = shortcut_groups(full.window.menuBar(), [])
    assert nameless(ShortcutSheet(groups, full.window)) == []


def test_the_question_about_losing_names_all_it_holds(full: Driver) -> None:
    question = LosingQuestion("Quit?", ["A"], lose="Quit", stay="Stay", parent=full.window)
    assert nameless(question) == []


def test_the_cells_of_a_row_say_their_state_in_words(full: Driver) -> None:
    full.window.actions_.show_archived.setChecked(True)
    table = QAccessible.queryAccessibleInterface(full.view)
    names = [one.text(QAccessible.Text.Name) for one in below(table) if one.role() == Role.Cell]
    wanted = {"Bad, cannot be read: it is empty", "Archived one, archived", "not pinned"}
    assert wanted <= set(names)
