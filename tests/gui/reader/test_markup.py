"""What is shown of a message: heading, parts that are folded, media, what can be copied."""

from __future__ import annotations

import pytest

from core.transcript.values import Media, Reasoning, ToolCall, ToolResult, Usage
from gui.reader.markup import MOST_SHOWN, shown
from tests.gui.reader.builders import EVERY, PIXEL, a_message, fragment, seen, show
from tests.gui.reader.reading_html import Fragment

CALL = ToolCall("1", "read_file", '{"path":"/a"}', ToolResult("1", "read_file", "all of it"), 1.23)
FAILED = ToolCall("2", "run", "{}", ToolResult("2", "run", "boom", is_error=True))
LONG = ToolCall("3", "run", "", ToolResult("3", "run", "word " * 10_000 + "end"))


def heading(**fields: object) -> Fragment:
    return Fragment(show(**fields).sections[0])


@pytest.mark.parametrize(
    ("kind", "role", "who"),
    [
        *[("user", "user", "You"), ("assistant", "assistant", "Assistant")],
        *[("tool", "function", "Tool"), ("system", "developer", "System")],
        *[("other", "critic", "critic"), ("other", " ", "Unknown sender")],
        ("other", "a\u202eb\nc", "ab c"),
    ],
)
def test_the_heading_says_who_speaks(kind: str, role: str, who: str) -> None:
    assert heading(kind=kind, role=role).text.strip() == who


def test_the_heading_tells_what_is_known_of_the_message() -> None:
    usage = Usage(1_200, 34, 0.0123)
    found = heading(model="gpt-5", seconds=2.5, usage=usage, is_partial=True, is_compaction=True)
    assert found.text.strip().split(" · ") == [
        *("Assistant", "gpt-5", "2.5 s", "1200 tokens in", "34 tokens out", "$0.0123"),
        *("not finished", "summary of older messages"),
    ]


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0, 1e300, 0.0])
def test_a_time_that_no_calendar_has_is_not_told(seconds: float) -> None:
    assert heading(time=seconds).text.strip() == "Assistant"


def test_a_time_is_told() -> None:
    assert "2025" in heading(time=1_750_000_000.0).text


def test_numbers_beyond_all_bounds_are_told() -> None:
    huge = heading(usage=Usage(10**400, 10**30, 1e308), seconds=1e308, time=1e18)
    assert "tokens in" in huge.text


def test_whole_numbers_are_told_like_others() -> None:
    found = heading(seconds=2, usage=Usage(None, None, 0))
    assert found.text.strip() == "Assistant · 2.0 s · $0.0000"
    assert "1000" in heading(seconds=10**400, usage=Usage(None, None, 10**400)).text


def test_an_error_is_told_by_a_word_and_marked() -> None:
    found = heading(is_error=True)
    assert found.text.strip() == "Assistant · error"
    assert "bad" in found.classes


def test_a_message_of_nothing_has_its_heading() -> None:
    made = shown(a_message())
    assert (len(made.sections), made.folds, made.codes, made.images) == (1, 0, (), ())


def test_what_is_folded_is_a_line_with_its_beginning() -> None:
    assert seen(Reasoning("First,\n  I think"), CALL, FAILED).split("\n") == [
        "▸ Reasoning First, I think",
        '▸ Tool: read_file · 1.2 s {"path":"/a"}',
        "▸ Tool: run · error {}",
    ]


def test_the_beginning_of_what_is_folded_is_short() -> None:
    assert len(seen(Reasoning("x" * 10_000))) < 100


def test_a_tool_that_failed_is_marked() -> None:
    assert "foldbad" in fragment(FAILED).classes
    assert "foldbad" not in fragment(CALL).classes


def test_the_links_that_unfold_are_numbered() -> None:
    assert fragment(Reasoning("a"), "text", CALL, FAILED).links == ["fold:0", "fold:1", "fold:2"]


def test_only_what_is_wanted_is_unfolded() -> None:
    assert seen(Reasoning("why"), CALL, unfolded=frozenset({0})).split("\n") == [
        "▾ Reasoning",
        "why",
        '▸ Tool: read_file · 1.2 s {"path":"/a"}',
    ]


def test_an_unfolded_call_shows_what_was_asked_and_answered() -> None:
    lines = seen(CALL, unfolded=EVERY).split("\n")
    assert lines == ["▾ Tool: read_file · 1.2 s", *PRETTY, "Result · Copy", "all of it"]


