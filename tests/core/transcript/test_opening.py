"""A session file is opened, whatever became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import InvalidId, NotFound, Unreadable
from core.store import SessionStore
from core.transcript import salvage
from core.transcript.opening import open_transcript
from core.transcript.transcript import Transcript
from tests.builders import MAY, a_new_session, a_session, some_messages, text_of

pytestmark = pytest.mark.usefixtures("aged")

Bytes = Callable[[bytes], Transcript]
MAKERS = pytest.mark.parametrize("make", [a_session, a_new_session], ids=["old", "new"])


def texts(transcript: Transcript) -> list[str]:
    return [message.text for message in transcript.messages()]


@MAKERS
def test_both_generations_are_read(from_bytes: Bytes, make: Any) -> None:
    transcript = from_bytes(text_of(make("aa11", messages=some_messages(3))))
    assert texts(transcript) == ["words 0", "words 1", "words 2"]
    assert (len(transcript), transcript.notes) == (3, ())


def test_the_head_says_what_the_file_says(from_bytes: Bytes) -> None:
    head = from_bytes(text_of(a_session("aa11", title="T", estimated_cost=0.25))).head
    assert (head.session_id, head.title, head.model) == ("aa11", "T", "opus")
    assert (head.workspace, head.created_at, head.updated_at) == (
        "/home/ann/code",
        MAY,
        MAY + 60.25,
    )
    assert (head.usage.input_tokens, head.usage.output_tokens, head.usage.cost) == (10, 20, 0.25)


@pytest.mark.parametrize("odd", [None, "x", [], {}, True, float("nan"), 10**400, -1])
def test_a_head_with_odd_values_leaves_them_out(from_bytes: Bytes, odd: Any) -> None:
    names = ("model", "workspace", "created_at", "input_tokens", "output_tokens", "estimated_cost")
    head = from_bytes(text_of(a_session("aa11", **dict.fromkeys(names, odd)))).head
    assert head.model == (odd if isinstance(odd, str) else "")
    assert head.created_at == (-1 if odd == -1 else None)
    assert (head.usage.input_tokens, head.usage.cost) == (None, None)


def test_the_bytes_of_the_file_are_at_hand(from_bytes: Bytes) -> None:
    data = text_of(a_session("aa11"))
    assert from_bytes(data).data == data


@MAKERS
def test_of_a_file_cut_at_any_byte_the_whole_messages_are_shown(
    from_bytes: Bytes, make: Any
) -> None:
    data = text_of(make("aa11", messages=some_messages(3)))
    ends = [data.index(b"words %d" % number) for number in range(3)]
    for cut in range(data.index(b"session_id") + 20, len(data) - 1):
        transcript = from_bytes(data[:cut])
        whole = sum(data.index(b"}", end) < cut for end in ends)
        assert texts(transcript) == [f"words {number}" for number in range(whole)]
        assert transcript.notes[0].endswith("What is whole is shown.")


def test_damage_in_the_middle_keeps_what_was_before(from_bytes: Bytes) -> None:
    data = text_of(a_session("aa11", messages=some_messages(3)))
    transcript = from_bytes(data.replace(b'"words 1"', b"words 1"))
    assert texts(transcript) == ["words 0"]
    assert f"at byte {data.index(b'words 1') - 1:,}" in transcript.notes[0]


def test_bytes_that_are_no_text_are_marked_and_told(from_bytes: Bytes) -> None:
    data = text_of(a_session("aa11", messages=some_messages(2)))
    transcript = from_bytes(data.replace(b"words 0", b"w\xff\xferds"))
    assert texts(transcript) == ["w\ufffd\ufffdrds", "words 1"]
    assert transcript.notes == ("Some of its bytes are no text; they are shown as \ufffd.",)


def test_a_byte_order_mark_is_told(from_bytes: Bytes) -> None:
    transcript = from_bytes(b"\xef\xbb\xbf" + text_of(a_session("aa11")))
    assert len(transcript) == 2
    assert "byte order mark" in transcript.notes[0]


def test_a_time_that_is_no_number_hides_nothing(from_bytes: Bytes) -> None:
    messages = [message | {"timestamp": float("nan")} for message in some_messages(2)]
    transcript = from_bytes(text_of(a_session("aa11", messages=messages)))
    assert [message.time for message in transcript.messages()] == [None, None]
    assert (texts(transcript), transcript.notes) == (["words 0", "words 1"], ())


@pytest.mark.parametrize("odd", ["null", "5", '"x"', "{}"])
def test_messages_that_are_no_list_are_none(from_bytes: Bytes, odd: str) -> None:
    transcript = from_bytes(b'{"session_id": "aa11", "messages": ' + odd.encode() + b"}")
    assert len(transcript) == 0
    assert transcript.notes == (() if odd == "null" else ("Its messages are no list.",))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\0" * 9, b"{}", b"\xff", b'{"a'])
def test_what_holds_nothing_is_refused_with_a_reason(from_bytes: Bytes, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^aa11\.json cannot be read: ") as caught:
        from_bytes(data)
    assert caught.value.reason


def test_nesting_without_end_is_told(from_bytes: Bytes) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    transcript = from_bytes(b'{"session_id": "aa11", "messages": ["x", ' + deep + b"]}")
    assert transcript.message(0).text == "x"
    assert any("nested too deeply" in note for note in transcript.notes) or (
        "nested too deeply" in transcript.message(1).details
    )


def test_there_is_a_last_message_to_be_read(
    from_bytes: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salvage, "MOST_MESSAGES", 2)
    messages = [1, 2, float("nan")]
    transcript = from_bytes(text_of(a_session("aa11", messages=messages)))
    assert len(transcript) == 2
    assert "only its first 2 messages are read" in transcript.notes[0]


def test_there_is_no_message_behind_the_last(from_bytes: Bytes) -> None:
    transcript = from_bytes(text_of(a_session("aa11", messages=some_messages(2))))
    for number in (2, -1):
        with pytest.raises(IndexError):
            transcript.message(number)
    assert [message.number for message in transcript.messages(1, 9)] == [1]


def test_one_that_is_gone_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_transcript(tmp_path / "aa11.json")


def test_the_store_opens_by_id(store: SessionStore) -> None:
    assert store.transcript("s0001").message(0).text == "words 0"
    with pytest.raises(NotFound):
        store.transcript("nobody")
    with pytest.raises(InvalidId):
        store.transcript("../s0001")


@pytest.mark.parametrize("store_name", ["sample_old", "sample_new"])
def test_every_good_sample_shows_every_message(
    store_name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(store_name)
    paths = [path for path in folder.rglob("*.json") if path.parent.name == "sessions"]
    shown = 0
    for path in paths:
        try:
            expected = json.loads(path.read_bytes())["messages"]
        except (ValueError, TypeError, KeyError):
            continue
        transcript = open_transcript(path)
        assert len(list(transcript.messages())) == len(expected)
        shown += all(message.blocks for message in transcript.messages() if not message.answers)
    assert shown > 5
