"""The message bar: what is shown, for how long, and what the user can do about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.message_list import MessageList
from gui.messages import MAX_KEPT, Choice, Message, MessageBar


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(600, 100)
    window.show()
    return window


@pytest.fixture
def bar(window: QWidget) -> MessageBar:
    bar = MessageBar()
    window.layout().addWidget(bar)
    return bar


def button(bar: MessageBar, text: str) -> QPushButton:
    return next(one for one in bar.buttons if one.text() == text)


def press(qtbot: QtBot, bar: MessageBar, text: str) -> None:
    qtbot.mouseClick(button(bar, text), Qt.MouseButton.LeftButton)


def test_a_bar_without_a_message_takes_no_room(bar: MessageBar) -> None:
    assert not bar.isVisible()


def test_a_message_stays_until_it_is_closed(qtbot: QtBot, bar: MessageBar) -> None:
    bar.say(Message("The disk is full."))
    was_visible = bar.isVisible()
    press(qtbot, bar, "Close")
    assert (was_visible, bar.isVisible()) == (True, False)


def test_markup_in_a_message_is_shown_as_it_stands(bar: MessageBar) -> None:
    bar.say(Message('<img src="file:///etc/hostname"><b>bold</b>'))
    assert bar.text == '<img src="file:///etc/hostname"><b>bold</b>'


def test_a_choice_is_done_once_and_takes_the_message_away(qtbot: QtBot, bar: MessageBar) -> None:
    done: list[str] = []
    bar.say(Message("No.", choices=(Choice("Retry", lambda: done.append("retried")),)))
    press(qtbot, bar, "Retry")
    assert (done, bar.isVisible()) == (["retried"], False)


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, bar: MessageBar) -> None:
    done: list[str] = []
    bar.say(Message("No.", choices=(Choice("Retry", lambda: done.append("retried")),)))
    qtbot.keyClick(button(bar, "Retry"), Qt.Key.Key_Return)
    assert done == ["retried"]


def test_closing_without_a_choice_lets_go(qtbot: QtBot, bar: MessageBar) -> None:
    gone: list[str] = []
    bar.say(Message("No.", let_go=lambda: gone.append("let go")))
    press(qtbot, bar, "Close")
    assert gone == ["let go"]


def test_the_newest_message_is_shown_and_the_others_wait(qtbot: QtBot, bar: MessageBar) -> None:
    for text in ("first", "second", "third"):
        bar.say(Message(text))
    press(qtbot, bar, "Close")
    assert bar.text == "second"


def test_of_two_messages_with_one_key_only_the_later_is_shown(
    qtbot: QtBot, bar: MessageBar
) -> None:
    bar.say(Message("once", key="folder"))
    bar.say(Message("again", key="folder"))
    press(qtbot, bar, "Close")
    assert not bar.isVisible()


def test_a_withdrawn_message_goes_and_leaves_the_others(bar: MessageBar) -> None:
    bar.say(Message("stays"))
    bar.say(Message("goes", key="folder"))
    bar.withdraw("folder")
    assert bar.text == "stays"


def test_withdrawing_what_is_not_there_changes_nothing(bar: MessageBar) -> None:
    bar.say(Message("stays"))
    before = list(bar.buttons)
    bar.withdraw("folder")
    assert bar.buttons == before


def test_the_last_message_tells_that_it_was_dismissed(qtbot: QtBot, bar: MessageBar) -> None:
    bar.say(Message("No."))
    with qtbot.waitSignal(bar.dismissed):
        press(qtbot, bar, "Close")


def test_a_withdrawn_message_takes_no_focus_away(qtbot: QtBot, bar: MessageBar) -> None:
    bar.say(Message("No.", key="folder"))
    with qtbot.assertNotEmitted(bar.dismissed):
        bar.withdraw("folder")


def test_every_message_is_kept_for_later(qtbot: QtBot, bar: MessageBar) -> None:
    for text in ("first", "second"):
        bar.say(Message(text))
        press(qtbot, bar, "Close")
    assert [message.text for message in bar.kept] == ["first", "second"]


def test_only_so_many_messages_are_kept(bar: MessageBar) -> None:
    for number in range(MAX_KEPT + 3):
        bar.say(Message(str(number), key="same"))
    assert [bar.kept[0].text, len(bar.kept)] == ["3", MAX_KEPT]


def test_the_list_of_messages_grows_while_it_is_open(qtbot: QtBot, bar: MessageBar) -> None:
    bar.say(Message("first"))
    shown = MessageList(bar)
    qtbot.addWidget(shown)
    bar.say(Message("second"))
    lines = shown.findChild(QPlainTextEdit).toPlainText().splitlines()
    assert [line.split("  ")[1] for line in lines] == ["first", "second"]


def test_all_messages_can_be_copied(qtbot: QtBot, bar: MessageBar) -> None:
    bar.say(Message("first"))
    shown = MessageList(bar)
    qtbot.addWidget(shown)
    box = shown.findChild(QDialogButtonBox)
    copy = next(b for b in box.buttons() if b.text() == "&Copy all")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == bar.kept[0].line
