"""The reader in the window: rows are read as they are selected, and keys go where the focus is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from gui.reader.column import Place
from gui.reader.section import Section
from gui.side_pane import Side
from gui.window_state import WindowState
from tests.gui.reader.conversations import called, said, talk, write
from tests.gui.window.conftest import Driver
from tests.gui.window.test_accessible_names import nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NAMES = ("s0", "s1", "s2", "s3")


@pytest.fixture
def reading(driver: Driver, folder: Path) -> Driver:
    """A window on four sessions with something to read in each; the first one is read."""
    for number, name in enumerate(NAMES):
        write(folder, name, [said("user", f"asked in {name}"), *talk(20 + number)])
    write(folder, "old", [said("user", "asked in old")])
    driver.open(folder)
    wait_to_see(driver, "asked in s0")
    return driver


def texts(driver: Driver) -> str:
    """All that can be seen of the conversation."""
    view = driver.window.reader.view
    sections = [view.section(key) for key in view.in_sight]
    return "\n".join(one.toPlainText() for one in sections if isinstance(one, Section))


def wait_to_see(driver: Driver, text: str) -> None:
    driver.qtbot.waitUntil(lambda: text in texts(driver), timeout=8_000)


def action(driver: Driver, text: str) -> QAction:
    """An action of the menu of the conversation, by its words."""
    found = driver.window.findChildren(QAction)
    return next(one for one in found if one.text().replace("&", "") == text)


def test_the_next_row_is_read_as_soon_as_it_is_current(reading: Driver) -> None:
    reading.press(K.Key_Down)
    wait_to_see(reading, "asked in s1")
    assert reading.view.hasFocus()


def test_rows_passed_with_the_arrow_held_down_end_at_the_last(reading: Driver) -> None:
    for _ in range(3):
        reading.press(K.Key_Down)
    wait_to_see(reading, "asked in s3")
    assert "asked in s1" not in texts(reading)


def test_enter_goes_to_the_conversation_and_escape_back_to_the_list(reading: Driver) -> None:
    reading.press(K.Key_Return)
    in_view = reading.window.reader.view.hasFocus()
    reading.press(K.Key_Escape)
    assert in_view
    assert reading.view.hasFocus()


def test_enter_shows_a_reader_that_is_hidden(reading: Driver) -> None:
    reading.press(K.Key_Space)
    assert not reading.window.side.isVisible()
    reading.press(K.Key_Return)
    wait_to_see(reading, "asked in s0")
    assert reading.window.reader.has_focus


def test_space_in_the_conversation_hides_the_pane_and_gives_the_focus_back(
    reading: Driver,
) -> None:
    reading.press(K.Key_Return)
    reading.press(K.Key_Tab)
    assert isinstance(reading.focus(), Section)
    reading.press(K.Key_Space)
    assert not reading.window.side.isVisible()
    assert reading.view.hasFocus()


def test_ctrl_f_filters_from_the_list_and_finds_from_the_conversation(reading: Driver) -> None:
    reading.press(K.Key_F, CTRL)
    in_filter = reading.window.filter_bar.isAncestorOf(reading.focus() or reading.window)
    reading.press(K.Key_Escape)
    reading.view.setFocus()
    reading.press(K.Key_Return)
    reading.press(K.Key_F, CTRL)
    assert in_filter
    assert reading.window.reader.find_bar.isAncestorOf(reading.focus() or reading.window)


def test_ctrl_f_inside_a_section_finds_in_the_conversation(reading: Driver) -> None:
    reading.press(K.Key_Return)
    reading.press(K.Key_Tab)
    reading.press(K.Key_F, CTRL)
    assert reading.window.reader.find_bar.isVisible()


def test_escape_closes_the_field_first_and_leaves_the_conversation_next(reading: Driver) -> None:
    reading.press(K.Key_Return)
    reading.press(K.Key_F, CTRL)
    reading.press(K.Key_Escape)
    steps = [reading.window.reader.find_bar.isVisible(), reading.window.reader.view.hasFocus()]
    reading.press(K.Key_Escape)
    assert steps == [False, True]
    assert reading.view.hasFocus()


def test_f3_goes_on_in_what_was_looked_for(reading: Driver) -> None:
    bar = reading.window.reader.find_bar
    bar.open_bar()
    bar.look_for("number")
    reading.qtbot.waitUntil(lambda: counted(reading).startswith("1 of 20"))
    reading.press(K.Key_F3)
    reading.qtbot.waitUntil(lambda: counted(reading).startswith("2 of 20"))
    reading.press(K.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    reading.qtbot.waitUntil(lambda: counted(reading).startswith("1 of 20"))


def counted(driver: Driver) -> str:
    labels = driver.window.reader.find_bar.findChildren(QLabel)
    return "".join(label.text() for label in labels)


def test_alt_and_arrows_go_from_prompt_to_prompt(reading: Driver) -> None:
    view = reading.window.reader.view
    reading.press(K.Key_Down, ALT)
    reading.press(K.Key_Down, ALT)
    second = view.place.message
    reading.press(K.Key_Up, ALT)
    first = view.place.message
    reading.press(K.Key_Home, ALT)
    assert (second, first, view.place.message) == (3, 1, 0)


def test_the_message_is_copied_as_text_and_as_markdown(reading: Driver) -> None:
    clipboard = QGuiApplication.clipboard()
    action(reading, "Copy message as text").trigger()
    text = clipboard.text()
    action(reading, "Copy message as Markdown").trigger()
    assert (text, clipboard.text()) == ("asked in s0", "asked in s0")


def test_markdown_has_the_tools_and_text_has_not(reading: Driver, folder: Path) -> None:
    write(folder, "s1", called(1, "the answer"))
    reading.press(K.Key_Down)
    wait_to_see(reading, "terminal")
    action(reading, "Copy message as Markdown").trigger()
    markdown = QGuiApplication.clipboard().text()
    action(reading, "Copy message as text").trigger()
    assert "the answer" in markdown
    assert QGuiApplication.clipboard().text() == ""


def test_a_block_of_code_is_copied_as_it_was_written(reading: Driver, folder: Path) -> None:
    code = "def f(x):\n\treturn  x < 1 & True  # é\n"
    write(folder, "s1", [said("assistant", f"```python\n{code}```")])
    reading.press(K.Key_Down)
    wait_to_see(reading, "return")
    reading.window.reader.view.code_wanted.emit(0, 0)
    assert QGuiApplication.clipboard().text() == code


def test_code_that_is_not_there_is_not_copied(reading: Driver) -> None:
    QGuiApplication.clipboard().setText("before")
    for number, code in ((0, 0), (0, 99), (99_999, 0), (-1, 0)):
        reading.window.reader.view.code_wanted.emit(number, code)
    assert QGuiApplication.clipboard().text() == "before"


def test_the_menu_of_a_message_copies_that_message(reading: Driver) -> None:
    wait_to_see(reading, "number 0")
    reading.window.reader.view.menu_wanted.emit(1, QPoint(10, 10))
    menu = next(m for m in reading.window.findChildren(QMenu) if m.isVisible())
    copy = next(one for one in menu.actions() if one.text() == "Copy message as &text")
    copy.trigger()
    menu.close()
    assert QGuiApplication.clipboard().text().startswith("number 0")


def test_the_menu_copies_what_is_selected(reading: Driver) -> None:
    view = reading.window.reader.view
    section = view.section((0, 0))
    assert section is not None
    section.selectAll()
    view.menu_wanted.emit(0, QPoint(10, 10))
    menu = next(m for m in reading.window.findChildren(QMenu) if m.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert "asked in s0" in QGuiApplication.clipboard().text()


def test_everything_in_a_message_is_unfolded_and_folded(reading: Driver, folder: Path) -> None:
    write(folder, "s1", called(1, "the answer"))
    reading.press(K.Key_Down)
    wait_to_see(reading, "terminal")
    reading.press(K.Key_E, CTRL)
    wait_to_see(reading, "Arguments")
    reading.press(K.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    reading.qtbot.waitUntil(lambda: "Arguments" not in texts(reading))


def test_a_link_is_opened_in_the_browser_only_when_it_is_clicked(
    reading: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toString())) or True
    )
    view = reading.window.reader.view
    for address in ("file:///etc/passwd", "javascript:alert(1)", "ftp://x/", "https://x.org/"):
        view.link_wanted.emit(address)
    assert opened == ["https://x.org/"]


def test_the_details_and_the_conversation_take_turns(reading: Driver) -> None:
    reading.window.side.show_side(Side.DETAILS)
    hidden = reading.window.reader.isVisible()
    reading.window.side.show_side(Side.CONVERSATION)
    wait_to_see(reading, "asked in s0")
    assert not hidden


def test_a_row_selected_beside_the_details_is_read_when_it_is_asked_for(reading: Driver) -> None:
    reading.window.side.show_side(Side.DETAILS)
    reading.press(K.Key_Down)
    reading.window.side.show_side(Side.CONVERSATION)
    wait_to_see(reading, "asked in s1")


def test_without_a_conversation_its_actions_wait(driver: Driver) -> None:
    driver.begin()
    words = ("Find in the conversation", "Find next", "Copy message as text")
    assert [action(driver, text).isEnabled() for text in words] == [False] * 3


def test_a_renamed_session_has_its_new_title_above_the_conversation(reading: Driver) -> None:
    reading.rename("Another title")
    reading.settle()
    labels = [one.text() for one in reading.window.reader.findChildren(QLabel)]
    assert "Another title" in labels
    assert "asked in s0" in texts(reading)


def test_another_folder_shows_its_own_conversation(reading: Driver, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "s0", [said("user", "asked elsewhere")])
    reading.window.folder_wanted.emit(other)
    wait_to_see(reading, "asked elsewhere")


def test_the_place_is_kept_when_the_window_closes(reading: Driver, tmp_path: Path) -> None:
    reading.window.reader.view.go_to(Place(7))
    wait_to_see(reading, "number 6")
    place = reading.window.reader.view.place
    reading.app.reader.close()
    kept = WindowState(tmp_path / "window.ini").word("reading_positions")
    assert f"[{place.message},{place.section},{place.offset}]" in kept


def test_all_that_is_read_has_a_name(reading: Driver) -> None:
    reading.window.reader.find_bar.open_bar()
    assert nameless(reading.window) == []


def test_a_message_says_who_speaks(reading: Driver) -> None:
    wait_to_see(reading, "number 1")
    names = [section.accessibleName() for section in reading.window.reader.findChildren(Section)]
    assert {"You", "Assistant"} <= set(names)
