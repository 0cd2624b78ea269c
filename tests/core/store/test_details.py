"""What there is to say about one session besides its messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import InvalidId, NotFound
from core.store import SessionStore
from core.store.details import first_prompt, text_of
from core.store.requests import Details
from tests.builders import (
    Fields,
    a_row,
    a_session,
    rows_in,
    write_index,
    write_session,
)
from tests.builders import text_of as json_text

pytestmark = pytest.mark.usefixtures("aged")


def shown(folder: Path, **fields: Any) -> Details:
    write_session(folder, a_session("aa11", **fields))
    return SessionStore(folder).details("aa11")


def test_row_and_path_are_told(store: SessionStore, folder: Path) -> None:
    details = store.details("s0001")
    assert (details.row.title, details.path) == ("Title of s0001", folder / "s0001.json")


def test_fields_come_in_the_order_of_the_file(folder: Path) -> None:
    fields = list(shown(folder, note="x").fields)
    assert fields[:3] == ["session_id", "title", "workspace"]
    assert fields[-1] == "note"


def test_messages_and_what_is_too_long_are_left_out(folder: Path) -> None:
    fields = shown(folder, note="x" * 501, kept="x" * 500, many=[1] * 300).fields
    assert "kept" in fields
    assert not {"messages", "tool_calls", "note", "many"} & set(fields)


@pytest.mark.parametrize(
    "name",
    [
        *("share_token", "share_created_at", "password_hash", "api_key", "apikey", "cookie"),
        *("access_token", "CLIENT_SECRET", "auth_token_old"),
    ],
)
def test_secrets_are_left_out(folder: Path, name: str) -> None:
    assert name not in shown(folder, **{name: "hidden"}).fields


@pytest.mark.parametrize("name", ["input_tokens", "threshold_tokens", "tokens_used"])
def test_counts_of_tokens_are_no_secrets(folder: Path, name: str) -> None:
    assert shown(folder, **{name: 7}).fields[name] == 7


@pytest.mark.parametrize("depth", [300, 600, 900])
def test_a_field_nested_deeply_is_left_out(folder: Path, depth: int) -> None:
    data = json_text(a_session("aa11", note="N")).replace(b'"N"', b"[" * depth + b"]" * depth)
    (folder / "aa11.json").write_bytes(data)
    assert "note" not in SessionStore(folder).details("aa11").fields


def test_an_unreadable_file_has_only_its_row(store: SessionStore, folder: Path) -> None:
    (folder / "s0001.json").write_bytes(b"{")
    details = store.details("s0001")
    assert (details.row.title, details.fields, details.first_prompt) == ("Title of s0001", {}, "")


def test_an_unreadable_file_without_a_row_says_why(store: SessionStore, folder: Path) -> None:
    (folder / "bad1.json").write_bytes(b"{")
    row = store.details("bad1").row
    assert (row.title, row.problem, row.listed) == ("bad1", "it is cut off at byte 1", False)


def test_a_ghost_has_its_row(store: SessionStore, folder: Path) -> None:
    write_index(folder, [*rows_in(folder), a_row(a_session("gone"))])
    assert store.details("gone").row.title == "Title of gone"


def test_one_without_file_and_row_is_not_found(store: SessionStore) -> None:
    with pytest.raises(NotFound):
        store.details("nobody")


def test_a_bad_id_is_invalid(store: SessionStore) -> None:
    with pytest.raises(InvalidId):
        store.details("../x")


def test_a_session_without_a_row_says_so(store: SessionStore, folder: Path) -> None:
    write_session(folder, a_session("lost"))
    assert not store.details("lost").row.listed
    assert store.details("s0001").row.listed


@pytest.mark.parametrize(
    ("messages", "prompt"),
    [
        ([], ""),
        ([{"role": "assistant", "content": "a"}, {"role": "user", "content": " b "}], "b"),
        ([{"role": "user", "content": ""}, {"role": "user", "content": "b"}], "b"),
        ([{"role": "user", "content": None}, "odd", 5, {"role": "user", "content": "b"}], "b"),
        ([{"role": "user", "content": [{"type": "text", "text": "a"}, "b", {"x": 1}]}], "a\nb"),
        ([{"role": "user", "content": "[Workspace: /home/ann] do it"}], "do it"),
        ([{"role": "user", "content": "[Workspace::v1: /home/ann]\ndo it"}], "do it"),
        ([{"role": "user", "content": "do it\n\n[Attached files: a.txt, b.txt]"}], "do it"),
        ([{"role": "user", "content": "[Workspace: /x] \n\n[Attached files: a]"}], ""),
        (
            [{"role": "user", "content": "about [Workspace: x] in the middle"}],
            "about [Workspace: x] in the middle",
        ),
        ([{"role": "user", "content": "a\ud800b"}], "a\ufffdb"),
        ([{"role": "user", "content": "x" * 5_000}], "x" * 2_000),
    ],
)
def test_the_first_prompt_is_that_of_the_user_without_wrappers(
    messages: list[Any], prompt: str
) -> None:
    assert first_prompt(messages) == prompt


@pytest.mark.parametrize("content", [None, 5, {}, [None, 5, {"text": 7}, [["a"]]]])
def test_what_is_no_text_has_none(content: Fields | None) -> None:
    assert text_of(content) == ""
