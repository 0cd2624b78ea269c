"""A file that is decoded in pieces has the same messages as one that is decoded at once."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transcript import opening, pieces
from core.transcript.pieces import parted
from tests.builders import a_session
from tests.core.transcript.conftest import Open
from tests.core.transcript.test_hostile import TIMES, VALUES

CALLS = [{"id": f"c{n}", "function": {"name": "t", "arguments": '{"a": [{}, {}]}'}} for n in (1, 2)]
TALK = [
    {"role": "assistant", "content": f"}},\n    {{ }}, {{ }},{{ {n}", "tool_calls": CALLS}
    for n in range(100)
]
FORMS: list[dict[str, Any]] = [{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}]


@pytest.fixture(params=[1, 10_000], ids=["parts of the file", "copies"])
def tiny(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Makes pieces so small that a test has many; their messages are kept in either way."""
    monkeypatch.setattr(pieces, "PIECE", 300)
    monkeypatch.setattr(pieces, "SMALL", request.param)


def joined(data: bytes) -> tuple[dict[str, Any], list[Any], int] | None:
    """The fields, the messages, and how many of these do not come from the tail."""
    parts = parted(data)
    if parts is None:
        return None
    head, tail = msgspec.json.decode(parts.head), msgspec.json.decode(parts.tail)
    messages = [msgspec.json.decode(raw) for raw in parts.messages] + tail["messages"]
    return {**head, **tail, "messages": messages}, messages, len(parts.messages)


@pytest.mark.parametrize("form", FORMS, ids=["plain", "indented", "tabs", "dense"])
def test_nothing_is_lost_or_cut(tiny: None, form: dict[str, Any]) -> None:
    session = a_session("aa11", messages=TALK)
    found = joined(json.dumps(session, **form).encode())
    assert found is not None
    fields, messages, early = found
    assert (fields, messages) == (session, TALK)
    assert early > 50


@TIMES
@given(talk=st.lists(VALUES, min_size=20, max_size=40), form=st.sampled_from(FORMS))
def test_whatever_is_said_is_the_same_or_refused(talk: list[Any], form: dict[str, Any]) -> None:
    text = json.dumps({"title": "t", "messages": [*TALK, *talk, *TALK], "model": "m"}, **form)
    try:
        whole = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except msgspec.DecodeError:  # an escaped lone surrogate, or a number that is none
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", 300)
        found = joined(text.encode())
    assert found is None or repr(sorted(found[0].items())) == repr(sorted(whole.items()))


@pytest.mark.parametrize(
    "data",
    [
        b'{"messages": [1, 2], "messages": [{"a": 1}, {"b": 2}]}',
        b'{"inner": {"messages": [{"a": 1}]}}',
        b'{"messages": {"a": 1}}',
        b"[]",
    ],
)
def test_what_is_laid_out_otherwise_is_decoded_at_once(tiny: None, data: bytes) -> None:
    found = joined(data + b" " * 1000) if parted(data) else None
    assert found is None or found[0] == msgspec.json.decode(data)


def test_messages_that_are_given_twice_are_the_last_ones(
    tiny: None,
) -> None:
    twice = json.dumps({"messages": TALK})[:-1] + ', "messages": [{"role": "user"}]}'
    assert parted(twice.encode()) is None


def test_a_big_file_is_read_in_pieces(
    tiny: None, monkeypatch: pytest.MonkeyPatch, opened: Open
) -> None:
    whole = list(opened(*TALK).messages())
    monkeypatch.setattr(opening, "BIG", 100)
    transcript = opened(*TALK)
    assert list(transcript.messages()) == whole
    assert transcript.head.title == a_session("aa11")["title"]
