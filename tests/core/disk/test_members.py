"""Where the values of a JSON object stand, and how one of them is replaced."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.disk.members import NotAnObject, insert, literal_of, spans, splice
from tests.builders import a_new_session, text_of
from tests.core.disk.odd_json import texts, values

SPACES = st.sampled_from(["", " ", "\n", "\r\n", "\t", "  \n "])
NEW = b'"\xe2\x9c\x93 new"'


@st.composite
def objects(draw: st.DrawFn) -> tuple[bytes, dict[str, Any]]:
    """The text of an object with odd blanks, keys given twice and escapes, and what it means."""
    members, meant = [], {}
    for key in draw(st.lists(texts, max_size=5)):
        value, ascii_only = draw(values), draw(st.booleans())
        name = json.dumps(key, ensure_ascii=ascii_only)
        text = json.dumps(
            value, ensure_ascii=draw(st.booleans()), indent=draw(st.none() | st.just(1))
        )
        gaps = [draw(SPACES) for _ in range(4)]
        members.append(f"{gaps[0]}{name}{gaps[1]}:{gaps[2]}{text}{gaps[3]}")
        meant[json.loads(name)] = json.loads(text)
    around = [draw(SPACES) for _ in range(3)]
    inside = ",".join(members) or around[2]
    text = around[0] + "{" + inside + "}" + around[1]
    return text.encode("utf-8", "backslashreplace"), meant


def same(one: Any, other: Any) -> bool:
    """Compare decoded JSON; `NaN` is itself here."""
    return json.dumps(one) == json.dumps(other)


@given(objects())
def test_every_value_stands_where_it_is_said_to_stand(found: tuple[bytes, dict[str, Any]]) -> None:
    data, meant = found
    where = spans(data)
    assert where.keys() == meant.keys()
    for key, span in where.items():
        assert same(json.loads(data[span.start : span.end]), meant[key])


@given(objects(), st.data())
def test_a_splice_changes_the_bytes_of_that_value_only(
    found: tuple[bytes, dict[str, Any]], draw: st.DataObject
) -> None:
    data, meant = found
    if not meant:
        return
    key = draw.draw(st.sampled_from(sorted(meant)))
    span = spans(data)[key]
    spliced = b"".join(splice(data, {key: NEW}))
    assert spliced == data[: span.start] + NEW + data[span.end :]
    assert same(json.loads(spliced.decode()), meant | {key: "✓ new"})


@given(objects())
def test_an_inserted_member_is_added_and_nothing_else(found: tuple[bytes, dict[str, Any]]) -> None:
    data, meant = found
    if "added" in meant:
        return
    assert same(json.loads(insert(data, {"added": NEW}).decode()), meant | {"added": "✓ new"})


def test_a_key_inside_a_value_is_not_a_member() -> None:
    data = b'{"messages": [{"title": "inner"}], "x": {"title": 2}, "title": "outer"}'
    assert b"".join(splice(data, {"title": b"1"})).endswith(b'{"title": 2}, "title": 1}')


def test_of_a_key_given_twice_the_last_one_counts() -> None:
    data = b'{"title": "first", "a": 1, "title": "last"}'
    assert b"".join(splice(data, {"title": b"0"})) == b'{"title": "first", "a": 1, "title": 0}'


def test_a_key_spelt_with_escapes_is_found() -> None:
    assert b"".join(splice(rb'{"t\u0069tle": "a"}', {"title": b"0"})) == rb'{"t\u0069tle": 0}'


def test_numbers_keep_their_spelling() -> None:
    data = b'{"a": 1.50, "title": "x", "b": 1E5, "c": -0, "d": NaN, "e": 1e400}'
    assert b"".join(splice(data, {"title": b"0"})) == data.replace(b'"x"', b"0")


def test_several_values_are_replaced_at_once() -> None:
    data = b'{"a": 1, "b": 2, "c": 3}'
    assert b"".join(splice(data, {"c": b"33", "a": b"11"})) == b'{"a": 11, "b": 2, "c": 33}'


def test_a_key_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(KeyError):
        splice(b'{"a": 1}', {"b": b"2"})


@pytest.mark.parametrize("data", [b"[]", b"1", b'"{}"', b"null", b" [1] "])
def test_what_is_no_object_has_no_members(data: bytes) -> None:
    with pytest.raises(NotAnObject):
        spans(data)


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"{",
            b"}",
            b'{"a"}',
            b'{"a": }',
            b'{"a": 1,}',
            b'{"a": 1} x',
            b'{"a": 1}{',
            b"\xff",
        ),
        *(b'{"a": "\xff", "b": NaN}', b"\xef\xbb\xbf{}", b'{"a": 01}', b'{"a": "\n"}', b"{'a': 1}"),
    ],
)
def test_what_python_does_not_read_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of every kind
        spans(data)


@pytest.mark.parametrize("ending", [b"", b"]" * 200_000])
def test_a_value_nested_too_deeply_is_refused(ending: bytes) -> None:
    with pytest.raises((RecursionError, ValueError)):
        spans(b'{"a": ' + b"[" * 200_000 + ending + b"}")


def test_a_member_is_inserted_behind_the_last_one_and_indented_alike() -> None:
    data = text_of(a_new_session())
    assert insert(data, {"x": b"1"}) == data[:-2] + b',\n  "x": 1\n}'


def test_a_member_is_inserted_into_a_compact_object() -> None:
    assert insert(b'{"a":1}', {"b": b"2"}) == b'{"a":1, "b": 2}'


def test_a_member_is_inserted_into_an_empty_object() -> None:
    assert insert(b"{ }", {"b": b"2", "c": b"3"}) == b'{ "b": 2, "c": 3}'


def test_a_value_is_written_as_the_server_writes_it() -> None:
    assert literal_of({"a": ["é", 1.0, None]}, indent=2, level=1) == (
        '{\n    "a": [\n      "é",\n      1.0,\n      null\n    ]\n  }'.encode()
    )


def test_a_newline_in_a_text_is_not_taken_for_one_between_values() -> None:
    assert literal_of({"a": "x\ny"}, indent=2, level=1) == b'{\n    "a": "x\\ny"\n  }'


def test_a_lone_surrogate_stays_the_escape_it_was() -> None:
    assert literal_of("a\ud800") == rb'"a\ud800"'
