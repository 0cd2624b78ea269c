"""SQLite's tokenizer, our own words, the pattern and the marks agree on any text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.search.folding import folded, spelt, words_of
from core.search.marking import line_around, marks_in
from core.search.needles import Needle, needle_of

LETTERS = (
    "aZ09_-. \n\"'éßİıÅøæ\u0301\u0308́重构会話かガｶﾞー한글ไทยี่हिंदמֹعَرَ"
    "ЖйёΣς½²ﬁ™©…—“”\u200b\u200d\u00ad🚀Ａ＿　\0"
)
TEXTS = st.text(st.sampled_from(LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=24)


@pytest.fixture(scope="module")
def tokens() -> Iterator[sqlite3.Connection]:
    """An FTS5 table like that of the catalogue, which tells its tokens."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create virtual table words using fts5(text, tokenize='ascii')")
        database.execute("create virtual table found using fts5vocab(words, 'instance')")
        yield database


def tokens_of(database: sqlite3.Connection, text: str) -> list[str]:
    database.execute("delete from words")
    database.execute("insert into words values (?)", (spelt(text),))
    found = database.execute("select term from found order by offset").fetchall()
    return [term for (term,) in found]


@given(text=TEXTS)
@example(text="x" * 3 + "\0y")
def test_sqlite_finds_the_words_that_we_find(tokens: sqlite3.Connection, text: str) -> None:
    assert tokens_of(tokens, text) == words_of(text)


@given(text=TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def is_matched(database: sqlite3.Connection, text: str, needle: Needle) -> bool:
    tokens_of(database, text)
    query = "select count(*) from words where words match ?"
    return bool(database.execute(query, (needle.match,)).fetchone()[0])


@given(
    text=TEXTS,
    at=st.integers(0, 24),
    length=st.integers(1, 8),
    other=st.text(st.sampled_from(LETTERS), max_size=4),
    is_prefix=st.booleans(),
)
def test_the_pattern_finds_what_sqlite_finds(
    tokens: sqlite3.Connection, text: str, at: int, length: int, other: str, is_prefix: bool
) -> None:
    for piece in (text[at : at + length], other):
        needle = needle_of(piece, is_prefix=is_prefix)
        if needle is not None:
            assert needle.is_in(folded(text)) == is_matched(tokens, text, needle)


@given(text=TEXTS)
def test_a_text_finds_itself(tokens: sqlite3.Connection, text: str) -> None:
    needle = needle_of(text)
    if needle is not None:
        assert needle.is_in(folded(text))
        assert is_matched(tokens, text, needle)


@given(text=TEXTS, at=st.integers(0, 24), length=st.integers(1, 8))
def test_marks_lie_in_the_line_in_order(text: str, at: int, length: int) -> None:
    needle = needle_of(text[at : at + length])
    line = line_around(text, [needle]) if needle is not None else None
    if needle is None or line is None:
        return
    marks = marks_in(line, [needle])
    places = [place for mark in marks for place in (mark.start, mark.stop)]
    assert places == sorted(places)
    assert all(0 <= place <= len(line) for place in places)
    assert marks
