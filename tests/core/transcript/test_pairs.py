"""Calls of tools and their results find each other by id."""

from __future__ import annotations

from typing import Any

import pytest

from core.transcript.transcript import Transcript
from core.transcript.values import Text, ToolCall, ToolResult
from tests.core.transcript.conftest import Open


def asking(*ids: Any, key: str = "id") -> dict[str, Any]:
    calls = [{key: one, "function": {"name": "t", "arguments": "{}"}} for one in ids]
    return {"role": "assistant", "content": None, "tool_calls": calls}


def answer(call_id: Any, text: Any, key: str = "tool_call_id", **fields: Any) -> dict[str, Any]:
    return {"role": "tool", key: call_id, "content": text, **fields}


def results(transcript: Transcript, number: int = 0) -> list[str | None]:
    """What the calls of a message were answered."""
    calls = [b for b in transcript.message(number).blocks if isinstance(b, ToolCall)]
    return [call.result.text if call.result else None for call in calls]


@pytest.mark.parametrize("call_key", ["id", "call_id"])
@pytest.mark.parametrize("result_key", ["tool_call_id", "tool_use_id"])
def test_a_result_is_shown_with_its_call(opened: Open, call_key: str, result_key: str) -> None:
    transcript = opened(
        asking("a", "b", key=call_key), answer("b", "B", result_key), answer("a", "A", result_key)
    )
    assert results(transcript) == ["A", "B"]
    assert [transcript.message(n).answers for n in (0, 1, 2)] == [None, 0, 0]


def test_an_id_used_again_belongs_to_the_newer_call(opened: Open) -> None:
    turns = [asking("a"), answer("a", "first"), asking("a"), answer("a", "second")]
    transcript = opened(*turns)
    assert (results(transcript, 0), results(transcript, 2)) == (["first"], ["second"])


def test_a_result_that_nobody_asked_for_stands_alone(opened: Open) -> None:
    transcript = opened(answer("a", "A"), asking("a"), answer("b", "B"), answer(None, "C"))
    assert results(transcript, 1) == [None]
    assert [m.answers for m in transcript.messages()] == [None] * 4
    assert transcript.message(0).blocks == (ToolResult("a", "", "A"),)


def test_a_second_answer_stands_alone(opened: Open) -> None:
    transcript = opened(asking("a"), answer("a", "A"), answer("a", "again"))
    assert results(transcript) == ["A"]
    assert transcript.message(2).answers is None


def test_parts_that_are_calls_and_results_pair_too(opened: Open) -> None:
    call = {"type": "tool_use", "id": "a", "name": "t", "input": {}}
    back = {"type": "tool_result", "tool_use_id": "a", "content": [{"type": "text", "text": "A"}]}
    transcript = opened(
        {"role": "assistant", "content": ["x", call]},
        {"role": "user", "content": [back, {"type": "text", "text": "more"}]},
        {"role": "user", "content": [back]},
    )
    assert results(transcript) == ["A"]
    assert transcript.message(1).blocks == (Text("more"),)
    assert transcript.message(1).answers is None
    assert transcript.message(2).blocks == (ToolResult("a", "", "A"),)


def test_a_message_of_results_alone_answers(opened: Open) -> None:
    call = {"type": "tool_use", "id": "a", "name": "t", "input": {}}
    back = {"type": "tool_result", "tool_use_id": "a", "content": "A", "is_error": True}
    transcript = opened(
        {"role": "assistant", "content": [call]}, {"role": "user", "content": [back]}
    )
    (shown,) = transcript.message(0).blocks
    assert isinstance(shown, ToolCall)
    assert shown.result == ToolResult("a", "", "A", is_error=True)
    assert transcript.message(1).answers == 0


def test_files_that_hold_nan_pair_alike(opened: Open) -> None:
    transcript = opened(asking("a"), answer("a", "A", timestamp=float("nan")))
    assert results(transcript) == ["A"]


@pytest.mark.parametrize("odd", [5, 5.5, None, [], {}, True, "", "\ud800"])
def test_an_odd_id_is_no_trouble(opened: Open, odd: Any) -> None:
    transcript = opened(asking(odd), answer(odd, "A"))
    assert results(transcript) == ["A" if odd in (5, "\ud800") or odd is True else None]


@pytest.mark.parametrize("odd", [5, "x", {}, [5], [None], [[]], True])
def test_odd_lists_of_calls_are_no_trouble(opened: Open, odd: Any) -> None:
    transcript = opened({"role": "assistant", "tool_calls": odd}, answer("a", "A"), tool_calls=odd)
    assert [m.number for m in transcript.messages()] == [0, 1]


def summary(**fields: Any) -> dict[str, Any]:
    return {
        "name": "t",
        "snippet": "begin",
        "tid": "a",
        "assistant_msg_idx": 0,
        "args": {},
    } | fields


def test_the_summary_gives_time_and_failure_of_a_call(opened: Open) -> None:
    listed = [summary(duration=1.5, is_error=True)]
    transcript = opened(asking("a"), answer("a", "A"), tool_calls=listed)
    (call,) = transcript.message(0).blocks
    assert isinstance(call, ToolCall)
    assert call.result is not None
    assert (call.seconds, call.result.text, call.result.is_error) == (1.5, "A", True)
    assert not call.result.is_snippet


def test_without_a_result_its_beginning_is_shown(opened: Open) -> None:
    (call,) = opened(asking("a"), tool_calls=[summary()]).message(0).blocks
    assert isinstance(call, ToolCall)
    assert call.result == ToolResult("a", "t", "begin", is_snippet=True)


def test_a_call_that_only_the_summary_knows_is_shown(opened: Open) -> None:
    said = {"role": "assistant", "content": "x"}
    transcript = opened(said, tool_calls=[summary(), summary(tid=None, assistant_msg_idx=7)])
    text, call = transcript.message(0).blocks
    assert (text, isinstance(call, ToolCall)) == (Text("x"), True)
