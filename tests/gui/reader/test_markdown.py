"""Markdown becomes what Qt's rich text knows: its elements, its links, its directions."""

from __future__ import annotations

import pytest

from gui.reader.links import addresses
from tests.gui.reader.builders import PIXEL, fragment, html, seen, show


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a **b** *c* ~~d~~", "a <b>b</b> <i>c</i> <s>d</s>"),
        ("a `<b>`", 'a <span class="code">&lt;b&gt;</span>'),
        ("a\nb  \nc", "a<br>b<br>c"),
        ("# a", '<p class="h1" dir="ltr">a</p>'),
        ("###### a", '<p class="h6" dir="ltr">a</p>'),
        ("- a\n- b", '<ul dir="ltr"><li dir="ltr">a</li><li dir="ltr">b</li></ul>'),
        ("7. a\n8. b", '<ol start="7" dir="ltr"><li dir="ltr">a</li><li dir="ltr">b</li></ol>'),
        ("- [ ] a\n- [x] b", "☐ a</li>"),
        ("- [ ] a\n- [x] b", "☑ b</li>"),
        ("[a](https://b.c)", '<a href="https://b.c">a</a>'),
        ("<b>", "&lt;b&gt;"),
        ("&lt; &copy;", "&lt; ©"),
        ("> a", '<td class="quote"><p dir="ltr">a</p></td>'),
        ("---", '<td class="line">'),
        ("|a|\n|-:|\n|b|", '<th class="head" align="right">a</th>'),
        ("|a|\n|-:|\n|b|", '<td class="cell" align="right">b</td>'),
    ],
)
def test_markdown_has_its_elements(text: str, wanted: str) -> None:
    assert wanted in html(text)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.b/c.", ["https://a.b/c"]),
        ("(https://a.b/c_(d))", ["https://a.b/c_(d)"]),
        ("HTTP://A.B and http://c.d?e=f&g", ["HTTP://A.B", "http://c.d?e=f&g"]),
        ("**https://a.b**", ["https://a.b"]),
        ("[https://a.b](https://c.d)", ["https://c.d"]),
        ("`https://a.b`", []),
        ("<https://a.b>", ["https://a.b"]),
        ("[a](mailto:b@c.d)", ["mailto:b@c.d"]),
        ("file:///a ftp://b xhttp", []),
        ("https://", []),
        ("https://a.b/" + "c" * 5_000, []),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(text: str, links: list[str]) -> None:
    assert fragment(text).links == links


def test_nothing_is_lost_around_an_address() -> None:
    text = "a https://b.c, (http://d.e) f"
    assert "".join(piece for piece, _ in addresses(text)) == text


def test_an_image_in_a_link_is_no_link_in_a_link() -> None:
    found = fragment(f"[![a]({PIXEL}) https://c.d](https://a.b)")
    assert (found.links, found.faults) == (["https://a.b"], [])


def test_code_has_its_language_and_can_be_copied() -> None:
    text = "```python\ndef f():\n    return 1\n```\n\n```\nplain\n```"
    assert seen(text).split("\n") == [
        *("python · Copy", "def f():", "return 1", "Copy", "plain"),
    ]
    assert fragment(text).links == ["copy:0", "copy:1"]
    assert show(text).codes == ("def f():\n    return 1\n", "plain\n")


def test_code_keeps_its_spaces() -> None:
    assert "\n\n    return" in fragment("```\ndef f():\n\n    return 1\n```").text


@pytest.mark.parametrize(
    ("code", "classes"),
    [
        ("```python\ndef f(): return 'a' + 1  # c\n```", {"keyword", "name", "string", "number"}),
        ('```json\n{"a": 1}\n```', {"keyword", "number"}),
        ("```diff\n-a\n+b\n```", {"bad", "string"}),
    ],
)
def test_code_is_coloured(code: str, classes: set[str]) -> None:
    assert classes <= fragment(code).classes


def test_a_line_of_many_colours_is_plain() -> None:
    made = show("```python\n" + "1+" * 990 + "\nx = 1\n```")
    assert max(map(len, made.sections)) < 10_000
    assert '<span class="number">1</span>' in made.sections[0]


