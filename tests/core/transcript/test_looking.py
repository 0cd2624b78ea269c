"""What is known of messages without making them: sizes, speakers, where results are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.transcript.transcript import Transcript
from tests.core.transcript.conftest import Open
from tests.core.transcript.test_pairs import answer, asking


def said(text: Any = "hello", role: Any = "user") -> dict[str, Any]:
    return {"role": role, "content": text}


def test_a_longer_message_has_a_greater_length(opened: Open) -> None:
    short, long = opened(said(), said("x" * 1_000)).lengths()
    assert 0 < short < 200
    assert long == short + 1_000 - len("hello")


def test_the_messages_of_a_file_that_is_cut_off_have_lengths(
    from_bytes: Callable[[bytes], Transcript],
) -> None:
    assert from_bytes(b'{"messages": [{"role":"user"}, {"a":1}').lengths() == [15, 7]


@pytest.mark.parametrize("role", ["user", "USER ", "tool", "developer", "bot", None, 3, "\ud800"])
def test_the_speaker_is_the_one_of_the_message(opened: Open, role: Any) -> None:
    transcript = opened(said(role=role), said(["a part"], role=role), role, said())
    assert list(transcript.kinds()) == [message.kind for message in transcript.messages()]


def test_a_result_is_known_to_be_shown_with_its_call(opened: Open) -> None:
    part = {"type": "tool_result", "tool_use_id": "b", "content": "B"}
    lone, mixed = said([part]), said([dict(part, tool_use_id="c"), "and a text"])
    transcript = opened(asking("a", "b", "c"), answer("a", "A"), lone, mixed, answer("z", "Z"))
    shown = [transcript.is_shown_elsewhere(number) for number in range(5)]
    assert shown == [False, True, True, False, False]
    assert shown == [message.answers is not None for message in transcript.messages()]


def test_a_message_at_the_end_is_told_like_one_at_the_beginning(opened: Open) -> None:
    turns = [turn for n in range(50) for turn in (asking(f"c{n}"), answer(f"c{n}", str(n)))]
    forwards, backwards = opened(*turns), opened(*turns)
    last = [backwards.message(number) for number in reversed(range(100))]
    assert list(forwards.messages()) == last[::-1]


def test_all_of_an_equal_conversation_is_the_same(opened: Open) -> None:
    messages = [said("a"), asking("x"), answer("x", "X"), said("b")]
    assert opened(*messages).same_until(opened(*messages)) == 4


def test_what_comes_after_leaves_the_beginning_the_same(opened: Open) -> None:
    grown = opened(said("a"), said("b"), said("c"))
    assert opened(said("a"), said("b")).same_until(grown) == 2
    assert grown.same_until(opened(said("a"), said("other"), said("c"))) == 1


def test_a_call_that_was_answered_since_is_not_the_same(opened: Open) -> None:
    before, after = [said(), asking("x")], [said(), asking("x"), answer("x", "X")]
    assert opened(*before).same_until(opened(*after)) == 1


def test_a_call_whose_answer_is_another_is_not_the_same(opened: Open) -> None:
    turn = [said(), asking("x"), said()]
    assert opened(*turn, answer("x", "X")).same_until(opened(*turn, answer("x", "Y"))) == 1


def test_a_call_of_which_more_is_told_is_not_the_same(opened: Open) -> None:
    turn = [said(), asking("x"), said()]
    told = [{"tid": "x", "name": "t", "snippet": "so far", "assistant_msg_idx": 1}]
    assert opened(*turn).same_until(opened(*turn, tool_calls=told)) == 1


def test_whole_and_cut_off_have_the_same_beginning(
    from_bytes: Callable[[bytes], Transcript],
) -> None:
    whole = from_bytes(b'{"session_id":"aa11","messages":[{"a": 1},{"b":2},{"c":3}]}')
    cut = from_bytes(b'{"session_id":"aa11","messages":[{"a":1},{"b":2},{"c"')
    assert cut.same_until(whole) == 2
