"""Which spellings are the same word, and what finds what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.core.search.conftest import Finder, said

FOUND = [
    ("Grüße aus Köln", "grusse"),
    ("Grüße aus Köln", "GRÜSSE"),
    ("die Straße", "STRASSE"),
    ("STRASSE", "straße"),
    ("İstanbul", "istanbul"),
    ("ısparta ISPARTA", "isparta"),
    ("cafe\u0301 au lait", "café"),
    ("smørrebrød", "smorrebrod"),
    ("ＧＰＴ－４ is out", "gpt-4"),
    ("ｶﾞｷﾞ", "ガ"),
    ("重构会话索引", "重构"),
    ("重构会话索引", "会话索"),
    ("重构会话索引", "引"),
    ("重构会话索引", "构"),
    ("GPT模型很好", "GPT模型"),
    ("GPT 模型很好", "GPT模型"),
    ("日本語の要約です", "要約"),
    ("데이터베이스를", "베이스"),
    ("ภาษาไทยเขียน", "ไทย"),
    ("हिन्दी में", "हिन्दी"),
    ("مُحَمَّد", "محمد"),
    ("foo_bar = 1", "bar"),
    ("foo_bar = 1", "foo_bar"),
    ("foo.bar()", "foo_bar"),
    ("a lock timeout here", '"lock timeout"'),
    ("call it at 12:30 today", "12:30"),
    ("std::vector<int>", "std::vector"),
    ("see http://host/path", "http://host/path"),
    ("Foo™ is here", "foo"),
    ("migration", "migr*"),
    ("naïve", "nai*"),
    ("run it with --verbose now", "--verbose"),
    ("zero\0width", "width"),
    ("שלום עולם", "עולם"),
]
NOT_FOUND = [
    ("migration", "migr"),
    ("timeout of the lock", '"lock timeout"'),
    ("重 构", "重构"),
    ("构重", "重构"),
    ("か", "が"),
    ("foobar", "bar"),
    ("数据 foo", "据库"),
]


@pytest.mark.parametrize(("text", "query"), FOUND)
def test_found(finder: Callable[..., Finder], text: str, query: str) -> None:
    assert finder(said("aa11", text, title="x"), said("bb22", "none")).ids(query) == ["aa11"]


@pytest.mark.parametrize(("text", "query"), NOT_FOUND)
def test_not_found(finder: Callable[..., Finder], text: str, query: str) -> None:
    assert finder(said("aa11", text, title="x")).ids(query) == []


@pytest.mark.parametrize(("text", "query"), FOUND)
def test_what_is_found_is_marked(finder: Callable[..., Finder], text: str, query: str) -> None:
    made = finder(said("aa11", text, title="x"))
    (passage,) = made.search.passages(made.answer(query), ["aa11"])
    assert (passage.message, bool(passage.marks)) == (0, True)


@pytest.mark.parametrize(("text", "query"), FOUND)
def test_a_title_is_found_by_the_same_rules(
    finder: Callable[..., Finder], text: str, query: str
) -> None:
    title = text.replace("\0", " ")
    assert finder(said("aa11", "none", title=title)).ids(query) == ["aa11"]


def test_the_last_word_is_a_beginning_while_it_is_typed(finder: Callable[..., Finder]) -> None:
    made = finder(said("aa11", "the migration of Postgres"))
    assert made.ids("postgres migr", typing=True) == ["aa11"]
    assert made.ids("postgres migr ", typing=True) == []
    assert made.ids("migr postgres", typing=True) == []


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Die Straße nach Köln", "strasse", ["Straße"]),
        ("ＧＰＴ模型 and more", "gpt模型", ["ＧＰＴ模型"]),
        ("a cafe\u0301 there", "café", ["cafe\u0301"]),
        ("重构会话索引和会话", "会话", ["会话", "会话"]),
        ("lock_timeout = 2", "lock_timeout", ["lock_timeout"]),
        ("½ of it, one", "one", ["one"]),
        ("¼", "1", ["¼"]),
        ("x¼, ﬁnd", "find", ["ﬁnd"]),
    ],
)
def test_the_letters_as_they_stand_are_marked(
    finder: Callable[..., Finder], text: str, query: str, marked: list[str]
) -> None:
    made = finder(said("aa11", text, title="x"))
    (passage,) = made.search.passages(made.answer(query), ["aa11"])
    assert [passage.text[mark.start : mark.stop] for mark in passage.marks] == marked