def test_code_of_an_unknown_language_is_plain() -> None:
    assert fragment("```<b>x\na = 1\n```").classes == {"ground", "caption", "quiet", "code"}


def test_a_terminal_s_colours_are_left_out() -> None:
    assert seen("```\n\x1b[31mred\x1b[0m\rnext\n```").split("\n") == ["Copy", "red", "next"]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("שלום world\n\nworld שלום", ['<p dir="rtl">', '<p dir="ltr">']),
        ("- مرحبا\n", ['<ul dir="rtl">', '<li dir="rtl">']),
        ("# שלום", ['<p class="h1" dir="rtl">']),
        ("```\nשלום\n```", ['<p class="code" dir="ltr">']),
        ("|שלום|\n|-|\n|b|", ['<th class="head" align="right">', '<td class="cell" align="left">']),
        ("> שלום", ['<td class="quotertl">']),
        ("|שלום|b|\n|-|-|\n|c|d|", ['<table class="grid" align="right"']),
        ("123 שלום", ['<p dir="rtl">']),
        ("日本語", ['<p dir="ltr">日本語</p>']),
    ],
)
def test_each_paragraph_has_its_direction(text: str, ways: list[str]) -> None:
    found = html(text)
    assert [way for way in ways if way not in found] == []


def test_a_table_from_right_to_left_has_its_first_column_on_the_right() -> None:
    rows = "|שלום|b|c|\n|-|-|-|\n|1|2|3|\n|4|5|6|"
    assert seen(f"{rows}\n\n|a|b|\n|-|-|\n|7|8|").split() == [
        *("c", "b", "שלום", "3", "2", "1", "6", "5", "4", "a", "b", "7", "8"),
    ]


def test_plain_text_has_its_directions_too() -> None:
    found = html("שלום\n" * 60_000 + "end\n")
    assert '<p class="plain" dir="rtl">' in found
    assert '<p class="plain" dir="ltr">end' in found


def test_a_long_list_goes_on_with_its_number() -> None:
    sections = show("\n".join(f"{n}. item {n}" for n in range(1, 2_000))).sections
    assert len(sections) > 2
    for section in sections[1:]:
        start, _, rest = section.partition('<ol start="')[2].partition('"')
        assert rest.partition("item ")[2].partition("<")[0] == start


def test_a_long_item_goes_on_without_a_mark() -> None:
    sections = show("- " + "word " * 10_000 + "\n- next").sections
    assert len(sections) > 2
    assert [section.count("<li") for section in sections] == [1] + [0] * (len(sections) - 2) + [1]


def test_a_long_block_of_code_goes_on() -> None:
    made = show("```python\n" + "x = 1  # one\n" * 3_000 + "```")
    assert len(made.sections) > 3
    assert len(made.codes) == 1
    assert all('<td class="ground">' in section for section in made.sections)


def test_deep_quotes_and_lists_are_read() -> None:
    assert seen("> " * 20 + "a") == "a"
    assert html("> " * 20 + "a").count("<table") == 3
    assert seen("\n".join("  " * n + "- x" for n in range(20))).count("x") == 20


def test_code_in_a_text_from_right_to_left_stays_together() -> None:
    assert "\u2066/var/lib\u2069</span>" in html("שלום `/var/lib` שלום")
    assert "\u2066" not in html("see `/var/lib`")


BIG = "data:image/png;base64," + "A" * 1_000_000


def test_an_image_of_megabytes_in_a_text_is_shown() -> None:
    made = show(f"see **this** ![a]({BIG}) and ![b]({BIG[:-4]})")
    assert made.images == (BIG, BIG[:-4])
    assert "<b>this</b>" in made.sections[0]
    assert len(made.sections) == 1


def test_an_image_in_code_is_code() -> None:
    assert show(f"```\n![a]({BIG})\n```").codes == (f"![a]({BIG})\n",)
    assert "A" * 1_000 in seen(f"`![a]({BIG})`")
    assert seen(f"\\![a]({BIG})") == "!a"
