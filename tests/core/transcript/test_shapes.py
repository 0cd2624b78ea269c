"""Every shape of a message that a server has written (STORE_FORMAT 2.6)."""

from __future__ import annotations

from typing import Any

import pytest

from core.transcript.values import Media, Message, Reasoning, Text, ToolCall, Usage
from tests.core.transcript.conftest import One, Open

PIXEL = "data:image/png;base64,iVBORw0KGgo="


def user(content: Any, **fields: Any) -> dict[str, Any]:
    return {"role": "user", "content": content, **fields}


def said(content: Any, **fields: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": content, **fields}


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        *(("user", "user"), ("assistant", "assistant"), ("tool", "tool"), ("system", "system")),
        *(("developer", "system"), ("function", "tool"), ("USER", "user"), ("martian", "other")),
        *((None, "other"), (5, "other"), ([], "other")),
    ],
)
def test_a_role_is_one_of_five_kinds(one: One, role: Any, kind: str) -> None:
    message = one({"role": role, "content": "x"})
    assert (message.kind, message.role) == (kind, role if isinstance(role, str) else "")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        (None, ""),
        ([], ""),
        ([{"type": "text", "text": "a"}, {"type": "output_text", "text": "b"}], "a\n\nb"),
        ([{"type": "input_text", "text": "a"}, "plain"], "a\n\nplain"),
        ([{"text": "untyped"}], "untyped"),
        (5, "5"),
        (True, "true"),
        ({"a": 1}, '{\n  "a": 1\n}'),
        ([{"type": "video", "n": 1}], '{\n  "type": "video",\n  "n": 1\n}'),
        ([[1]], "[\n  1\n]"),
        ([None, "x"], "x"),
    ],
)
def test_content_of_any_type_becomes_text(one: One, content: Any, text: str) -> None:
    assert one(said(content)).text == text


@pytest.mark.parametrize("value", [None, 5, "text", [1], True, 1.5])
def test_a_message_that_is_no_object_is_shown_as_it_stands(one: One, value: Any) -> None:
    message = one(value)
    assert (message.kind, message.is_error) == ("other", True)
    assert message.text == {None: "", True: "true"}.get(
        value if not isinstance(value, list) else "", "[\n  1\n]" if value == [1] else str(value)
    )


@pytest.mark.parametrize(
    ("wrapped", "text"),
    [
        ("[Workspace: /home/ann]\nHello", "Hello"),
        ("[Workspace::v1: /home/ann]\n\nHello", "Hello"),
        ("Hello\n\n[Attached files: a.png, b.txt]", "Hello"),
        ("[Workspace: /x]\nHello\n\n[Attached files: a [1].txt]", "Hello"),
        ("[Attached files: a.png]", ""),
        ("say [Attached files: a.png]", "say [Attached files: a.png]"),
        ("Hello\n\n[Attached files: a.png] and more", "Hello\n\n[Attached files: a.png] and more"),
        ("x [Workspace: /x]", "x [Workspace: /x]"),
    ],
)
def test_what_the_server_wraps_around_a_prompt_is_taken_off(
    one: One, wrapped: str, text: str
) -> None:
    assert one(user(wrapped)).text == text
    assert one(user([{"type": "text", "text": wrapped}])).text == text


def test_only_prompts_are_unwrapped(one: One) -> None:
    assert one(said("[Workspace: /x]\nHello")).text == "[Workspace: /x]\nHello"


def media(message: Message) -> list[Media]:
    return [block for block in message.blocks if isinstance(block, Media)]


def test_attachments_of_both_generations(one: One) -> None:
    new = {"name": "b.png", "path": "/x/b.png", "mime": "image/png", "size": 5, "is_image": True}
    shown = media(one(user("x", attachments=["a.txt", new, {"path": "C:\\y\\c.md"}, 5, None])))
    assert [(m.name, m.mime, m.size, m.source, m.is_image) for m in shown] == [
        ("a.txt", "", None, "", False),
        ("b.png", "image/png", 5, "/x/b.png", True),
        ("c.md", "", None, "C:\\y\\c.md", False),
    ]


def test_files_that_only_the_wrapper_names_are_attachments(one: One) -> None:
    wrapped = "x\n\n[Attached files: a.png, b.txt]"
    assert [m.name for m in media(one(user(wrapped)))] == ["a.png", "b.txt"]
    assert [m.name for m in media(one(user(wrapped, attachments=["a.png"])))] == ["a.png"]


