"""What the dialog says about findings, whatever stands in the files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from core.values import KINDS, FindingKind
from gui.repair import words
from tests.gui.repair.builders import FOLDER, a_finding


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local times are those of Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def change(**fields: Any) -> str:
    return words.change_text(a_finding("stale", **fields))


@pytest.mark.parametrize(
    ("field", "old", "new", "text"),
    [
        ("title", "Old", "New", "title: “Old” → “New”"),
        ("message_count", 3, 12, "messages: 3 → 12"),
        ("pinned", True, False, "pinned: yes → no"),
        ("project_id", None, "p1", "project: nothing → “p1”"),
        ("input_tokens", 1, 2.5, "input tokens: 1 → 2.5"),
        ("updated_at", "soon", None, "updated: “soon” → nothing"),
        ("updated_at", float("nan"), float("inf"), "updated: nan → inf"),
        ("updated_at", 1e300, 5, "updated: 1e+300 → 1970-01-01 00:00:05"),
        ("title", {"a": [1, "é"]}, "x", 'title: {"a": [1, "é"]} → “x”'),
    ],
)
def test_a_stale_value_shows_what_was_and_what_will_be(
    in_utc: None, field: str, old: object, new: object, text: str
) -> None:
    assert change(field=field, old=old, new=new) == text


def test_two_times_within_one_second_are_told_apart() -> None:
    text = change(field="updated_at", old=1790000000.25, new=1790000000.5)
    assert text == "updated: 1790000000.25 → 1790000000.5"


def test_a_reason_is_told_as_it_is() -> None:
    finding = a_finding("unreadable", reason="cut off at byte 812")
    assert words.change_text(finding) == "cut off at byte 812"


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_finding_is_named_by_the_title_it_brings_along(side: str) -> None:
    assert words.name_text(a_finding("ghost", **{side: "My\ntalk"})) == "My talk"


@pytest.mark.parametrize("title", [None, "", 7])
def test_a_finding_without_a_title_is_named_by_its_session(title: object) -> None:
    assert words.name_text(a_finding("ghost", "aa11", old=title)) == "aa11"


def test_a_stale_title_is_not_its_name() -> None:
    assert words.name_text(a_finding("stale", "aa11", field="title", old="a", new="b")) == "aa11"


def test_a_title_of_several_lines_becomes_one() -> None:
    assert change(field="title", old="a\n\tb", new="c") == "title: “a b” → “c”"


def test_a_long_value_is_cut() -> None:
    shown = change(field="title", old="x" * 5_000, new="y")
    assert shown == f"title: “{'x' * (words.MAX_VALUE - 1)}…” → “y”"


def test_a_finding_without_a_session_is_named_by_its_file() -> None:
    assert words.name_text(a_finding("temp", "", path=f"{FOLDER}/7.tmp.1")) == "7.tmp.1"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_heading_and_a_remedy(kind: FindingKind) -> None:
    repairable = a_finding(kind).repairable
    assert all((words.kind_name(kind), words.remedy(kind, repairable=repairable)))


def test_files_with_another_id_are_left_alone_if_no_row_points_to_them() -> None:
    said = words.remedy("id_mismatch", repairable=False)
    assert said == words.remedy("unreadable", repairable=False)


@pytest.mark.parametrize(
    ("say", "one", "many"),
    [
        (words.findings, "1 finding", "3,000 findings"),
        (words.sessions, "1 session", "3,000 sessions"),
        (words.rows, "1 row of the index", "3,000 rows of the index"),
        (words.files, "1 file", "3,000 files"),
    ],
)
def test_counts_are_told_in_words(say: Any, one: str, many: str) -> None:
    assert (say(1), say(3000)) == (one, many)


def test_numbers_are_grouped_as_the_user_does() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert words.number(4310) == "4.310"
    finally:
        QLocale.setDefault(before)


def test_a_stale_row_is_named_after_its_session() -> None:
    finding = a_finding("stale", "aa11", field="pinned", old=False, new=True, title="My talk")
    assert words.name_text(finding) == "My talk"
