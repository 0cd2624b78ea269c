"""The row of the new generation that a session file gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from core.disk.new_rows import NEW_FIELDS, derive_new, new_row_of
from core.disk.parsing import parse_session
from core.disk.rows import is_number, row_literal
from tests.builders import INDEX, MAY, Fields, a_new_session, rows_in, text_of
from tests.core.disk.odd_json import odd_sessions, spelt

MTIME = 1_700_000_000.5
DATA = Path(__file__).resolve().parents[2] / "data"
STORES = sorted(path.parent for path in DATA.rglob(INDEX))


def derived(**fields: Any) -> Fields:
    """The row that a file of the new generation with `fields` gives, decoded."""
    row: Fields = json.loads(derive_new(text_of(a_new_session(**fields)), "aa11", MTIME).literal)
    return row


@pytest.mark.parametrize("folder", STORES, ids=lambda folder: folder.parent.name)
def test_rows_are_byte_for_byte_what_the_server_wrote(folder: Path) -> None:
    text = (folder / INDEX).read_bytes()
    if b'"last_message_at"' not in text:
        pytest.skip("rows of the old generation")
    ids = [row["session_id"] for row in rows_in(folder)]
    files = [(folder / f"{session_id}.json").read_bytes() for session_id in ids]
    rows = [derive_new(data, i, MTIME).literal for data, i in zip(files, ids, strict=True)]
    assert b"[\n  " + b",\n  ".join(rows) + b"\n]" == text


@given(spelt(odd_sessions()))
def test_the_fast_path_says_what_the_slow_one_says(data: bytes) -> None:
    try:
        slow = row_literal(new_row_of(parse_session(data, "aa11"), MTIME))
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - of every kind
            derive_new(data, "aa11", MTIME)
    else:
        fast = derive_new(data, "aa11", MTIME).literal
        assert json.dumps(json.loads(fast)) == json.dumps(json.loads(slow))


@given(spelt(odd_sessions()))
def test_a_row_has_only_numbers_for_times_and_texts_that_utf8_can_carry(data: bytes) -> None:
    try:
        row = json.loads(derive_new(data, "aa11", MTIME).literal)
    except ValueError:
        return
    assert [row[name] for name in ("created_at", "updated_at") if not is_number(row[name])] == []
    assert is_number(row["last_message_at"])
    json.dumps(row, ensure_ascii=False).encode()


def test_a_file_of_the_old_generation_gives_every_field_too() -> None:
    assert tuple(derived()) == NEW_FIELDS


@pytest.mark.parametrize("bad", [None, "2026-05-01", True, [1]])
def test_a_time_that_is_no_number_never_gets_into_the_index(bad: object) -> None:
    assert derived(updated_at=bad)["updated_at"] == MAY


def test_the_last_message_is_the_last_that_is_not_of_a_tool_and_not_empty() -> None:
    messages = [
        {"role": "user", "content": "a", "timestamp": 5},
        {"role": "assistant", "content": "", "timestamp": 6},
        {"role": "assistant", "content": [], "timestamp": 7},
        {"role": "tool", "content": "b", "timestamp": 8},
    ]
    assert derived(messages=messages)["last_message_at"] == 5.0


def test_the_time_of_a_message_may_have_its_other_name() -> None:
    messages = [{"role": "user", "content": "a", "timestamp": None, "_ts": 5}]
    assert derived(messages=messages)["last_message_at"] == 5.0


def test_a_message_without_a_time_leaves_that_of_the_session() -> None:
    messages = [{"role": "user", "content": "a"}]
    assert derived(messages=messages)["last_message_at"] == MAY + 60.25


def test_a_time_too_big_for_a_float_leaves_that_of_the_session() -> None:
    messages = [{"role": "user", "content": "a", "timestamp": 10**400}]
    assert derived(messages=messages)["last_message_at"] == MAY + 60.25


def test_a_pending_first_message_counts_as_one() -> None:
    row = derived(messages=[], pending_user_message="hello", pending_started_at=MAY + 7)
    assert (row["message_count"], row["has_pending_user_message"]) == (1, True)
    assert row["last_message_at"] == MAY + 7


@pytest.mark.parametrize("nothing", [None, "", 0, False, [], {}])
def test_an_empty_pending_message_is_none(nothing: object) -> None:
    assert derived(messages=[], pending_user_message=nothing)["has_pending_user_message"] is False


@pytest.mark.parametrize("bad", [None, "now", True])
def test_a_pending_message_without_a_good_time_leaves_that_of_the_session(bad: object) -> None:
    row = derived(messages=[], pending_user_message="hello", pending_started_at=bad)
    assert row["last_message_at"] == MAY + 60.25


def test_only_messages_of_users_are_counted_as_theirs() -> None:
    messages = [{"role": "user"}, {"role": "tool"}, {"role": "user"}, {"role": 3}]
    assert derived(messages=messages)["user_message_count"] == 2


def test_a_parent_is_named_only_where_there_is_one() -> None:
    assert "parent_session_id" not in derived()
    assert derived(parent_session_id="bb22")["parent_session_id"] == "bb22"


def test_a_nested_value_is_indented_as_it_stands_in_the_index() -> None:
    literal = derive_new(
        text_of(a_new_session(composer_draft={"text": "x"})), "aa11", MTIME
    ).literal
    assert b'    "composer_draft": {\n      "text": "x"\n    },\n' in literal
