"""Text made fit to be shown: one line, plain, and in the direction of its script."""

from __future__ import annotations

import pytest

from gui.sessions.texts import one_line, reads_right_to_left, size_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", False),
        ("Über", False),
        ("重构", False),
        ("عنوان", True),
        ("כותרת", True),
        ("123 !? עברית", True),
        ("Fix عنوان", False),
        ("⚠ \u2068عنوان\u2069 – empty", False),
        ("\u2067a\u2069 עברית", True),
        ("", False),
        ("\U0001f680", False),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, expected: bool) -> None:
    assert reads_right_to_left(text) is expected


@pytest.mark.parametrize("text", ["plain", "重构", "e\u0301", "👩\u200d👧", "\u00a0", "עברית"])
def test_what_can_be_shown_stays_as_it_is(text: str) -> None:
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (1_023, "1,023 bytes"), (1_024, "1.0 kB"), (2**30, "1.0 GB")]
)
def test_a_size_is_a_few_digits_and_a_unit(size: int, text: str) -> None:
    assert size_text(size) == text
