"""Words are found wherever they are shown, in either case, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transcript.finding import Found, texts_of
from core.transcript.transcript import Transcript
from tests.core.transcript.conftest import Open
from tests.core.transcript.test_hostile import ANY_TEXT, TIMES, VALUES
from tests.core.transcript.test_looking import said
from tests.core.transcript.test_pairs import answer, asking

NEEDLES = [
    *("needle", "NEEDLE", "a needle", "3.50", "über", "ÜBER"),
    *('"a"', "K", "i", "索引", "\\"),
]


def plainly(transcript: Transcript, needle: str) -> list[Found]:
    """What is found by looking at every text of every message."""
    found = []
    for message in transcript.messages():
        counts = tuple(
            sum(text.lower().count(needle.lower()) for text in texts_of(block)) if needle else 0
            for block in message.blocks
        )
        if message.answers is None and any(counts):
            found.append(Found(message.number, counts))
    return found


@pytest.mark.parametrize("needle", NEEDLES)
def test_what_is_found_is_what_a_plain_look_finds(opened: Open, needle: str) -> None:
    call = asking("x")
    call["tool_calls"][0]["function"]["arguments"] = json.dumps({"a": ["needle", 3.50, "ü"]})
    transcript = opened(
        said("A Needle, a NEEDLE; needless"),
        said("nothing here"),
        dict(said("Über 索引 \u212a \u0130", "assistant"), reasoning="a needle"),
        call,
        answer("x", 'the "a" needle\\'),
        answer("y", "a needle alone"),
        said([{"type": "text", "text": "needle"}, {"type": "text", "text": "no"}]),
    )
    assert list(transcript.found(needle)) == plainly(transcript, needle)


def test_each_block_has_its_count(opened: Open) -> None:
    parts = [{"type": "text", "text": "a b A"}, {"type": "text", "text": "c"}]
    transcript = opened(said("x"), said(parts))
    assert list(transcript.found("a")) == [Found(1, (2, 0))]
    assert transcript.occurrences(1, "C") == (0, 1)
    assert transcript.occurrences(1, "x") == transcript.occurrences(0, "a") == ()


def test_a_result_is_found_with_its_call(opened: Open) -> None:
    transcript = opened(asking("x"), said(), answer("x", "the needle"))
    assert list(transcript.found("needle")) == [Found(0, (1,))]


def test_the_beginning_of_an_answer_is_found_where_no_more_is_in_the_file(opened: Open) -> None:
    told = [{"tid": "x", "name": "t", "snippet": "the needle", "assistant_msg_idx": 0}]
    transcript = opened(asking("x"), said(), tool_calls=told)
    assert list(transcript.found("needle")) == [Found(0, (1,))]


def test_an_escaped_letter_is_found(from_bytes: Any) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in "needle")
    data = f'{{"messages":[{{"role":"user","content":"{escaped}"}}]}}'.encode()
    assert list(from_bytes(data).found("needle")) == [Found(0, (1,))]


def test_a_word_across_the_border_of_two_pieces_is_found(opened: Open) -> None:
    transcript = opened(*(said("x" * (2**20 - 60 + n) + "needle") for n in range(0, 60, 4)))
    assert len(list(transcript.found("needle"))) == 15


def test_it_can_begin_later(opened: Open) -> None:
    transcript = opened(said("a"), said("a"), said("a"))
    assert [one.number for one in transcript.found("a", start=1)] == [1, 2]


def test_it_ends_as_soon_as_that_is_wanted(opened: Open) -> None:
    asked = iter([False, False, True])
    transcript = opened(*[said("a")] * 9)
    found = transcript.found("a", cancel=lambda: next(asked))
    assert [one.number for one in found] == [0, 1]


@TIMES
@given(messages=st.lists(VALUES, max_size=5), needle=ANY_TEXT | st.sampled_from(["a", "b", "1"]))
def test_in_any_conversation_is_found_what_is_shown(
    opened: Open, messages: list[Any], needle: str
) -> None:
    transcript = opened(*messages)
    assert list(transcript.found(needle)) == plainly(transcript, needle)
