"""A conversation as a file: what was said, harmless wherever it is opened."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.transcript.export import exported
from core.transcript.file_names import Format
from core.transcript.markdown_text import has_html, html_of_markdown
from core.transcript.masking import MASK
from core.transcript.transcript import Transcript
from tests.core.transcript.conftest import Open
from tests.core.transcript.test_hostile import VALUES

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>&lt;b&gt;"
PIXEL = "data:image/png;base64,iVBORw0KGgo="
TAGS = frozenset({
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("dl", "dt", "dd", "p", "article", "header", "strong", "em", "div", "span", "pre", "code"),
    *("details", "summary", "img", "a", "ul", "ol", "li", "blockquote", "hr", "br", "s"),
    *("table", "thead", "tbody", "tr", "th", "td"),
})  # fmt: skip


class Page(HTMLParser):
    """Every tag with its attributes, and all text, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def check(self) -> None:
        """Nothing runs, nothing is loaded."""
        for tag, attributes in self.tags:
            assert tag in TAGS
            assert not [name for name in attributes if name.startswith("on")]
            assert (attributes.get("src") or "data:image/").startswith("data:image/")
            target = attributes.get("href") or "https://"
            assert target.lower().startswith(("http://", "https://", "mailto:"))
            assert not {"srcset", "background", "action", "formaction", "poster"} & set(attributes)


def made(transcript: Transcript, format_: Format, *, mask: bool = False) -> str:
    return b"".join(exported(transcript, format_, mask=mask)).decode()


