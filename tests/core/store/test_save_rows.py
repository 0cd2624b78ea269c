"""What a save does to the index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.store import SessionStore
from core.values import Session
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    row_in,
    rows_in,
    some_messages,
    some_sessions,
    text_of,
)

pytestmark = pytest.mark.usefixtures("aged")


def test_a_save_keeps_what_only_the_row_knows(tmp_path: Path) -> None:
    session = a_session("aa11")
    folder = a_folder(tmp_path / "s", session, index=text_of([a_row(session, note=[1.5])]))
    store = SessionStore(folder)
    loaded = store.load("aa11")
    loaded.title = "New"
    store.save(loaded)
    assert (row_in(folder, "aa11")["note"], row_in(folder, "aa11")["title"]) == ([1.5], "New")


def test_a_save_makes_one_row_of_several(tmp_path: Path) -> None:
    session = a_session("aa11")
    folder = a_folder(tmp_path / "s", session, index=text_of([a_row(session)] * 3))
    store = SessionStore(folder)
    store.save(store.load("aa11"))
    assert [row["session_id"] for row in rows_in(folder)] == ["aa11"]


def test_a_save_with_touch_moves_the_row_to_the_top(store: SessionStore, folder: Path) -> None:
    store.save(store.load("s0000"))
    assert rows_in(folder)[0]["session_id"] == "s0000"


def test_a_store_stays_clean_after_a_save(store: SessionStore) -> None:
    session = store.load("s0001")
    session.messages.append({"role": "user", "content": "more"})
    store.save(session)
    store.save(Session("new1", title="New"))
    assert store.check().findings == []


def test_in_a_store_of_the_new_generation_rows_are_of_that_generation(sample_new: Path) -> None:
    store = SessionStore(sample_new)
    store.save(Session("new1", title="New", messages=some_messages(2)))
    assert "last_message_at" in row_in(sample_new, "new1")
    assert store.check().findings == []


def test_nothing_is_left_in_the_folder(store: SessionStore, folder: Path) -> None:
    store.save(Session("new1"))
    assert {path.name for path in folder.iterdir()} == {
        INDEX,
        "new1.json",
        *(f"{s['session_id']}.json" for s in some_sessions(3)),
    }


def test_messages_are_written_as_json_that_everybody_reads(
    store: SessionStore, folder: Path
) -> None:
    messages = [{"role": "user", "content": "é \ud83d 重构", "timestamp": float("nan")}]
    store.save(Session("new1", messages=messages))
    (read,) = json.loads((folder / "new1.json").read_bytes())["messages"]
    assert read["content"] == messages[0]["content"]
