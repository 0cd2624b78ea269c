"""The index in pieces of whole rows, whose bytes are kept as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.disk import index_file
from core.disk.atomic import Expected, replace
from core.disk.index_file import (
    IndexBroken,
    IndexText,
    check_ids,
    read_index_bytes,
    text_of,
)
from core.disk.reading import Stamp, stamp_of
from tests.builders import Fields, a_row, a_session, some_sessions
from tests.builders import text_of as json_text
from tests.core.disk.odd_json import texts, values

STAMP = Stamp(0, 0, 0, 0)
ids = st.lists(st.sampled_from(["a1", "b2", "c3", "d4"]), max_size=6)
indents = st.sampled_from([None, 0, 1, 2, 4, "\t"])


def rows(count: int) -> list[Fields]:
    return [a_row(session) for session in some_sessions(count)]


def joined(text: IndexText) -> bytes:
    return b"".join(text.parts())


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a row or two, so that little indexes are cut as often as big ones."""
    monkeypatch.setattr(index_file, "PIECE", 600)


@st.composite
def indexes(draw: st.DrawFn) -> tuple[bytes, list[Fields]]:
    """The text of an index in any spelling, with odd fields, and what it means."""
    found = []
    for session_id in draw(ids):
        row = a_row(a_session(session_id), title=draw(texts), note=draw(values))
        found.append(row if draw(st.booleans()) else {"session_id": session_id, "x": [{}, {}]})
    ascii_only, indent = draw(st.booleans()), draw(indents)
    text = json.dumps(found, ensure_ascii=ascii_only, indent=indent)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\n\n"])))
    return text.encode("utf-8", "backslashreplace"), json.loads(text)


def meant(data: bytes) -> str:
    """What JSON text means, with `NaN` equal to itself."""
    return json.dumps(json.loads(data))


@pytest.mark.usefixtures("small_pieces")
class TestAnyIndex:
    """Whatever the spelling, rows are found and all others keep their bytes."""

    @given(indexes())
    def test_every_row_is_found_in_order(self, index: tuple[bytes, list[Fields]]) -> None:
        data, found = index
        text = IndexText.of(data, STAMP)
        assert [row.session_id for row in text.rows()] == [row["session_id"] for row in found]
        assert [meant(literal) for literal in text.literals()] == [json.dumps(row) for row in found]

    @given(indexes())
    def test_the_text_put_together_means_the_same(self, index: tuple[bytes, list[Fields]]) -> None:
        data, found = index
        assert meant(joined(IndexText.of(data, STAMP))) == json.dumps(found)

    @given(indexes(), st.sampled_from(["a1", "b2", "c3", "zz"]))
    def test_an_edit_changes_all_rows_with_that_id_and_no_other_byte(
        self, index: tuple[bytes, list[Fields]], session_id: str
    ) -> None:
        text = IndexText.of(index[0], STAMP)
        before = text.literals()
        there = any(row["session_id"] == session_id for row in index[1])
        assert text.edit({session_id: lambda row: row[:-1] + b', "new": 1}'}) == there
        expected = [
            literal[:-1] + b', "new": 1}' if row["session_id"] == session_id else literal
            for literal, row in zip(before, index[1], strict=True)
        ]
        assert text.literals() == expected
        assert json.loads(joined(text)) is not None

    @given(indexes())
    def test_a_second_edit_sees_the_first(self, index: tuple[bytes, list[Fields]]) -> None:
        text = IndexText.of(index[0], STAMP)
        seen: list[bytes] = []
        text.edit({"a1": lambda _: b'{"session_id": "a1"}'})
        text.edit({"a1": lambda row: seen.append(row) or row})  # type: ignore[func-returns-value]
        assert set(seen) <= {b'{"session_id": "a1"}'}


@pytest.mark.usefixtures("small_pieces")
def test_a_big_index_is_cut_and_comes_together_byte_for_byte() -> None:
    data = json_text(rows(20))
    text = IndexText.of(data, STAMP)
    assert len(text.pieces) > 5
    assert joined(text) == data
    assert text.is_still(data)


@pytest.mark.usefixtures("small_pieces")
def test_an_edit_of_one_row_leaves_the_other_pieces_as_they_are() -> None:
    data = json_text(rows(20))
    text = IndexText.of(data, STAMP)
    text.edit({"s0007": lambda row: row.replace(b"opus", b"haiku")})
    assert joined(text) == data.replace(b"opus", b"haiku", 8).replace(b"haiku", b"opus", 7)


@pytest.mark.usefixtures("small_pieces")
def test_a_seam_inside_a_row_cuts_nothing() -> None:
    nested = b'{"session_id": "a1", "x": [' + b"{\n  },\n  " * 200 + b"{\n  }]}"
    data = b"[\n  " + nested + b",\n  " + b'{"session_id": "b2"}' + b"\n]"
    text = IndexText.of(data, STAMP)
    assert text.literals() == [nested, b'{"session_id": "b2"}']