def everything(word: str) -> tuple[list[Any], dict[str, Any]]:
    """Messages and fields with `word` in every place that is shown."""
    call = {"id": "a", "function": {"name": word, "arguments": word}}
    picture = {"type": "image_url", "image_url": {"url": word}}
    shape = {"name": word, "path": word, "mime": word}
    messages = [
        {"role": "user", "content": [word, picture], "attachments": [word, shape]},
        {"role": "assistant", "content": word, "reasoning": word, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": word},
        {"role": "tool", "tool_call_id": "b", "name": word, "content": [word, picture]},
        {"role": "assistant", "content": word, "_error": True, "provider_details": word},
        {"role": word, "content": word, "_usedModel": word},
        word,
    ]
    return messages, {"title": word, "model": word, "workspace": word}


def test_what_was_said_is_in_it(opened: Open) -> None:
    messages, fields = everything("a word")
    transcript = opened(*messages, **fields)
    assert made(transcript, "html").count("a word") > 20
    assert made(transcript, "markdown").count("a word") > 20


def test_json_is_the_file_byte_for_byte(opened: Open) -> None:
    transcript = opened({"role": "user", "content": "é", "timestamp": float("nan")})
    assert b"".join(exported(transcript, "json")) == transcript.path.read_bytes()


def test_of_a_broken_file_json_is_every_byte(opened: Open) -> None:
    path = opened({"role": "user", "content": "x"}).path
    path.write_bytes(path.read_bytes()[:-40] + b"\xff")
    from core.transcript.opening import open_transcript

    for mask in (False, True):
        pieces = exported(open_transcript(path), "json", mask=mask)
        assert b"".join(pieces) == path.read_bytes()


def test_markup_in_any_field_stays_text_in_html(opened: Open) -> None:
    messages, fields = everything(EVIL)
    page = Page(made(opened(*messages, **fields), "html"))
    page.check()
    assert [tag for tag, _ in page.tags if tag in ("script", "svg", "img")] == []
    assert page.text.count("<script>alert(1)</script>") > 20


def test_markup_in_any_field_stays_text_in_markdown(opened: Open) -> None:
    messages, fields = everything(EVIL)
    assert not has_html(made(opened(*messages, **fields), "markdown"))


@pytest.mark.parametrize(
    "source",
    [
        *("http://evil.example/a.png", "https://evil.example/a.png", "file:///etc/passwd"),
        *("//evil.example/a.png", "/etc/passwd", "a.png", "javascript:alert(1)", "JaVaScRiPt:x"),
        *("data:text/html,<script>", "data:image/svg+xml;base64,PHN2Zz4=", "vbscript:x", "blob:x"),
        f'{PIXEL}" onerror="alert(1)',
    ],
)
def test_no_picture_is_loaded_from_anywhere(opened: Open, source: str) -> None:
    part = {"type": "image_url", "image_url": {"url": source}}
    texts = [f"![words]({source})", f"![words][r]\n\n[r]: {source}", f"[![w]({source})](x)"]
    texts += [f"[words]({source})", f"<{source}>"]
    messages = [{"role": "user", "content": [part, *texts], "attachments": [{"path": source}]}]
    page = Page(made(opened(*messages), "html"))
    page.check()
    assert not [tag for tag, _ in page.tags if tag == "img"]


def test_an_embedded_picture_is_shown(opened: Open) -> None:
    part = {"type": "image_url", "image_url": {"url": PIXEL}}
    page = Page(made(opened({"role": "user", "content": [part, f"![w]({PIXEL})"]}), "html"))
    assert [found["src"] for tag, found in page.tags if tag == "img"] == [PIXEL, PIXEL]


def test_a_page_forbids_itself_to_load_or_run(opened: Open) -> None:
    policy = [a for tag, a in Page(made(opened(), "html")).tags if a.get("http-equiv")]
    assert str(policy[0]["content"]).startswith("default-src 'none'; img-src data:;")


def test_markdown_is_rendered_and_code_coloured(opened: Open) -> None:
    text = "# Head\n\n|a|b|\n|-|-|\n|1|2|\n\n```python\nimport os\n```\n\n```odd\n<x>\n```\n~~s~~"
    shown = made(opened({"role": "user", "content": text}), "html")
    assert all(part in shown for part in ("<h1>Head</h1>", "<td>1</td>", "<s>s</s>", "&lt;x&gt;"))
    assert '<span class="kn">import</span>' in shown


def test_a_result_stands_with_its_call_only(opened: Open) -> None:
    call = {"id": "a", "function": {"name": "t", "arguments": '{"b":1}'}}
    messages = [{"role": "assistant", "tool_calls": [call]}, {"role": "tool", "tool_call_id": "a"}]
    messages[1]["content"] = "the answer"
    for form in ("html", "markdown"):
        assert made(opened(*messages), form).count("the answer") == 1  # type: ignore[arg-type]


def test_nothing_breaks_out_of_a_fence(opened: Open) -> None:
    shown = made(opened({"role": "tool", "content": "```\n````\n<b>"}), "markdown")
    assert "`````\n```\n````\n<b>\n`````" in shown


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_secrets_are_masked_wherever_they_stand(opened: Open, form: Format) -> None:
    secret = "gh" + "p_" + "a1" * 18
    messages, fields = everything(f"x {secret} y")
    transcript = opened(*messages, **fields)
    assert secret in made(transcript, form)
    shown = made(transcript, form, mask=True)
    assert secret not in shown
    assert MASK.strip("[]") in shown


def test_a_text_too_long_for_markdown_is_shown_as_it_is(opened: Open) -> None:
    text = "# a\n" * 30_000 + "<b>"
    transcript = opened({"role": "user", "content": text})
    assert made(transcript, "html").count("# a\n") == 30_000
    Page(made(transcript, "html")).check()
    assert made(transcript, "markdown").endswith("# a\n<b>\n```\n")


@pytest.mark.parametrize("opening", ["```", "~~~~", "- a\n\n  ```", "<!--", "<pre>", "<![CDATA["])
def test_what_one_message_leaves_open_does_not_reach_the_next(opened: Open, opening: str) -> None:
    messages = [{"role": "user", "content": opening}, {"role": "tool", "content": "<b>bold</b>"}]
    assert not has_html(made(opened(*messages), "markdown"))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(messages=st.lists(VALUES, max_size=4), title=st.text(), mask=st.booleans())
def test_any_conversation_is_a_harmless_page(
    opened: Open, messages: list[Any], title: str, mask: bool
) -> None:
    transcript = opened(*messages, title=title)
    Page(made(transcript, "html", mask=mask)).check()
    made(transcript, "markdown", mask=mask)


@settings(deadline=None, max_examples=100)
@given(st.text("<>![]()`*_~|-\\\"'&;:/# \nabimgscript=x"))
def test_any_markdown_is_harmless(text: str) -> None:
    Page(html_of_markdown(text)).check()
