"""A session with every message (DESIGN 3, `load`)."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from core.errors import InvalidId, NotFound, StoreError, Unreadable
from core.store import SessionStore
from core.values import Session
from tests.builders import MAY, a_new_session, a_session, some_messages, text_of, write_session

pytestmark = pytest.mark.usefixtures("aged")


def test_every_field_and_message_is_there(store: SessionStore, folder: Path) -> None:
    write_session(
        folder, a_session("aa11", messages=some_messages(5), pinned=True, personality="x")
    )
    session = store.load("aa11")
    assert (session.session_id, session.title, session.pinned) == ("aa11", "Title of aa11", True)
    assert session.messages == some_messages(5)
    assert (session.created_at, session.updated_at) == (MAY, MAY + 60.25)
    assert (session.personality, session.input_tokens) == ("x", 10)


def test_fields_nobody_knows_are_kept_apart(store: SessionStore, folder: Path) -> None:
    write_session(folder, a_new_session("aa11", note={"a": [1]}))
    extra = store.load("aa11").extra
    assert extra["note"] == {"a": [1]}
    assert extra["manual_title"] is False


def test_missing_fields_have_their_defaults(store: SessionStore, folder: Path) -> None:
    (folder / "aa11.json").write_bytes(b'{"session_id": "aa11"}')
    os.utime(folder / "aa11.json", (5.5, 5.5))
    session = store.load("aa11")
    assert (session.title, session.messages, session.workspace) == ("Untitled", [], "")
    assert (session.created_at, session.updated_at) == (5.5, 5.5)


def test_odd_values_become_what_a_program_can_work_with(store: SessionStore, folder: Path) -> None:
    write_session(
        folder,
        a_session(
            "aa11",
            title=None,
            messages=None,
            tool_calls="x",
            updated_at="now",
            model=3,
            pinned="yes",
            input_tokens=None,
            workspace=None,
        ),
    )
    session = store.load("aa11")
    assert (session.title, session.messages, session.tool_calls) == ("Untitled", [], [])
    assert (session.updated_at, session.model, session.pinned) == (MAY, "", True)
    assert (session.input_tokens, session.workspace) == (0, "")


def test_nan_in_a_message_is_readable(store: SessionStore, folder: Path) -> None:
    write_session(folder, a_session("aa11", messages=[{"timestamp": float("nan")}]))
    assert len(store.load("aa11").messages) == 1


def test_two_loads_are_two_sessions(store: SessionStore) -> None:
    store.load("s0001").messages.clear()
    assert len(store.load("s0001").messages) == 2


def test_a_session_that_is_not_there_is_not_found(store: SessionStore) -> None:
    with pytest.raises(NotFound, match=r"gone\.json"):
        store.load("gone")


def test_an_announced_session_is_not_found(store: SessionStore) -> None:
    store.announce(Session("new1"))
    with pytest.raises(NotFound):
        store.load("new1")


@pytest.mark.parametrize(
    "bad", ["", "_index", "../x", "a/b", "a.b", "x" * 129, "a\0", "\ud800", "a\x1b[31m"]
)
def test_an_id_that_no_file_can_have_is_invalid(store: SessionStore, bad: str) -> None:
    with pytest.raises(InvalidId, match="cannot be the id of a session") as caught:
        store.load(bad)
    str(caught.value).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\0\0", "nothing but blanks"),
        (b"[]", "it is not a JSON object"),
        (b"null", "it is not a JSON object"),
        (text_of(a_session("aa11"))[:100], "it is cut off at byte 100"),
        (b"\xef\xbb\xbf" + text_of(a_session("aa11")), "byte order mark"),
        (text_of(a_session("bb22")), "it says its session_id is “bb22”"),
        (b"{}", "it has no session_id"),
        (b'{"session_id": "aa11", "x": "\xff"}', "it is not UTF-8"),
        (b'{"session_id": "aa11", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "too deeply"),
        (b'{"session_id": "aa11", "x": ' + b"1" * 5_000 + b"}", "4300 digits"),
        (b'{"session_id": "aa11", "x": "a\nb"}', "it is damaged at byte 30"),
    ],
)
def test_a_file_that_python_does_not_read_is_unreadable(
    store: SessionStore, folder: Path, data: bytes, reason: str
) -> None:
    (folder / "aa11.json").write_bytes(data)
    with pytest.raises(Unreadable, match=r"aa11\.json cannot be read: ") as caught:
        store.load("aa11")
    assert reason in caught.value.reason
    assert reason in str(caught.value)


@pytest.mark.parametrize("depth", range(880, 1_010, 3))
@pytest.mark.parametrize("what", ["load", "details", "rename"])
def test_a_file_nested_to_the_limit_is_a_session_or_unreadable(
    store: SessionStore, folder: Path, depth: int, what: str
) -> None:
    nested = b"[" * depth + b"]" * depth
    data = text_of(a_session("aa11")).replace(b'"words 1"', nested)
    (folder / "aa11.json").write_bytes(data)
    arguments = ("aa11", "New") if what == "rename" else ("aa11",)
    with contextlib.suppress(StoreError):
        assert getattr(store, what)(*arguments)


def test_an_id_with_an_escape_in_it_does_not_get_into_the_sentence_raw(
    store: SessionStore, folder: Path
) -> None:
    data = text_of(a_session("aa11")).replace(b'"aa11"', rb'"\u001b[31mred\u0007"', 1)
    (folder / "aa11.json").write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        store.load("aa11")
    assert str(caught.value).isprintable()
