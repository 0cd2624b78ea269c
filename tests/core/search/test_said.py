"""The two ways to the texts of a conversation tell the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.plainly import said_plainly
from core.search.said import said_by
from core.search.said_values import LONGEST_RESULT, Flags
from core.transcript.opening import open_transcript
from tests.builders import a_session

IDS = st.sampled_from(["c1", "c2", ""])
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "words",
        "[Workspace: /x]\nasked",
        "see\n\n[Attached files: a.png, b.txt]",
        "é重\ud83d",
    ]
)
ROLES = st.sampled_from(["user", "assistant", "tool", "system", "Tool ", "developer", "odd", ""])
CALLS = st.fixed_dictionaries(
    {"function": st.fixed_dictionaries({"name": TEXTS, "arguments": TEXTS})},
    optional={"id": IDS, "call_id": IDS},
)
MESSAGES = st.fixed_dictionaries(
    {"role": ROLES},
    optional={
        "content": st.none() | TEXTS,
        "tool_calls": st.none() | st.lists(CALLS, max_size=2),
        "tool_call_id": IDS,
        "tool_use_id": st.none() | IDS,
        "name": TEXTS,
        "tool_name": TEXTS,
        "reasoning": TEXTS,
        "reasoning_content": st.none() | TEXTS,
        "is_error": st.none() | st.booleans(),
        "_error": st.booleans(),
        "attachments": st.just([]),
    },
)
SUMMARIES = st.fixed_dictionaries(
    {"tid": IDS, "name": TEXTS, "snippet": TEXTS},
    optional={"is_error": st.booleans(), "assistant_msg_idx": st.integers(0, 3)},
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file of an example is."""
    return tmp_path_factory.mktemp("said") / "aa11.json"


@given(
    messages=st.lists(MESSAGES, max_size=6),
    summaries=st.lists(SUMMARIES, max_size=2),
    cost=st.none() | st.floats(-1, 5) | st.booleans(),
)
def test_what_is_told_plainly_is_what_the_messages_tell(
    place: Path, messages: list[Any], summaries: list[Any], cost: Any
) -> None:
    session = a_session(messages=messages, tool_calls=summaries, estimated_cost=cost)
    data = json.dumps(session).encode()
    told = said_plainly(data)
    if told is not None:
        place.write_bytes(data)
        assert told == said_by(open_transcript(place))


def plainly(*messages: dict[str, Any], **fields: Any) -> Any:
    return said_plainly(json.dumps(a_session(messages=list(messages), **fields)).encode())


def test_the_usual_session_is_told_plainly() -> None:
    call = {"id": "c1", "function": {"name": "run", "arguments": '{"a": 1}'}}
    told = plainly(
        {"role": "user", "content": "[Workspace: /x]\nhello"},
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": "x" * 9_000, "is_error": True},
        session_source="cli",
        estimated_cost=0.5,
    )
    assert told.speakers == "uat"
    assert told.words[0] == ("hello", "")
    assert told.words[1].done == f'run\n{{"a": 1}}\n{"x" * LONGEST_RESULT}'
    assert told.words[2] == ("", "")
    assert (told.flags, told.cost, told.source) == (Flags.TOOLS | Flags.ERROR, 0.5, "cli")


@pytest.mark.parametrize(
    "odd",
    [
        {"role": "user", "content": [{"type": "text", "text": "x"}]},
        {"role": "user", "content": 7},
        {"role": "user", "attachments": ["a.png"]},
        {"role": "assistant", "_error": True},
        {"role": "assistant", "_partial_tool_calls": [{}]},
        {"content": "x"},
        "words",
    ],
)
def test_what_is_rare_is_left_to_who_knows_it(odd: Any) -> None:
    assert plainly(odd) is None


def test_a_data_uri_is_not_a_text(tmp_path: Path) -> None:
    part = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    path = tmp_path / "aa11.json"
    path.write_text(json.dumps(a_session(messages=[{"role": "user", "content": [part]}])))
    told = said_by(open_transcript(path))
    assert (told.words, told.flags) == ([("", "")], Flags.IMAGES)
