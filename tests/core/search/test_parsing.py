"""What a query means, and the hints for what it cannot mean."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.search.lexing import items_in
from core.search.parsing import LONGEST, MOST_TERMS, read_query
from core.search.query import Field, Has, Is, Number, Query, Span, Words

NOW = datetime(2026, 5, 31, 12).timestamp()


def words(text: str, *, typing: bool = False) -> list[str]:
    """What is looked for in messages, as FTS5 is asked for it."""
    return [one.needle.match for one in read_query(text, typing=typing).words]


def term(text: str) -> object:
    """The one term of a query."""
    (found,) = read_query(text, now=NOW).terms
    return found


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("foo bar", ['"foo"', '"bar"']),
        ('"foo bar" baz', ['"foo bar"', '"baz"']),
        ("“foo bar” «x y»", ['"foo bar"', '"x y"']),
        ("migr* x", ['"migr" *', '"x"']),
        ('"lock time"*', ['"lock time" *']),
        ("foo_bar.baz()", ['"foo bar baz"']),
        ("--verbose", ['"verbose"']),
        ("-", []),
        ("* ** () - -- 🚀", []),
        ("a AND b OR c", ['"a"', '"and"', '"b"', '"or"', '"c"']),
        ("NEAR(d e, 5)", ['"near d"', '"e"', '"5"']),
        ('{user} : ^"x" + y', ['"user"', '"x"', '"y"']),
        ("重构 重", ['"重构"', '"重" *']),
        ("foo\0bar", ['"foo"', '"bar"']),
        ("\u202eabc\u202c", ['"abc"']),
        ("std::vector C: 12:30", ['"std vector"', '"c"', '"12 30"']),
    ],
)
def test_words(text: str, asked: list[str]) -> None:
    assert words(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mig", ['"mig" *']),
        ("mi", ['"mi"']),
        ("mi*", ['"mi" *']),
        ("mig ", ['"mig"']),
        ("foo mig", ['"foo"', '"mig" *']),
        ("foo.", ['"foo"']),
        ('"foo bar', ['"foo bar"']),
        ("für", ['"fur" *']),
    ],
)
def test_the_last_word_is_the_beginning_of_one_while_it_is_typed(
    text: str, asked: list[str]
) -> None:
    assert words(text, typing=True) == asked


def test_a_dash_takes_away() -> None:
    assert [t.negated for t in read_query('-foo -"a b" c-d -is:pinned').terms] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("model:Opus,gpt", Field(name="model", texts=("opus", "gpt"))),
        ('workspace:"/home/Ann B"', Field(name="workspace", texts=("/home/ann b",))),
        ("project:none", Field(name="project", texts=("",))),
        ("is:pinned,archived", Is(states=("pinned", "archived"))),
        ("IS:Pin", Is(states=("pinned",))),
        ("has:tools", Has(things=("tools",))),
        ("messages:>50", Number(name="messages", bounds=((">", 50.0),))),
        ("messages:10..20", Number(name="messages", bounds=((">=", 10.0), ("<=", 20.0)))),
        ("size:<=1.5mb", Number(name="size", bounds=(("<=", 1_500_000.0),))),
        ("size:2k", Number(name="size", bounds=((">=", 2_000.0), ("<", 3_000.0)))),
        ("cost:>$0,5", Number(name="cost", bounds=((">", 0.5),))),
        ("after:2w", Span(start=NOW - 14 * 86_400)),
        ("before:1h", Span(stop=NOW - 3_600)),
    ],
)
def test_fields(text: str, meant: object) -> None:
    assert term(text) == meant


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on:2026-05-31", (2026, 5, 31), (2026, 6, 1)),
        ("on:2026-12", (2026, 12, 1), (2027, 1, 1)),
        ("on:2026", (2026, 1, 1), (2027, 1, 1)),
        ("on:today", (2026, 5, 31), (2026, 6, 1)),
        ("on:yesterday", (2026, 5, 30), (2026, 5, 31)),
        ("on:7d", (2026, 5, 24), (2026, 5, 25)),
    ],
)
def test_days_are_those_of_this_machine(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    span = Span(start=datetime(*first).timestamp(), stop=datetime(*last).timestamp())
    assert term(text) == span


def test_a_role_is_for_all_words() -> None:
    assert read_query("foo role:user,tool").roles == "ut"
    assert set(read_query("foo -role:user").roles) == set("atso")


@pytest.mark.parametrize(
    ("text", "sentence", "piece"),
    [
        ('foo "bar', "This quotation mark has no other one.", '"bar'),
        ("modle:opus", "“modle:” is looked for as a word. Was “model:” meant?", "modle:"),
        ("is:red", "“is:” knows pinned, archived, unreadable, unlisted, untitled.", "red"),
        ("has:x", "“has:” knows tools, images, error.", "x"),
        ("role:boss", "“role:” knows user, assistant, tool, system, other.", "boss"),
        ("size:big", "“size:” takes a number, as in size:>1mb.", "big"),
        ("messages:>5kb", "“messages:” takes a number, as in messages:>50.", ">5kb"),
        (
            "before:2026-02-31",
            "“before:” takes a date or an age, as in before:2026-05-31 or 7d.",
            "2026-02-31",
        ),
    ],
)
def test_a_mistake_gives_a_hint_with_its_place(text: str, sentence: str, piece: str) -> None:
    (hint,) = read_query(text).hints
    assert (hint.sentence, text[hint.start : hint.stop]) == (sentence, piece)


@pytest.mark.parametrize("text", ["is:", "is:pi", "size:", "size:>", "before:20", "http://x.y"])
def test_what_is_only_begun_gives_none(text: str) -> None:
    assert read_query(text, typing=True).hints == ()


def test_a_query_may_be_of_any_length() -> None:
    long = read_query("x" * 20_000)
    assert len(long.hints) == 1
    assert "10,000" in long.hints[0].sentence
    many = read_query("word " * (LONGEST // 5))
    assert (len(many.terms), len(many.hints)) == (MOST_TERMS, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", '"', '""', '"*', ":", "::", "-:", "title:", '-"', 'title:"', "a:b:c", "\ud800"),
        *("before:99999999999d", "on:0000", "on:9999", "after:2026-99", "size:" + "9" * 400),
        *("\0", '"\0', "(" * 500, '"' * 501, "-" * 500, ":" * 500, "messages:1..", "cost:..1"),
        "messages:" + ".." * 200,
    ],
)
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    for typing in (True, False):
        assert isinstance(read_query(text, typing=typing, now=NOW), Query)


@pytest.mark.parametrize("text", ['a "b c" -d e:f "g', "  x\0y  ", 'k:"v w"z -"q"*'])
def test_items_are_pieces_of_the_text_in_order(text: str) -> None:
    items = list(items_in(text))
    places = [place for item in items for place in (item.start, item.stop)]
    assert places == sorted(places)
    assert all(item.text in text for item in items)


def test_words_in_a_title_are_apart() -> None:
    query = read_query("title:foo bar")
    assert [one.in_title for one in query.words] == [True, False]
    assert [needle.pieces for needle in query.needles] == [("bar",)]
    assert isinstance(query.terms[0], Words)
