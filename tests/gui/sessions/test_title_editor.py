"""The field for a title: its limit of 80 code points, its counter, what may be put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from gui.sessions.title_editor import TitleEditor
from tests.gui.sessions.hands import Key, compose, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROCKET = "\U0001f680"


@pytest.fixture
def editor(qtbot: QtBot) -> TitleEditor:
    editor = TitleEditor()
    qtbot.addWidget(editor)
    editor.resize(400, 24)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def counter(editor: TitleEditor) -> str:
    """The counter as it is seen, or nothing."""
    [label] = editor.findChildren(QLabel)
    return label.text() if label.isVisible() else ""


def paste(editor: TitleEditor, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    editor.paste()


def test_a_title_is_opened_with_all_of_it_selected(editor: TitleEditor) -> None:
    editor.open_with("A title")
    assert editor.selectedText() == "A title"
    assert not editor.is_changed


def test_typing_ends_at_80_characters(editor: TitleEditor) -> None:
    QTest.keyClicks(editor, "x" * 90)
    assert editor.text() == "x" * 80


def test_an_emoji_counts_as_one_character(editor: TitleEditor) -> None:
    for _ in range(81):
        compose(editor, commit=ROCKET)
    assert editor.text() == ROCKET * 80


def test_a_word_of_an_input_method_is_cut_to_fit(editor: TitleEditor) -> None:
    editor.open_with("x" * 78)
    press(editor, Key.Key_End)
    compose(editor, commit="重构会话")
    assert editor.text() == "x" * 78 + "重构"


def test_a_paste_is_cut_to_fit_and_what_stands_behind_it_stays(editor: TitleEditor) -> None:
    editor.open_with("[]")
    press(editor, Key.Key_Home, Key.Key_Right)
    paste(editor, ROCKET * 100)
    assert editor.text() == "[" + ROCKET * 78 + "]"
    QTest.keyClick(editor, Key.Key_Backspace)
    assert editor.text() == "[" + ROCKET * 77 + "]"


def test_line_breaks_that_are_pasted_become_spaces(editor: TitleEditor) -> None:
    paste(editor, "one\ntwo\tthree")
    assert editor.text() == "one two three"


def test_what_would_turn_the_text_around_cannot_be_pasted(editor: TitleEditor) -> None:
    paste(editor, "abc\u202edef\x07")
    assert editor.text() == "abcdef"


def test_after_a_paste_that_was_cleaned_the_cursor_stands_behind_it(editor: TitleEditor) -> None:
    editor.open_with("[]")
    press(editor, Key.Key_Home, Key.Key_Right)
    paste(editor, "a\x07b\u202ec")
    QTest.keyClicks(editor, "!")
    assert editor.text() == "[abc!]"


@pytest.mark.parametrize(("length", "text"), [(69, ""), (70, "70/80"), (80, "80/80")])
def test_a_counter_is_shown_near_the_limit(editor: TitleEditor, length: int, text: str) -> None:
    editor.open_with(ROCKET * length)
    assert counter(editor) == text
    assert editor.accessibleDescription() == text


def test_the_counter_goes_when_there_is_room_again(editor: TitleEditor) -> None:
    editor.open_with("x" * 75)
    QTest.keyClicks(editor, "y")
    assert counter(editor) == ""


def test_no_text_runs_under_the_counter(editor: TitleEditor) -> None:
    editor.open_with("x" * 75)
    [label] = editor.findChildren(QLabel)
    assert editor.width() - editor.textMargins().right() <= label.x()


def test_a_title_that_is_too_long_is_opened_whole_and_its_cut_announced(
    editor: TitleEditor,
) -> None:
    editor.open_with("x" * 93)
    assert editor.text() == "x" * 93
    assert counter(editor) == "93/80 – will be cut"


def test_a_title_that_is_too_long_cannot_grow(editor: TitleEditor) -> None:
    editor.open_with("x" * 93)
    press(editor, Key.Key_End)
    QTest.keyClicks(editor, "y")
    assert editor.text() == "x" * 93


def test_a_title_that_is_too_long_comes_back_with_undo(editor: TitleEditor) -> None:
    editor.open_with("x" * 93)
    press(editor, Key.Key_Backspace)
    QTest.keyClicks(editor, "y")
    editor.undo()
    editor.undo()
    assert editor.text() == "x" * 93


def test_what_the_user_has_changed_is_not_written_over(editor: TitleEditor) -> None:
    editor.open_with("A title")
    QTest.keyClicks(editor, "typed")
    editor.open_with("Another title")
    assert editor.text() == "typed"


def test_a_title_that_changes_meanwhile_is_shown_if_nothing_was_typed(editor: TitleEditor) -> None:
    editor.open_with("A title")
    editor.open_with("Another title")
    assert editor.selectedText() == "Another title"
    assert not editor.is_changed


def test_what_an_input_method_is_composing_is_not_written_over(editor: TitleEditor) -> None:
    editor.open_with("A title")
    press(editor, Key.Key_End)
    compose(editor, preedit="chong")
    editor.open_with("Another title")
    compose(editor, commit="重")
    assert editor.text() == "A title重"


def test_a_text_that_is_brought_back_counts_as_typed(editor: TitleEditor) -> None:
    editor.open_with("A title")
    editor.take("Refused")
    editor.open_with("A title")
    assert editor.text() == "Refused"
    assert editor.is_changed


def test_a_title_that_is_typed_again_as_it_was_is_no_change(editor: TitleEditor) -> None:
    editor.open_with("abc")
    QTest.keyClicks(editor, "abc")
    assert not editor.is_changed


def test_an_empty_field_shows_the_title_that_stays(editor: TitleEditor) -> None:
    editor.open_with("A title")
    press(editor, Key.Key_Backspace)
    assert editor.placeholderText() == "A title"


def test_a_title_of_two_lines_is_edited_in_one(editor: TitleEditor) -> None:
    editor.open_with("one\ntwo")
    assert editor.text() == "one two"
    assert not editor.is_changed


def test_text_that_runs_to_the_left_stays_where_its_cell_had_it(editor: TitleEditor) -> None:
    editor.open_with("عنوان")
    press(editor, Key.Key_Home)
    assert editor.cursorRect().left() < editor.width() // 2
