"""Messages of any kind and size: told, never a crash, never a long wait."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import StoreError
from core.transcript.opening import open_transcript
from core.transcript.values import Message, ToolCall
from tests.core.transcript.conftest import Open

NAMES = st.sampled_from([
    *("role", "content", "tool_calls", "_partial_tool_calls", "tool_call_id", "tool_use_id"),
    *("id", "call_id", "type", "text", "function", "name", "arguments", "input", "attachments"),
    *("image_url", "source", "url", "reasoning", "reasoning_content", "thinking", "timestamp"),
    *("_error", "provider_details", "_turnUsage", "_turnDuration", "_usedModel", "path", "size"),
])  # fmt: skip
WORDS = st.sampled_from([
    *("user", "assistant", "tool", "text", "tool_use", "tool_result", "image_url", "thinking"),
    *("a", "b", "data:image/png;base64,AA==", "[Workspace: x]", "[Attached files: a]"),
])  # fmt: skip
ANY_TEXT = st.text(st.characters(exclude_categories=()))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | ANY_TEXT
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | ANY_TEXT, inner, max_size=6)
    ),
    max_leaves=25,
)
TIMES = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)


def is_sound(message: Message) -> bool:
    """Tell whether UTF-8 can carry all of a message."""
    return bool(repr(message).encode()) and bool(message.text.encode() or True)


@TIMES
@given(messages=st.lists(VALUES, max_size=6), listed=VALUES)
def test_any_json_is_a_conversation(opened: Open, messages: list[Any], listed: Any) -> None:
    transcript = opened(*messages, tool_calls=listed)
    shown = list(transcript.messages())
    assert [message.number for message in shown] == list(range(len(messages)))
    assert all(is_sound(message) for message in shown)


@TIMES
@given(data=st.binary(max_size=60))
def test_any_bytes_are_a_conversation_or_refused(tmp_path: Path, aged: None, data: bytes) -> None:
    path = tmp_path / "aa11.json"
    for content in (data, b'{"session_id": "aa11", "messages": [' + data):
        path.write_bytes(content)
        try:
            shown = list(open_transcript(path).messages())
        except StoreError:
            continue
        assert all(is_sound(message) for message in shown)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("text", ["x" * 10**7, "\n" * 10**7, "é" * 10**7, "[" * 10**7])
def test_ten_megabytes_in_one_message(opened: Open, text: str) -> None:
    message = opened({"role": "user", "content": f"a{text}b"}).message(0)
    assert len(message.text) == 10**7 + 2


@pytest.mark.timeout(30)
def test_a_hundred_thousand_calls_in_one_message(opened: Open) -> None:
    calls = [{"id": f"c{n}", "function": {"name": "t", "arguments": "{}"}} for n in range(100_000)]
    answers = ({"role": "tool", "tool_call_id": f"c{n}", "content": "ok"} for n in range(100_000))
    transcript = opened({"role": "assistant", "tool_calls": calls}, *answers)
    blocks = transcript.message(0).blocks
    assert len(blocks) == 100_000
    assert all(isinstance(block, ToolCall) and block.result for block in blocks)
    assert transcript.message(100_000).answers == 0


def test_a_number_too_long_for_python_costs_only_its_message(tmp_path: Path, aged: None) -> None:
    path = tmp_path / "aa11.json"
    content = json.dumps({"session_id": "aa11", "messages": [{"role": "user", "content": "x"}, 7]})
    path.write_text(content.replace("7", "9" * 5_000))
    transcript = open_transcript(path)
    shown = list(transcript.messages())
    assert shown[0].text == "x"
    assert transcript.notes or len(shown) == 2
