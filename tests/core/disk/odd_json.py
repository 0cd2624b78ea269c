"""Hypothesis strategies for session files as they should not be, spelt in every way."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tests.builders import Fields, a_session

SEPARATORS = ((",", ":"), (", ", ": "), (" ,\n", " :\t"))

texts = st.text(st.characters(), max_size=12)  # lone surrogates included
numbers = st.one_of(
    st.integers(),
    st.sampled_from([10**30, -(10**30), 10**400, 2**63, 2**64, 0, -1]),
    st.floats(),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
contents = st.one_of(st.sampled_from(["", [], None, "words", ["part"]]), values)
messages = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["user", "assistant", "tool"]) | scalars,
        "content": contents,
        "timestamp": numbers | scalars,
        "_ts": numbers | scalars,
    },
)
anchors = st.none() | values | st.just({"role": "user", "ts": 1.5, "text": "a\nb"})

_ODD = {
    "title": texts,
    "workspace": texts,
    "model": texts,
    "messages": st.lists(messages | values, max_size=4),
    "created_at": numbers,
    "updated_at": numbers,
    "pinned": st.booleans(),
    "archived": st.booleans(),
    "project_id": st.none() | texts,
    "profile": st.none() | texts,
    "input_tokens": numbers,
    "output_tokens": numbers,
    "estimated_cost": numbers,
    "personality": st.none() | texts,
    "compression_anchor_message_key": anchors,
    "pending_user_message": st.none() | texts,
    "pending_started_at": numbers,
    "manual_title": st.booleans(),
    "model_provider": st.none() | texts,
    "parent_session_id": st.none() | texts,
    "pre_compression_snapshot": st.booleans(),
    "context_engine_state": values,
}


@st.composite
def odd_sessions(draw: st.DrawFn) -> Fields:
    """The fields of a session, a few of which have a value or a type that no server writes."""
    fields = a_session("aa11", messages=draw(st.lists(messages, max_size=4)))
    for name in draw(st.lists(st.sampled_from(sorted(_ODD)), max_size=4, unique=True)):
        fields[name] = draw(_ODD[name] | values)
    for name in draw(st.lists(st.sampled_from(sorted(fields)), max_size=2)):
        if name != "session_id":
            fields.pop(name, None)
    return fields


@st.composite
def spelt(draw: st.DrawFn, what: st.SearchStrategy[Any]) -> bytes:
    """The text of a value in one of the many ways to write it."""
    text = json.dumps(
        draw(what),
        ensure_ascii=draw(st.booleans()),
        indent=draw(st.sampled_from([None, 1, 2])),
        separators=draw(st.sampled_from(SEPARATORS)),
    )
    return text.encode("utf-8", "backslashreplace")