def test_a_row_that_stands_inside_another_as_well_is_edited_where_it_is_a_row() -> None:
    inner = b'{"session_id": "a1"}'
    text = IndexText.of(b'[{"session_id": "b2", "copy": ' + inner + b"}, " + inner + b"]", STAMP)
    text.edit({"a1": lambda _: b'{"session_id": "a1", "new": 1}'})
    assert json.loads(joined(text)) == [
        {"session_id": "b2", "copy": {"session_id": "a1"}},
        {"session_id": "a1", "new": 1},
    ]


def test_equal_rows_are_edited_each() -> None:
    row = b'{"session_id": "a1", "n": 0}'
    text = IndexText.of(b"[" + b", ".join([row] * 3) + b"]", STAMP)
    numbers = iter(b"123")
    text.edit({"a1": lambda row: row.replace(b"0", bytes([next(numbers)]))})
    assert [row["n"] for row in json.loads(joined(text))] == [1, 2, 3]


def test_an_edit_that_changes_nothing_says_so() -> None:
    text = IndexText.of(json_text(rows(2)), STAMP)
    assert not text.edit({"s0001": lambda row: row})


def test_an_edit_of_an_id_that_is_not_there_says_so() -> None:
    assert not IndexText.of(json_text(rows(2)), STAMP).edit({"zz": lambda _: b"{}"})


def test_carriage_returns_and_tabs_stay_inside_and_between_rows() -> None:
    data = b'[\r\n\t{"session_id": "a1",\r\n\t\t"n": 1},\r\n\t{"session_id": "b2"}\r\n]'
    text = IndexText.of(data, STAMP)
    text.edit({"b2": lambda row: row})
    assert data[4:-3] in joined(text)


@pytest.mark.parametrize("data", [b"[]", b" [ ] ", b"[\n\n]\n", b"\t[]"])
def test_an_empty_list_is_an_index(data: bytes) -> None:
    text = IndexText.of(data, STAMP)
    assert (text.rows(), text.literals(), joined(text)) == ([], [], b"[]")


def test_an_index_made_of_rows_is_what_the_server_would_write() -> None:
    data = json_text(rows(3))
    assert joined(IndexText.of_rows(IndexText.of(data, STAMP).literals(), STAMP)) == data


def test_an_index_of_no_rows_is_an_empty_list() -> None:
    assert b"".join(text_of([])) == b"[]"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"{}", "it is not a list"),
        (b"null", "it is not a list"),
        (b"[1", "it is damaged or cut off"),
        (b"x", "it is damaged or cut off"),
        (b"[" * 100_000, "it is damaged or cut off"),
        (b"\xff[]", "it is damaged or cut off"),
    ],
)
def test_what_is_no_list_is_no_index(data: bytes, reason: str) -> None:
    with pytest.raises(IndexBroken) as caught:
        IndexText.of(data, STAMP)
    assert str(caught.value) == reason


READERS: list[Callable[[IndexText], object]] = [
    IndexText.rows,
    IndexText.literals,
    lambda text: text.edit({"a1": lambda row: row}),
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "data",
    [
        *(b"[1]x]", b"[}]", b'[{"session_id": "a1"} {}]', b'[{"session_id": "a1"},]', b"[,]"),
        *(b'[{"session_id": "a\n1"}]', b'[{"session_id": "a1", "x": 01}]', b'[{"a": ]'),
    ],
)
def test_a_list_with_damage_in_it_is_no_index(
    data: bytes, read: Callable[[IndexText], object]
) -> None:
    with pytest.raises(IndexBroken):
        read(IndexText.of(data, STAMP))


@pytest.mark.parametrize("row", [b"1", b"null", b"[]", b'"x"', b"{}", b'{"session_id": 1}'])
def test_a_row_without_an_id_is_no_row(row: bytes) -> None:
    with pytest.raises(IndexBroken):
        IndexText.of(b"[" + row + b"]", STAMP).rows()


@pytest.mark.parametrize("depth", range(900, 1010, 9))
def test_a_row_nested_to_the_limit_is_a_row_or_damage(depth: int) -> None:
    row = b'{"session_id": "a1", "title": null, "x": ' + b"[" * depth + b"]" * depth + b"}"
    try:
        assert [row.session_id for row in IndexText.of(b"[" + row + b"]", STAMP).rows()] == ["a1"]
    except IndexBroken:
        assert depth > 900


@pytest.mark.parametrize("bad", ["", "_a", "a/b", "x" * 129, "a\n", "a/"])
def test_an_id_that_no_session_can_have_is_damage(bad: str) -> None:
    with pytest.raises(IndexBroken, match="an id that no session can have"):
        check_ids(["a1", bad, "b2"])


def test_good_ids_are_no_damage() -> None:
    check_ids(["a1", "b2", "20260412_101112_ab12cd", "x" * 128])
    check_ids([])


def test_a_missing_index_has_no_bytes(tmp_path: Path) -> None:
    assert read_index_bytes(tmp_path / "_index.json") is None


def test_an_index_is_read_with_its_stamp(tmp_path: Path) -> None:
    path = tmp_path / "_index.json"
    path.write_bytes(b"[]")
    assert read_index_bytes(path) == (b"[]", stamp_of(path))


def test_an_index_is_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "_index.json"
    stamp = replace(path, [b"[", b"]"], Expected(None))
    assert read_index_bytes(path) == (b"[]", stamp)
