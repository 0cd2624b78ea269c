"""What Python's `json` makes of a session file, and words for what is wrong with one."""

from __future__ import annotations

import pytest

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
