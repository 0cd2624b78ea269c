"""What is offered while a query is typed."""

from __future__ import annotations

import pytest

from core.search.completion import complete

VALUES = {
    "model": ["anthropic/claude-opus", "openai/gpt-5", "Größe 1"],
    "project": ["My project", 'odd "name"'],
}


def after(text: str) -> str:
    """The text after the first suggestion has been taken, with a bar where it is written."""
    at = text.index("|")
    plain = text.replace("|", "")
    found = complete(plain, at, VALUES)
    if not found.texts:
        return ""
    return f"{plain[: found.start]}[{found.texts[0]}]{plain[found.stop :]}"


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("mo|", "[model:]"),
        ("-mo|", "-[model:]"),
        ("foo is|", "foo [is:]"),
        ("is:|", "is:[pinned]"),
        ("is:ar| x", "is:[archived] x"),
        ("model:gpt| x", "model:[openai/gpt-5] x"),
        ("model:x,op|", "model:x,[openai/gpt-5]"),
        ("model:gro|", 'model:["Größe 1"]'),
        ("project:|", 'project:["My project"]'),
        ('project:"my p|', 'project:["My project"]'),
        ("project:odd|", 'project:["odd  name "]'),
        ("role:a|", "role:[assistant]"),
        ("size:|", "size:[>100kb]"),
        ("foo |", "foo [title:]"),
        ("xyz|", ""),
        ("http:|", ""),
        ("is:pinned|", ""),
    ],
)
def test_the_best_suggestion(typed: str, then: str) -> None:
    assert after(typed) == then


@pytest.mark.parametrize("cursor", [-5, 0, 99])
def test_the_cursor_may_be_anywhere(cursor: int) -> None:
    found = complete("is:", cursor, VALUES)
    assert 0 <= found.start <= found.stop <= 3


def test_an_empty_field_offers_keys() -> None:
    assert complete("", 0, VALUES).texts[:2] == ("title:", "model:")
