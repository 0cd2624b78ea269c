"""Files that mean harm: the catalogue takes what can be read, and goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core.search.said import said_in
from core.search.said_values import LONGEST_SPOKEN
from tests.builders import MAY, a_session, write_session
from tests.core.search.conftest import Finder, message, said

Make = Callable[..., Finder]

ODD = [
    b"",
    b"\0" * 5_000,
    b"{",
    b"[]",
    b'{"messages": ' + b"[" * 100_000,
    b'{"session_id": "odd", "messages": [' + b'{"role": "user"},' * 1_000,
    b'\xef\xbb\xbf{"session_id": "odd", "messages": []}',
    b'{"session_id": "other", "messages": [{"role": "user", "content": "common"}]}',
    b'{"session_id": "odd", "messages": null, "tool_calls": 7, "estimated_cost": NaN}',
    b'{"session_id": "odd", "messages": [null, 1, "x", [], {"role": 1, "content": {"a": []}}]}',
    b'{"session_id": "odd", "messages": [{"role": "user", "content": "\\ud800 \\u0000 x"}]}',
    b'{"session_id": "odd", "messages": [{"role": "user", "content": "\xff\xfe"}]}',
    b'{"session_id": "odd", "source_tag": 7, "messages": [{"role": "user", "content": 1e999}]}',
    b"{" * 2_000_000,
]


@pytest.mark.parametrize("data", ODD, ids=lambda data: repr(data[:40]))
def test_any_file_is_taken(finder: Make, data: bytes) -> None:
    made = finder(said("good", "common"))
    (made.folder / "odd.json").write_bytes(data)
    made.build()
    assert "good" in made.ids("common")
    assert made.answer("common").note == ""
    assert made.answer("").is_complete


def test_what_is_no_file_is_not_waited_for(finder: Make, tmp_path: Path) -> None:
    made = finder(said("good", "common"))
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(a_session("link", messages=[message("user", "hidden")])))
    (made.folder / "link.json").symlink_to(secret)
    os.mkfifo(made.folder / "fifo.json")
    (made.folder / "folder.json").mkdir()
    made.build()
    assert (made.ids("hidden"), made.ids("common")) == ([], ["good"])


def test_a_message_of_any_length_is_found_by_its_beginning(finder: Make) -> None:
    text = "begin " + "x" * LONGEST_SPOKEN + " behind"
    made = finder(said("aa11", text))
    assert (made.ids("begin"), made.ids("behind")) == (["aa11"], [])


def test_very_many_messages_are_read_one_by_one(finder: Make) -> None:
    made = finder(said("good", "common"))
    messages = [{"role": "user"}] * 100_001 + [message("user", "last")]
    path = write_session(made.folder, a_session("many", messages=messages, updated_at=MAY))
    assert len(said_in(path).said.words) == 100_002
    made.build()
    assert made.ids("last") == ["many"]


@pytest.mark.parametrize(
    "query",
    [
        *('"', "a" * 10_000, "NEAR(a b)", "* AND OR", "\0", "\u202eabc", "'; drop table words; --"),
        *('"a" OR "b', "rowid:1", "text:x", "{text}: x", "^a", "a + b", "(((", "é" * 10_000),
        *("重" * 10_000, "a b " * 3_000, "-a " * 100, "role:user", "role:tool -role:user x"),
    ],
)
def test_any_query_is_answered(finder: Make, query: str) -> None:
    made = finder(said("aa11", "text rowid a b"))
    for typing in (True, False):
        answer = made.answer(query, typing=typing)
        assert answer.note == ""
        list(made.search.passages(answer, ["aa11", "nobody"]))
    assert made.ids("rowid") == ["aa11"]
