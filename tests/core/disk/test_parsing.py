"""What Python's `json` makes of a session file, and words for what is wrong with one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.disk.parsing import NotThisSession, check_utf8, is_mismatch, parse_object, parse_session


def test_a_session_is_its_fields() -> None:
    assert parse_session(b'{"session_id": "aa11", "x": NaN}', "aa11").keys() == {"session_id", "x"}


@pytest.mark.parametrize("data", [b'{"session_id": "bb22"}', b"{}", b'{"session_id": ["aa11"]}'])
def test_a_session_of_another_name_is_not_this_one(data: bytes) -> None:
    with pytest.raises(NotThisSession):
        parse_session(data, "aa11")


def test_text_is_utf8() -> None:
    check_utf8("é重".encode())
    with pytest.raises(UnicodeDecodeError):
        check_utf8(b"\xed\xa0\x80")


def python_takes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def check_takes(data: bytes) -> bool:
    try:
        check_utf8(data)
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("ascii_before", range(16_380, 16_390))
@pytest.mark.parametrize(
    "text", ["é", "重", "😀", "😀重é" * 9_000], ids=["two", "three", "four", "many"]
)
def test_long_text_is_utf8_wherever_its_letters_stand(ascii_before: int, text: str) -> None:
    check_utf8(b"x" * ascii_before + text.encode())


@pytest.mark.parametrize("ascii_before", range(16_376, 16_386))
@pytest.mark.parametrize("bad", [b"\x80", b"\xf0\x9f\x98", b"\xe9\x87", b"\xc3", b"\x80" * 40_000])
@pytest.mark.parametrize("after", [b"", b"x", "重".encode() * 9_000])
def test_a_bad_byte_is_found_wherever_it_stands(
    ascii_before: int, bad: bytes, after: bytes
) -> None:
    with pytest.raises(UnicodeDecodeError):
        check_utf8(b"x" * ascii_before + bad + after)


@given(
    pieces=st.lists(
        st.one_of(st.binary(max_size=6), st.text(max_size=3).map(lambda t: t.encode("utf-8"))),
        max_size=8,
    ),
    filler=st.integers(16_360, 16_400),
)
def test_it_takes_what_python_takes(pieces: list[bytes], filler: int) -> None:
    data = (b"x" * filler).join([b"", *pieces])
    assert check_takes(data) is python_takes(data)


@pytest.mark.parametrize("inner", ["bb22", None, 7, "\ud800", "x" * 500])
def test_a_mismatch_is_known_by_its_words(inner: object) -> None:
    assert is_mismatch(str(NotThisSession(inner)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t\0\0", "nothing but blanks"),
        (b"[]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{'a': 1}", "damaged at byte 1"),
        (b'{"a": 1', "cut off at byte 7"),
        (b'{"a": "b', "cut off at byte 8"),
        (b'{"a": "\xff"}', "not UTF-8 text (byte 7)"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b'{"a": 1}\0\0\0', "damaged at byte 8"),
        (b'{"\xc3\xa4": 1} x', "damaged at byte 10"),
    ],
)
def test_damage_is_told_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_object(data)
    assert words in str(caught.value)
