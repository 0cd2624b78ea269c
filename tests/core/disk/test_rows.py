"""The row of the old generation that a session file gives."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given

from core.disk.parsing import NotThisSession, parse_session
from core.disk.rows import derive, is_number, old_row_of, row_literal, row_of_literal
from core.values import SessionRow
from tests.builders import MAY, Fields, a_row, a_session, rows_in, text_of
from tests.core.disk.odd_json import odd_sessions, spelt

MTIME = 1_700_000_000.5
WRONG_IN_SAMPLE = {
    *(("3a6be2d904f7", "title"), ("04d7b6e15c38", "message_count")),  # stale rows
    *(("7ea1309cd4f6", "updated_at"), ("7ea1309cd4f6", "message_count")),
    *(("42c0ffee1984", "title"), ("1fb7a0954c2e", "title")),  # titles of another type
    *((session_id, "profile") for session_id in ("91d7e3fa60b8", "2b90ce64a7f3", "c3580bd1f64e")),
}


def derived(fields: Fields) -> Fields:
    """The row that a file with `fields` gives, decoded."""
    row: Fields = json.loads(derive(text_of(fields), fields["session_id"], MTIME).literal)
    return row


def test_a_row_has_the_seventeen_fields_of_the_old_server_in_its_order() -> None:
    assert list(derived(a_session()).items()) == list(a_row(a_session()).items())


def test_a_row_is_indented_as_it_stands_in_the_index() -> None:
    rows = text_of([a_row(a_session())])
    assert rows == b"[\n  " + derive(text_of(a_session()), "aa11", MTIME).literal + b"\n]"


def test_rows_are_what_the_server_wrote_but_for_what_is_wrong_in_the_sample(
    sample_old: Path,
) -> None:
    wrong = set()
    for row in rows_in(sample_old):
        path = sample_old / f"{row['session_id']}.json"
        with suppress(OSError, ValueError):  # ghosts, and files that are damaged
            found = json.loads(derive(path.read_bytes(), path.stem, MTIME).literal)
            wrong |= {(path.stem, name) for name in row if found[name] != row[name]}
    assert wrong == WRONG_IN_SAMPLE


@given(spelt(odd_sessions()))
def test_the_fast_path_says_what_the_slow_one_says(data: bytes) -> None:
    try:
        slow = row_literal(old_row_of(parse_session(data, "aa11"), MTIME))
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - of every kind
            derive(data, "aa11", MTIME)
    else:
        fast = derive(data, "aa11", MTIME).literal
        assert json.dumps(json.loads(fast)) == json.dumps(json.loads(slow))


@given(spelt(odd_sessions()))
def test_a_row_has_only_numbers_for_times_and_texts_that_utf8_can_carry(data: bytes) -> None:
    try:
        row = json.loads(derive(data, "aa11", MTIME).literal)
    except ValueError:
        return
    assert is_number(row["created_at"])
    assert is_number(row["updated_at"])
    json.dumps(row, ensure_ascii=False).encode()


@given(spelt(odd_sessions()))
def test_the_values_of_a_derived_row_are_those_of_its_literal(data: bytes) -> None:
    try:
        found = derive(data, "aa11", MTIME)
    except ValueError:
        return
    assert found.row == row_of_literal(found.literal)


def test_a_title_that_is_null_becomes_untitled() -> None:
    assert derived(a_session(title=None))["title"] == "Untitled"


def test_a_title_that_is_missing_becomes_untitled() -> None:
    fields = a_session()
    del fields["title"]
    assert derived(fields)["title"] == "Untitled"


def test_a_title_that_is_a_number_becomes_its_text() -> None:
    assert derived(a_session(title=42))["title"] == "42"


def test_a_lone_surrogate_in_a_title_becomes_the_replacement_character() -> None:
    data = text_of(a_session(title="T")).replace(b'"T"', rb'"a\ud83dz"')
    assert json.loads(derive(data, "aa11", MTIME).literal)["title"] == "a\ufffdz"


def test_a_lone_surrogate_in_a_field_that_is_never_shown_is_replaced_as_well() -> None:
    data = text_of(a_session(personality="P")).replace(b'"P"', rb'"a\ud83dz"')
    assert json.loads(derive(data, "aa11", MTIME).literal)["personality"] == "a\ufffdz"


@pytest.mark.parametrize("bad", [None, "2026-05-01", True, [], {}, float("nan"), float("inf")])
def test_a_bad_updated_at_becomes_created_at(bad: object) -> None:
    assert derived(a_session(updated_at=bad))["updated_at"] == MAY


@pytest.mark.parametrize("bad", [None, "2026-05-01", True, 10**400])
def test_without_any_time_that_is_a_number_the_files_own_time_is_taken(bad: object) -> None:
    row = derived(a_session(created_at=bad, updated_at=bad))
    assert (row["created_at"], row["updated_at"]) == (MTIME, MTIME)


def test_a_bad_created_at_becomes_updated_at() -> None:
    assert derived(a_session(created_at="x"))["created_at"] == MAY + 60.25


def test_messages_that_are_no_list_count_as_none() -> None:
    assert derived(a_session(messages={"a": 1}))["message_count"] == 0


def test_all_messages_count_those_of_tools_too() -> None:
    assert (
        derived(a_session(messages=[{"role": "tool"}, {"role": "user"}, "odd"]))["message_count"]
        == 3
    )


def test_a_file_with_nan_in_a_message_is_readable() -> None:
    fields = a_session(messages=[{"role": "user", "content": "x", "timestamp": float("nan")}])
    assert derived(fields)["message_count"] == 1


def test_a_file_with_another_id_inside_is_not_this_session() -> None:
    with pytest.raises(NotThisSession, match="bb22"):
        derive(text_of(a_session("bb22")), "aa11", MTIME)


def test_a_file_without_an_id_is_not_this_session() -> None:
    with pytest.raises(NotThisSession, match="no session_id"):
        derive(b'{"title": "T"}', "aa11", MTIME)


def test_bytes_that_are_not_utf8_inside_a_message_are_damage() -> None:
    data = text_of(a_session()).replace(b"words 1", b"words \xff")
    with pytest.raises(ValueError, match="UTF-8"):
        derive(data, "aa11", MTIME)


def test_a_row_without_an_id_is_no_row() -> None:
    with pytest.raises(ValueError, match="session_id"):
        row_of_literal(b'{"title": "T"}')


def test_an_odd_row_is_put_right() -> None:
    literal = b'{"session_id": "a", "title": null, "updated_at": "x", "message_count": true}'
    assert row_of_literal(literal) == SessionRow(session_id="a", profile=None, workspace="")


def test_the_noncharacter_names_of_our_own_fields_are_no_way_in() -> None:
    row = row_of_literal(b'{"session_id": "a", "problem": "no", "size": 3, "listed": 0}')
    assert (row.problem, row.size, row.listed) == (None, None, True)


@pytest.mark.parametrize("value", [True, "1", None, float("nan"), float("-inf"), 10**400])
def test_not_every_value_is_a_number(value: object) -> None:
    assert not is_number(value)


@pytest.mark.parametrize("value", [0, -1.5, 10**300])
def test_finite_numbers_are_numbers(value: object) -> None:
    assert is_number(value)
