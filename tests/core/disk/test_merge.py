"""Two rows of one session held against each other."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.disk.merge import differences, merge
from core.disk.rows import derive
from tests.builders import Fields, a_row, a_session, text_of
from tests.core.disk.odd_json import values

DERIVED = derive(text_of(a_session()), "aa11", 0.0).literal


def row(**fields: object) -> bytes:
    """The literal of the right row, with `fields` in it or behind."""
    return text_of(a_row(a_session(), **fields))


def without(name: str) -> bytes:
    right: Fields = a_row(a_session())
    del right[name]
    return text_of(right)


def told(literal: bytes) -> list[tuple[str, object, object]]:
    return [(c.field, c.old_value, c.new_value) for c in differences(literal, DERIVED)]


def test_equal_rows_do_not_differ() -> None:
    assert differences(DERIVED, DERIVED) == []


def test_another_spelling_of_the_same_value_is_no_difference() -> None:
    literal = row(title="T").replace(b'"T"', rb'"\u0054itle of aa11"')
    assert told(literal) == []


def test_other_blanks_and_another_order_are_no_difference() -> None:
    assert told(json.dumps(dict(reversed(a_row(a_session()).items()))).encode()) == []


def test_a_value_that_the_file_decides_differs() -> None:
    assert told(row(title="Old")) == [("title", "Old", "Title of aa11")]


def test_a_field_that_every_row_has_is_missed() -> None:
    assert told(without("pinned")) == [("pinned", None, False)]


def test_a_field_that_only_the_index_knows_is_no_difference() -> None:
    assert told(row(note="mine", cache_hit_percent=5)) == []


def test_values_that_change_with_every_key_stroke_are_no_difference() -> None:
    assert told(row(composer_draft={"text": "x"}, active_stream_id="1")) == []


def test_one_is_not_true() -> None:
    assert [change[0] for change in told(row(pinned=0))] == ["pinned"]


def test_a_whole_number_is_the_same_as_a_float() -> None:
    assert told(row(input_tokens=10.0)) == []


def test_a_merge_takes_what_the_file_decides_and_keeps_every_other_byte() -> None:
    literal = row(title="Old", note=[1.50])
    assert merge(literal, DERIVED) == literal.replace(b'"Old"', b'"Title of aa11"')


def test_a_merge_adds_what_is_missing() -> None:
    merged = merge(without("pinned"), DERIVED)
    assert json.loads(merged) == a_row(a_session())
    assert differences(merged, DERIVED) == []


def test_a_merge_of_an_equal_row_is_that_row() -> None:
    literal = row(note="mine")
    assert merge(literal, DERIVED) == literal


@given(st.sampled_from(["title", "model", "input_tokens", "personality"]), values)
def test_what_differs_can_be_told_to_another_process(name: str, value: object) -> None:
    literal = text_of_odd(a_row(a_session(), **{name: value}))
    for change in differences(literal, DERIVED):
        msgspec.msgpack.encode([change.old_value, change.new_value])
        json.dumps(change.old_value, ensure_ascii=False).encode()


def text_of_odd(fields: Fields) -> bytes:
    """The text of `fields`, which may hold lone surrogates."""
    return json.dumps(fields, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("depth", [200, 900, 990, 1_000, 5_000])
def test_a_deeply_nested_value_stops_nobody(depth: int) -> None:
    literal = row(title="T").replace(b'"T"', b"[" * depth + b"]" * depth)
    told = [msgspec.msgpack.encode(change.old_value) for change in differences(literal, DERIVED)]
    assert len(told) <= 1
