"""What a search found, beside what the filter shows; and a passage in the room it has."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from gui.sessions.found import Found, in_the_order_of, is_plain, meant
from gui.sessions.passage_line import fitted, units
from gui.sessions.passages import NO_PASSAGE, TITLE_ONLY, Passages, ShownPassage
from gui.sessions.session_model import SessionModel
from tests.gui.picture import assert_shows


def ids(model: SessionModel, *titles: str) -> list[str]:
    rows = {row.title: row.session_id for row in model.shown.rows}
    return [rows[title] for title in titles]


def test_what_was_found_follows_what_the_filter_shows(three: SessionModel) -> None:
    three.set_filter("gam")
    three.set_found(Found(ids(three, "Beta", "Alpha")))
    assert_shows(three, "Gamma\nBeta\nAlpha")


def test_titles_that_were_found_come_first(three: SessionModel) -> None:
    three.set_filter("a")
    three.set_found(Found(ids(three, "Gamma", "Beta"), titled=1))
    assert_shows(three, "Gamma\nAlpha\nBeta")


def test_an_exact_answer_is_shown_alone(three: SessionModel) -> None:
    three.set_filter("model:opus")
    assert_shows(three, "Alpha\nBeta\nGamma")  # until there is an answer
    three.set_found(Found(ids(three, "Gamma", "Alpha"), is_exact=True))
    assert_shows(three, "Gamma\nAlpha")
    three.set_filter("be")
    assert_shows(three, "Beta")


def test_what_was_found_stays_while_the_word_is_typed_on(three: SessionModel) -> None:
    three.set_filter("gam")
    three.set_found(Found(ids(three, "Beta")))
    three.set_filter("gamm")
    assert_shows(three, "Gamma\nBeta")
    three.set_filter("x")
    assert_shows(three, "")


def test_a_session_that_is_no_longer_listed_is_not_shown(three: SessionModel) -> None:
    three.set_filter("gam")
    three.set_found(Found(["gone", *ids(three, "Beta")]))
    assert_shows(three, "Gamma\nBeta")


def test_a_title_that_is_being_edited_keeps_its_place(three: SessionModel) -> None:
    three.hold(ids(three, "Alpha")[0])
    three.set_filter("gam")
    three.set_found(Found(ids(three, "Beta")))
    assert_shows(three, "Alpha\nGamma\nBeta")


def test_new_ones_follow_those_that_were_there() -> None:
    before, found = Found(["t", "b", "a"], 1), Found(["u", "t", "a", "c", "b"], 2)
    assert in_the_order_of(before, found) == Found(["t", "u", "b", "a", "c"], 2)


@pytest.mark.parametrize("text", ["zebra", "12:30", "std::vector", "2026-05", "重构 索引", "a - b"])
def test_words_are_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", ["model:opus", "-draft", '"a b"', "migr*", "„a b“"])
def test_whatever_is_more_than_words_is_not(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("zebra model:", "zebra "), ("-is:", ""), ("std:", "std:"), ("model:o", "model:o")],
)
def test_a_key_without_a_value_is_still_to_come(text: str, expected: str) -> None:
    assert meant(text) == expected


def test_a_passage_is_cut_so_that_its_first_mark_is_seen(qapp: QApplication) -> None:
    text = "word " * 40 + "zebra" + " word" * 40
    font = QFont()
    shown, marks, *_ = fitted(ShownPassage(text, ((200, 205),)), font, 200)
    assert [shown[start:stop] for start, stop in marks] == ["zebra"]
    assert (shown[0], shown[-1]) == ("…", "…")
    assert QFontMetrics(font).horizontalAdvance(shown) <= 200


def test_letters_that_qt_counts_twice_are_counted_twice() -> None:
    assert (units("abc"), units("a🦓ü")) == (3, 4)


def test_what_could_turn_the_line_is_shown_as_a_blank() -> None:
    passages = Passages()
    passages.renew({"a", "b"})
    passages.put("a", ShownPassage("x\u202ey\nz"))
    assert (passages.of("a") or NO_PASSAGE).text == "x y z"
    assert (passages.of("b"), passages.of("c")) == (NO_PASSAGE, TITLE_ONLY)
    passages.end()
    assert passages.of("a") is None
