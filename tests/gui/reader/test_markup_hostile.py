"""Whatever a conversation holds, what is shown is text in known elements, and never for long."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.transcript.shapes import message_of
from core.transcript.values import Media, Reasoning, ToolCall, ToolResult
from gui.reader.markup import shown
from gui.reader.sections import ENOUGH
from tests.core.transcript.test_hostile import ANY_TEXT, VALUES
from tests.gui.reader.builders import EVERY, PIXEL, a_message, html, seen, show
from tests.gui.reader.reading_html import Fragment

PIECES = st.sampled_from([
    *("# ", "> ", "- ", "1. ", "* ", "```", "~~~", "    ", "\n", "\n\n", "|", "|-|-|", "a", "b c"),
    *("[", "](", ")", "![", "](http://a.b)", "<", ">", "&", '"', "'", "<b>", "</a>", "<!--", "`"),
    *("**", "_", "~~", "\\", "[x]: http://a.b\n", "[x]", "javascript:x", "file:///etc/passwd"),
    *("https://a.b/c?d=e&f", "http://", "mailto:a@b.c", "<http://a.b>", "&#x3c;", "&lt;", "---\n"),
    *(PIXEL, f"![p]({PIXEL})", "[ ] ", "[x] ", "\0", "\ufdd0", "\u2029", "\x1b[1m", "שלום", "索"),
    *("python\n", "json\n", "copy:1", "fold:1", "url(http://a.b)", "style=", "onclick="),
])  # fmt: skip
MARKDOWN = (
    st.lists(PIECES | ANY_TEXT, max_size=40)
    .map("".join)
    .map(lambda text: text.encode("utf-8", "replace").decode())
)
LONG = os.environ.get("SESSION_BROWSER_LONG") == "1"
OFTEN = settings(deadline=None, max_examples=20_000 if LONG else 300)
patient = pytest.mark.timeout(1_800 if LONG else 60)


def faults(sections: tuple[str, ...]) -> list[str]:
    return [fault for section in sections for fault in Fragment(section).faults]


@patient
@OFTEN
@given(text=MARKDOWN, more=MARKDOWN)
def test_any_markdown_gives_known_elements(text: str, more: str) -> None:
    call = ToolCall("1", more, text, ToolResult("1", text, more, (Media(text, more, 1, more),)))
    parts = [text, Reasoning(more), call, Media(more, text, 3, text, True)]
    for unfolded in (frozenset[int](), EVERY):
        made = show(*parts, unfolded=unfolded, role=text, model=more, details=text, kind="other")
        assert faults(made.sections) == []


@patient
@OFTEN
@given(value=VALUES)
def test_any_message_gives_known_elements(value: Any) -> None:
    message = message_of(0, value)
    for unfolded in (frozenset[int](), EVERY):
        made = shown(message, unfolded)
        assert faults(made.sections) == []
        assert made.folds == shown(message).folds
        assert made.text.encode() is not None
        assert made.markdown.encode() is not None


@pytest.mark.parametrize(
    "text",
    [
        *('<img src="http://a.b/c.png">', "<script>alert(1)</script>", '<a href="x">y</a>'),
        *("![x](http://a.b/c.png)", "![x](file:///c.png)", "![x](c.png)", "![x](//a.b/c.png)"),
        *("![x](data:image/svg+xml;base64,AAAA)", "<style>p{background:url(http://a.b)}</style>"),
        *("[x](javascript:alert(1))", "[x](file:///etc/passwd)", "[x](copy:0)", "[x](fold:0)"),
        *("[x](relative)", "[x](#top)", "[x](data:text/html;base64,AAAA)", "[x](image:0)"),
        *(f"[x]({PIXEL})", "[x](ftp://a.b)", "[x](http://)", "<link rel=stylesheet href=http://a>"),
    ],
)
def test_nothing_is_loaded_and_nothing_odd_is_linked(text: str) -> None:
    found = Fragment(html(text))
    assert all(link.startswith("http://a") for link in found.links)  # to be clicked
    assert "img" not in found.elements
    assert found.faults == []


@pytest.mark.timeout(30)  # what grows with the square of a length takes a minute
@pytest.mark.parametrize(
    "text",
    [
        *(">" * 10_000 + "end", "> " * 5_000 + "end", "- " * 5_000 + "end", "1. " * 3_000 + "end"),
        *("\n".join("  " * n + "- x" for n in range(150)) + "end", "[" * 10_000 + "end"),
        *("[a](http://b.c) " * 10_000 + "end", "![[" * 5_000 + "end", "**a *b " * 9_000 + "end"),
        *("|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\nend", "<" * 10_000 + "end"),
        *("|a|b|\n|-|-|\n" + "|x|y|\n" * 5_000 + "\nend", "`" * 10_000 + "end"),
        "x\n" * 90_000 + "end",
        *("x" * 300_000 + "end", "\\" * 50_000 + "end", "&amp;" * 20_000 + "end"),
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_markdown_that_explodes_is_shown_soon_and_whole(text: str) -> None:
    made = show(text)
    assert faults(made.sections) == []
    assert "end" in "".join(Fragment(section).text for section in made.sections)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10**6,
        "\n" * 10**6,
        "word " * 200_000,
        "é" * 10**6,
        "line\n" * 200_000,
        "<&>" * 300_000,
    ],
    ids=["one word", "blank", "words", "letters", "lines", "marks"],
)
def test_no_section_is_long(text: str) -> None:
    call = ToolCall("1", "t", text, ToolResult("1", "t", text))
    for block in (text, f"```\n{text}\n```", call):
        for section in show(block, unfolded=EVERY).sections:
            assert len(section) < 30_000
            assert section.count("\n") + section.count("<p") + section.count("<br") < 410
            assert ENOUGH < 30_000


def test_all_of_a_long_text_is_shown() -> None:
    text = "\n".join(f"line {number} <of> it" for number in range(20_000))
    assert seen(text) == text


def test_a_hundred_thousand_calls_are_lines() -> None:
    calls = [ToolCall(str(n), "t", "{}") for n in range(100_000)]
    made = show(*calls)
    assert made.folds == 100_000
    assert sum(section.count("fold:") for section in made.sections) == 100_000
    assert max(map(len, made.sections)) < 30_000


def test_signs_that_qt_takes_for_borders_are_replaced() -> None:
    made = "".join(shown(a_message("a\ufdd0b\ufdd1c\ufffcd\u2029e\0f `g\ufdd0` \x07")).sections)
    assert not set("\ufdd0\ufdd1\ufffc\u2029\0\x07") & set(made)
