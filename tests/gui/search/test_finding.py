"""Words in messages: found while they are typed, shown with their passage, opened by Enter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.sessions.columns import Column
from tests.gui.search.conftest import Open, Searcher, talk

Key = Qt.Key


def test_a_word_in_a_message_is_found_behind_those_in_titles(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")


def test_three_letters_are_enough(searcher: Searcher) -> None:
    searcher.find("zeb", "Zebra crossing", "Postgres")


def test_two_chinese_letters_are_a_word(searcher: Searcher) -> None:
    searcher.find("索引", "会话")
    searcher.wait(lambda: searcher.marked() == ["索引"])


def test_neither_case_nor_diacritics_matter(searcher: Searcher) -> None:
    searcher.find("UBERSICHT", "会话")
    searcher.wait(lambda: searcher.marked() == ["Übersicht"])


def test_keys_mean_the_same_as_in_the_terminal(searcher: Searcher) -> None:
    searcher.find("model:gpt-5", "Nginx")
    searcher.find("zebra -stripes", "Postgres")
    searcher.find('"bad gateway"', "Nginx")


def test_who_asks_for_archived_ones_gets_them(searcher: Searcher) -> None:
    searcher.find("is:archived zebra", "Old things")


def test_archived_ones_are_found_once_they_are_shown(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")
    searcher.window.actions_.show_archived.trigger()
    searcher.wait(lambda: searcher.titles() == ["Zebra crossing", "Postgres", "Old things"])


def test_an_empty_field_shows_the_list_as_it_was(searcher: Searcher) -> None:
    before, height = searcher.titles(), searcher.view.rowHeight(0)
    searcher.find("zebra", "Zebra crossing", "Postgres")
    searcher.key(Key.Key_Escape)
    searcher.wait(lambda: searcher.titles() == before)
    assert (searcher.passage().text, searcher.view.rowHeight(0)) == ("", height)


def test_a_clicked_column_orders_what_was_found(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")
    searcher.view.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    searcher.wait(lambda: searcher.titles() == ["Postgres", "Zebra crossing"])


def test_the_passage_is_shown_with_the_words_marked(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")
    searcher.wait(lambda: searcher.marked(1) == ["zebra"])
    assert searcher.passage(1).text in ("look for the zebra", "zebra it is")
    assert searcher.view.rowHeight(1) > 2 * searcher.view.fontMetrics().height()


def test_a_screen_reader_is_told_the_passage(searcher: Searcher) -> None:
    searcher.find("gateway", "Nginx")
    searcher.wait(lambda: searcher.marked())
    spoken = searcher.model.index(0, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Nginx, found: bad gateway"


def test_what_is_marked_is_painted_otherwise(searcher: Searcher) -> None:
    searcher.find("gateway", "Nginx")
    searcher.wait(lambda: searcher.marked())
    with_marks = searcher.picture()
    searcher.model.passages.put("a5", searcher.passage()._replace(marks=()))
    searcher.view.viewport().update()
    assert searcher.picture() != with_marks


def test_enter_opens_the_message_with_the_words_marked(searcher: Searcher) -> None:
    searcher.type("gateway")
    searcher.key(Key.Key_Return)
    searcher.wait(lambda: searcher.read_marks() == ["gateway"])
    focus = searcher.window.focusWidget()
    assert isinstance(focus, QWidget)
    assert searcher.window.reader.isAncestorOf(focus)


def test_f3_goes_through_all_hits_and_back(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")
    heard: list[tuple[str, str]] = []

    def now() -> tuple[str, str]:
        return searcher.view.current_id(), searcher.label("State of the search")

    for key, modifier, expected in (
        (Key.Key_F3, "No", ("a2", "hit 1 of 2 ·")),
        (Key.Key_F3, "No", ("a2", "hit 2 of 2 ·")),
        (Key.Key_F3, "No", ("a2", "hit 2 of 2 ·")),  # there is no other one
        (Key.Key_F3, "Shift", ("a2", "hit 1 of 2 ·")),
    ):
        searcher.key(key, modifier)
        searcher.wait(lambda expected=expected: now() == expected)
        heard.append(now())
    assert len(heard) == 4


def test_f3_goes_on_to_the_next_session(searcher: Searcher) -> None:
    searcher.window.actions_.show_archived.trigger()
    searcher.find("zebra", "Zebra crossing", "Postgres", "Old things")
    for _ in range(3):  # also faster than files are read
        searcher.key(Key.Key_F3)
    searcher.wait(lambda: searcher.view.current_id() == "a4")
    searcher.key(Key.Key_F3, "Shift")
    searcher.wait(lambda: searcher.view.current_id() == "a2")
    searcher.wait(lambda: searcher.label("State of the search") == "hit 2 of 2 ·")


def test_nothing_found_says_what_was_searched(searcher: Searcher) -> None:
    searcher.type("qqqq")
    searcher.wait(searcher.window.list_area.no_match.isVisible)
    assert "every message" in searcher.window.list_area.no_match.text


def test_the_catalogue_is_built_once_the_list_is_there(open_window: Open) -> None:
    searcher = open_window()
    searcher.find("gateway", "Nginx")
    searcher.wait(lambda: searcher.marked() == ["gateway"])
    searcher.wait(lambda: searcher.label("State of the search") == "")


def test_a_session_that_others_change_is_found_by_what_it_says_now(
    searcher: Searcher, folder: Path
) -> None:
    searcher.settle()
    searcher.find("okapi")
    path = folder / "a5.json"
    changed = talk("a5", "Nginx", "an okapi came in", age=40)
    path.write_text(json.dumps(changed), encoding="utf-8")
    index = folder / "_index.json"
    index.write_bytes(index.read_bytes() + b"\n")
    searcher.wait(lambda: searcher.titles() == ["Nginx"])


def test_what_is_selected_stays_selected_while_more_is_found(
    open_window: Open, folder: Path
) -> None:
    searcher = open_window()
    searcher.find("zebra", "Zebra crossing")
    searcher.window.list_area.focus_list()
    searcher.view.select("a1")
    searcher.wait(lambda: searcher.titles() == ["Zebra crossing", "Postgres"])
    assert searcher.view.selected_ids() == ["a1"]


@pytest.mark.parametrize("text", ["a" * 10_000, '"""', "- - -", "NEAR(a b)", "\u202eabc", "x\x00y"])
def test_no_query_is_an_error(searcher: Searcher, text: str) -> None:
    searcher.field.setText(text)
    searcher.find("gateway", "Nginx")
    assert searcher.window.messages.text == ""
