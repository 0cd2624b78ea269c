"""JSON for scripts that a person may look at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from core.store.json_text import json_text
from tests.core.disk.odd_json import values


def strict(text: str) -> Any:
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@given(values)
def test_any_value_is_strict_json_that_shows_itself(value: Any) -> None:
    text = json_text(value)
    strict(text)
    text.encode()
    assert [c for c in text if not c.isprintable() and c != "\n"] == []


@pytest.mark.parametrize(
    "value",
    ["é重😀", "a\nb\tc", "\x1b[31m\x7f\x9b\u202e\u2028", 10**40, {"a": [1, None, True]}, 1.5],
)
def test_a_value_is_read_back_as_it_was(value: object) -> None:
    assert strict(json_text(value)) == value


def test_letters_of_all_scripts_stay_letters() -> None:
    assert json_text({"title": "é重😀"}) == '{\n  "title": "é重😀"\n}'


@pytest.mark.parametrize("beside", [0, 10**40])
def test_nan_becomes_null(beside: int) -> None:
    assert strict(json_text([float("nan"), float("inf"), beside])) == [None, None, beside]
