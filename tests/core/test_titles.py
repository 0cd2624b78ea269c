"""The judge of titles."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.titles import MAX_TITLE, clean_title, shown_title, without_surrogates

any_text = st.text(st.characters())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Fix the build ", "Fix the build"),
        ("two\nlines", "two lines"),
        ("a\r\nb", "a  b"),
        ("tab\there", "tab here"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("bell\a and escape\x1b[31m", "bell and escape[31m"),
        ("nul\0", "nul"),
        ("\u202eevil", "evil"),
        ("\u2066a\u2069", "a"),
        ("重构会话索引", "重构会话索引"),
        ("👩‍💻 pair", "👩‍💻 pair"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
        (" \n\t\u2003 ", ""),
        ("\x00\x1b\u202e", ""),
    ],
)
def test_a_title_is_cleaned(typed: str, kept: str) -> None:
    assert clean_title(typed) == kept


def test_eighty_code_points_are_kept() -> None:
    assert clean_title("x" * 80) == "x" * 80


def test_the_eighty_first_goes() -> None:
    assert clean_title("x" * 81) == "x" * 80


def test_code_points_are_counted_not_utf16_units() -> None:
    assert clean_title("😀" * 81) == "😀" * 80


def test_a_cut_behind_a_blank_leaves_no_blank_at_the_end() -> None:
    assert clean_title("x" * 79 + " y") == "x" * 79


@given(any_text)
def test_a_clean_title_stays_as_it_is(typed: str) -> None:
    assert clean_title(clean_title(typed)) == clean_title(typed)


@given(any_text)
def test_a_clean_title_can_be_written_and_fits_on_one_line(typed: str) -> None:
    title = clean_title(typed)
    title.encode()
    assert len(title) <= MAX_TITLE
    assert title == title.strip()
    assert len(title.splitlines()) <= 1
    assert not any(unicodedata.category(character) == "Cc" for character in title)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("A title", "A title"),
        ("", ""),
        (" blanks stay ", " blanks stay "),
        (None, "Untitled"),
        (42, "42"),
        (1.5, "1.5"),
        (True, "Untitled"),
        (["a"], "Untitled"),
        ("a\ud83dz", "a\ufffdz"),
    ],
)
def test_whatever_stands_in_a_file_has_a_title_to_show(stored: object, shown: str) -> None:
    assert shown_title(stored) == shown


def test_a_title_that_is_already_too_long_is_shown_whole() -> None:
    assert shown_title("x" * 200) == "x" * 200


@given(any_text)
def test_every_lone_surrogate_is_replaced_and_nothing_else(text: str) -> None:
    pairs = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in pairs)
    assert without_surrogates(text) == expected


@pytest.mark.parametrize("text", ["\ufeffa", "\ufffea", "\ufeff\ufeff", "\ud800\ufeff"])
def test_a_byte_order_mark_in_a_title_is_a_character_like_any_other(text: str) -> None:
    assert without_surrogates(text) == text.replace("\ud800", "\ufffd")