@pytest.mark.parametrize(
    "part",
    [
        {"type": "image_url", "image_url": {"url": PIXEL}},
        {"type": "image_url", "image_url": PIXEL},
        {"type": "input_image", "image_url": PIXEL},
        {"type": "image", "image": PIXEL},
        {
            "type": "image",
            "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="},
        },
    ],
)
def test_an_image_is_known_by_kind_and_size(one: One, part: Any) -> None:
    (image,) = media(one(user([part])))
    assert (image.mime, image.size, image.is_image) == ("image/png", 8, True)
    assert (image.source, image.is_embedded) == (PIXEL, True)


@pytest.mark.parametrize(
    "url", ["https://example.org/a.png", "file:///etc/passwd", "/x/a.png", "", "data:", "data:,"]
)
def test_an_image_from_elsewhere_is_only_named(one: One, url: str) -> None:
    (image,) = media(one(user([{"type": "image_url", "image_url": {"url": url}}])))
    assert (image.source, image.is_image) == (url, True)


@pytest.mark.parametrize("odd", [None, 5, [], {}, {"url": 5}])
def test_an_image_without_a_source_is_an_image_all_the_same(one: One, odd: Any) -> None:
    (image,) = media(one(user([{"type": "image_url", "image_url": odd}])))
    assert (image.source, image.is_image) == ("", True)


def test_reasoning_of_every_kind_comes_once_and_first(one: One) -> None:
    parts = [{"type": "thinking", "thinking": "b"}, {"type": "reasoning", "text": "c"}, "answer"]
    message = one(said(parts, reasoning="a", reasoning_content="a"))
    assert message.blocks == (Reasoning("a"), Reasoning("b"), Reasoning("c"), Text("answer"))


def test_an_error_is_marked_with_what_the_provider_said(one: One) -> None:
    message = one(said("no", _error=True, provider_details={"code": 5}))
    assert (message.is_error, message.text) == (True, "no")
    assert message.details == '{\n  "code": 5\n}'
    assert not one(said("yes", provider_details="x")).is_error


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("[CONTEXT COMPACTION] Earlier …", True),
        ("[Context compaction — reference only] …", True),
        ("see [context compaction]", False),
    ],
)
def test_a_summary_of_what_was_taken_away_is_marked(one: One, text: str, is_one: bool) -> None:
    assert one(user(text)).is_compaction is is_one


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        ({"timestamp": 5}, 5),
        ({"_ts": 5.5}, 5.5),
        ({"timestamp": None, "_ts": 7}, 7),
        ({"timestamp": "5"}, None),
        ({"timestamp": True}, None),
        ({}, None),
    ],
)
def test_times_are_numbers_or_not_known(one: One, fields: Any, time: float | None) -> None:
    assert one(said("x", **fields)).time == time


def test_model_seconds_tokens_and_cost(one: One) -> None:
    usage = {"input_tokens": 5, "output_tokens": 6, "estimated_cost": 0.5}
    message = one(said("x", _usedModel="m", _turnDuration=1.5, _turnUsage=usage, _partial=True))
    assert (message.model, message.seconds, message.is_partial) == ("m", 1.5, True)
    assert message.usage == Usage(5, 6, 0.5)


@pytest.mark.parametrize("odd", [None, [], "x", {"input_tokens": "x", "cost": None}])
def test_odd_numbers_are_not_told(one: One, odd: Any) -> None:
    message = one(said("x", _turnUsage=odd, _turnDuration=odd, _usedModel=odd))
    assert message.usage == Usage()
    assert message.seconds is None


def test_a_lone_surrogate_never_gets_out(opened: Open) -> None:
    call = {"id": "\ud800", "function": {"name": "\ud800", "arguments": {"\ud800": "\udfff"}}}
    fields = {"reasoning": "\ud800", "tool_calls": [call], "attachments": ["\ud800"]}
    messages = [said("\ud800", **fields), {"role": "\ud800", "content": {"\ud800": 1}}]
    shown = repr(list(opened(*messages, title="\ud800").messages()))
    assert ("\ufffd" in shown, shown.encode("utf-8", "strict") != b"") == (True, True)
    assert "\\ud8" not in shown


def test_a_call_of_any_shape_is_a_call(one: One) -> None:
    calls = [{"function": {"name": "f", "arguments": '{"a": 1}'}}, {"name": "g", "input": {"a": 1}}]
    message = one(said(None, tool_calls=[*calls, "odd", {"function": 5}]))
    assert [(b.name, b.arguments) for b in message.blocks if isinstance(b, ToolCall)] == [
        ("f", '{"a": 1}'),
        ("g", '{\n  "a": 1\n}'),
        ("", "odd"),
        ("", ""),
    ]