PRETTY = ["Arguments · Copy", "{", '"path": "/a"', "}"]


def test_what_was_asked_and_answered_can_be_copied() -> None:
    assert show(CALL, unfolded=EVERY).codes == ('{\n  "path": "/a"\n}', "all of it")
    assert show(CALL).codes == ()


def test_a_result_on_its_own_can_be_unfolded() -> None:
    result = ToolResult("9", "", "out", is_snippet=True)
    assert seen(result) == "▸ Result of a tool out"
    assert seen(result, unfolded=EVERY).split("\n") == [
        *("▾ Result of a tool", "Only the beginning is in the file:", "Result · Copy", "out"),
    ]


@pytest.mark.parametrize("text", ["word " * 10_000 + "end", "line\n" * 4_000 + "end"])
def test_of_a_long_result_the_beginning_is_shown_first(text: str) -> None:
    call = ToolCall("3", "run", "", ToolResult("3", "run", text))
    some = seen(call, unfolded=frozenset({0}))
    assert some.endswith(f"Show all {len(text)} characters".replace(",", ""))
    assert len(some) < MOST_SHOWN + 200
    every = seen(call, unfolded=frozenset({0, 1}))
    assert every.split("\n")[-2:][0].endswith("end")
    assert every.endswith("Show only the beginning")


def test_a_long_result_is_copied_whole() -> None:
    assert LONG.result is not None
    assert show(LONG, unfolded=frozenset({0})).codes == (LONG.result.text,)


def test_the_numbers_of_parts_stay_whatever_is_unfolded() -> None:
    blocks = (LONG, Reasoning("why"), CALL)
    assert fragment(*blocks).links == ["fold:0", "fold:2", "fold:3"]
    more = fragment(*blocks, unfolded=frozenset({0}))
    assert more.links == ["fold:0", "copy:0", "all:1", "fold:2", "fold:3"]
    counts = {show(*blocks, unfolded=u).folds for u in (frozenset[int](), EVERY, frozenset({1}))}
    assert counts == {4}


def test_the_details_of_an_error_are_folded() -> None:
    assert seen(details="HTTP 500") == "▸ Details of the error HTTP 500"
    long = show(details="x" * 30_000, unfolded=frozenset({0}))
    assert long.folds == show(details="x" * 30_000).folds == 2


def test_an_embedded_image_is_shown() -> None:
    media = Media("a.png", "image/png", 68, PIXEL, True)
    made = show(media, f"and ![another]({PIXEL})")
    assert made.images == (PIXEL, PIXEL)
    assert made.sections[0].count('<img src="image:') == 2
    assert PIXEL not in made.sections[0]


@pytest.mark.parametrize(
    ("media", "line", "links"),
    [
        (Media("a.png", "", None, "/etc/a.png", True), "Image · a.png · /etc/a.png", []),
        (Media("a", "", None, "file:///a", True), "Image · a · file:///a", []),
        (
            Media("", "image/svg+xml", 5, "data:image/svg+xml,<a>", True),
            "Image · image/svg+xml",
            [],
        ),
        (
            Media("f", "", None, "https://a.b/f"),
            "Attachment · f · https://a.b/f",
            ["https://a.b/f"],
        ),
        (Media("f", "", None, "mailto:a@b.c"), "Attachment · f · mailto:a@b.c", []),
        (Media("f", "", 10**30, "javascript:x"), "Attachment · f", []),
        (Media(), "Attachment", []),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_line(media: Media, line: str, links: list[str]) -> None:
    found = fragment(media)
    assert found.text.strip().startswith(line)
    assert found.links == links
    assert "img" not in found.elements


def test_what_is_copied_as_text_is_what_was_written() -> None:
    assert show("**a**", Reasoning("why"), "b", CALL).text == "**a**\n\nb"


def test_what_is_copied_as_markdown_has_the_tools() -> None:
    made = show("**a**", Reasoning("a ``` b"), CALL, Media("a*b.png", is_image=True), details="no")
    assert made.markdown.split("\n\n") == [
        *("**a**", "**Reasoning**", "````\na ``` b\n````"),
        *("**Tool: read\\_file · 1.2 s**", '```json\n{\n  "path": "/a"\n}\n```'),
        *("```\nall of it\n```", "*Image · a\\*b.png*", "```\nno\n```"),
    ]


def test_what_is_shown_knows_its_message() -> None:
    made = show(kind="user", number=7, is_error=True)
    assert (made.number, made.kind, made.is_error) == (7, "user", True)
