"""Menus, toolbar, context menu, dialogs: what they hold, and that each entry does its work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QContextMenuEvent,
    QDesktopServices,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from core.store.requests import Checked
from core.values import Health
from gui.about import AboutDialog
from gui.message_list import MessageList
from gui.repair.dialog import RepairDialog
from tests.gui.gate_store import a_row
from tests.gui.repair.builders import a_finding, a_report
from tests.gui.repair.scripted import Script
from tests.gui.window.conftest import Driver

# Said by the offscreen platform of every popup and every window that comes to the front.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(driver: Driver, folder: Path) -> Driver:
    driver.open(folder)
    return driver


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def entries(menu: QMenu) -> list[str]:
    return [a.text().replace("&", "") for a in menu.actions() if not a.isSeparator()]


def menu_called(driver: Driver, name: str) -> QMenu:
    bar = driver.window.menuBar()
    return next(m for m in bar.findChildren(QMenu) if m.title().replace("&", "") == name)


def tool_buttons(driver: Driver) -> list[str]:
    buttons = driver.window.findChildren(QToolButton)
    return [b.text() for b in buttons if b.isVisible() and b.text()]


def test_the_menus_hold_every_action_of_the_design(opened: Driver) -> None:
    assert {name: entries(menu_called(opened, name)) for name in ("File", "Edit", "Session")} == {
        "File": ["Open folder…", "Open recent", "Refresh", "Check and repair index…", "Quit"],
        "Edit": ["Undo", "Redo", "Rename", "Find sessions"],
        "Session": [
            "Rename", "Save conversation as…", "Copy conversation",
            "Copy title", "Copy id", "Copy path",
            "Show file in its folder", "Open in browser",
        ],
    }  # fmt: skip


def test_the_view_menu_chooses_what_is_seen(opened: Driver) -> None:
    assert entries(menu_called(opened, "View")) == [
        "Reader", "Show archived sessions", "Columns", "Text size", "Rows", "Appearance",
        "Messages…",
    ]  # fmt: skip


def test_the_toolbar_has_three_buttons_with_text(opened: Driver) -> None:
    assert tool_buttons(opened) == ["Open", "Refresh", "Repair index"]


def test_the_repair_button_tells_how_much_there_is_to_repair(opened: Driver) -> None:
    opened.store.health = Health(ghosts=2, unlisted=1)
    opened.press(Qt.Key.Key_F5)
    opened.settle()
    assert tool_buttons(opened)[-1] == "Repair index (3)"


# --- the session -------------------------------------------------------------------------------


def test_the_title_is_copied(opened: Driver) -> None:
    opened.window.actions_.copy_title.trigger()
    assert clipboard() == "Alpha"


def test_the_id_is_copied(opened: Driver) -> None:
    opened.window.actions_.copy_id.trigger()
    assert clipboard() == "s0"


def test_the_path_is_copied(opened: Driver, folder: Path) -> None:
    opened.window.actions_.copy_path.trigger()
    assert clipboard() == str(folder / "s0.json")


def test_of_several_selected_sessions_all_are_copied(opened: Driver) -> None:
    opened.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    opened.window.actions_.copy_id.trigger()
    assert clipboard() == "s0\ns1"


def test_a_file_that_cannot_be_read_can_be_shown_but_not_renamed(opened: Driver) -> None:
    opened.store.rows["s0"] = a_row("s0", problem="cut off at byte 812", updated_at=1000.0)
    opened.press(Qt.Key.Key_F5)
    opened.settle()
    actions = opened.window.actions_
    assert (actions.show_file.isEnabled(), actions.rename.isEnabled()) == (True, False)


class Opened(QObject):
    """Takes the addresses that would go to the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.addresses.append(url.toString())


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    taken = Opened()
    for scheme in ("http", "file"):
        QDesktopServices.setUrlHandler(scheme, taken, "take")
    yield taken.addresses
    for scheme in ("http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_the_session_opens_in_the_browser(opened: Driver, addresses: list[str]) -> None:
    opened.window.actions_.open_in_browser.trigger()
    assert addresses == ["http://127.0.0.1:8787/?session=s0"]


def test_the_file_is_shown_in_its_folder(
    opened: Driver, addresses: list[str], folder: Path
) -> None:
    opened.window.actions_.show_file.trigger()
    assert addresses == [QUrl.fromLocalFile(str(folder)).toString()]


def test_the_context_menu_holds_what_the_session_menu_holds(opened: Driver) -> None:
    area = opened.view.visualRect(opened.app.model.index(0, 1))
    opened.view.customContextMenuRequested.emit(area.center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = entries(menu)
    menu.close()
    assert texts == entries(menu_called(opened, "Session"))


def test_the_menu_key_finds_the_current_row_wherever_it_was_scrolled_to(opened: Driver) -> None:
    rows = [a_row(f"n{n}", f"Row {n}", updated_at=5000.0 - n) for n in range(200)]
    opened.store.rows = {row.session_id: row for row in rows}
    opened.press(Qt.Key.Key_F5)
    opened.settle()
    opened.view.select("n0")
    opened.view.scrollToBottom()
    key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, -4000), QPoint(3, -4000))
    QApplication.sendEvent(opened.view, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert opened.view.verticalScrollBar().value() == 0


def test_no_letter_is_underlined_twice_in_what_can_be_pressed_at_once(opened: Driver) -> None:
    opened.store.refused_titles = {"New title"}
    opened.rename("New title")
    opened.settle()
    opened.window.filter_bar.focus_filter()
    opened.type("archived one")
    area = opened.window.list_area
    opened.qtbot.waitUntil(area.no_match.isVisible)
    buttons = [*opened.window.messages.buttons, *area.no_match.offered()]
    texts = [button.text() for button in buttons]
    texts += [action.text() for action in opened.window.menuBar().actions()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) > 6
    assert sorted(letters) == sorted(set(letters))


def test_beside_the_rows_there_is_no_context_menu(opened: Driver) -> None:
    opened.view.customContextMenuRequested.emit(QPoint(5, opened.view.height() - 50))
    assert QApplication.activePopupWidget() is None


# --- repair, messages, about -------------------------------------------------------------------


def test_the_repair_dialog_opens_and_leaves_the_window_usable(opened: Driver) -> None:
    opened.window.actions_.repair.trigger()
    dialog = opened.window.findChild(RepairDialog)
    assert (dialog.isVisible(), opened.window.isEnabled()) == (True, True)
    dialog.reject()


def test_the_repair_dialog_is_opened_once(opened: Driver) -> None:
    opened.window.actions_.repair.trigger()
    opened.window.actions_.repair.trigger()
    dialogs = opened.window.findChildren(RepairDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_what_the_quiet_check_finds_is_in_the_status_bar(
    driver: Driver, folder: Path, scripts: list[Script]
) -> None:
    scripts.append([Checked(a_report(findings=[a_finding("stale", "s1")]))])
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: tool_buttons(driver)[-1] == "Repair index (1)")
    texts = [label.text() for label in driver.window.status.findChildren(QLabel)]
    assert "· index: 1 stale" in texts


def test_after_the_quiet_check_the_list_is_read_again(
    driver: Driver, folder: Path, scripts: list[Script]
) -> None:
    scripts.append([Checked(a_report(findings=[]))])
    driver.open(folder)
    driver.qtbot.waitUntil(lambda: driver.store.calls.count("list") == 2)


def test_the_messages_can_be_read_in_a_window_of_their_own(opened: Driver) -> None:
    opened.app.say("Something was said.")
    opened.window.actions_.show_messages.trigger()
    assert opened.window.findChild(MessageList).isVisible()


def test_about_tells_where_things_are_and_what_is_never_done(opened: Driver, folder: Path) -> None:
    opened.window.actions_.about.trigger()
    dialog = opened.window.findChild(AboutDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()
    assert str(folder) in texts
    assert any("never deletes a session" in text for text in texts)


def test_help_opens_the_log(opened: Driver, addresses: list[str], tmp_path: Path) -> None:
    opened.app.offer_log(tmp_path / "x.log")
    opened.window.actions_.show_log.trigger()
    assert addresses == [f"file://{tmp_path / 'x.log'}"]


def test_without_a_log_none_can_be_shown(opened: Driver) -> None:
    opened.app.offer_log(None)
    assert not opened.window.actions_.show_log.isEnabled()


def test_about_owns_up_to_the_one_server_it_talks_to(opened: Driver) -> None:
    opened.window.actions_.about.trigger()
    dialog = opened.window.findChild(AboutDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    assert "nobody but the web UI's own server, on this machine" in texts


def test_about_is_gone_once_it_is_closed(opened: Driver) -> None:
    opened.window.actions_.about.trigger()
    opened.window.findChild(AboutDialog).reject()
    opened.qtbot.waitUntil(lambda: opened.window.findChild(AboutDialog) is None)


# --- reachable and named -----------------------------------------------------------------------


def test_every_action_stands_in_a_menu_or_needs_no_menu(opened: Driver) -> None:
    actions = opened.window.actions_
    ours = {action for action in vars(actions).values() if isinstance(action, QAction)}
    in_menus = {a for menu in opened.window.findChildren(QMenu) for a in menu.actions()}
    assert ours - in_menus == {actions.escape, actions.read}


def test_every_widget_that_can_have_the_focus_has_a_name(opened: Driver) -> None:
    opened.app.say("A message")
    widgets = [w for w in opened.window.findChildren(QWidget) if w.isVisible()]
    can_focus = [w for w in widgets if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [
        w for w in can_focus
        if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
        and not w.focusProxy()
    ]  # fmt: skip
    assert nameless == []
