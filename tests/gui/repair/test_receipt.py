"""The receipt in words, for every way a repair can end."""

from __future__ import annotations

from typing import Any

import pytest

from gui.repair import receipt
from tests.gui.repair.builders import FOLDER, a_finding, a_receipt

BROKEN = a_finding("unreadable", "broken0000", reason="cut off at byte 812")
BACKUP = a_receipt().backup


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({}, "Done"),
        ({"unreadable": [BROKEN]}, "Done, but 1 file cannot be read"),
        ({"unreadable": [BROKEN] * 3000}, "Done, but 3,000 files cannot be read"),
        ({"state": "nothing to do"}, "Nothing to do"),
        (
            {"state": "nothing to do", "unreadable": [BROKEN]},
            "Nothing to do, but 1 file cannot be read",
        ),
        ({"state": "undone"}, "Undone – the index is as it was before the repair"),
        ({"state": "cancelled"}, "Cancelled – nothing was changed"),
        ({"state": "failed"}, "Failed – nothing was changed"),
    ],
)
def test_the_headline_says_how_it_ended(fields: dict[str, Any], headline: str) -> None:
    assert receipt.headline(a_receipt(**fields)) == headline


def test_the_facts_are_counts_time_and_backup() -> None:
    assert receipt.facts(a_receipt()) == [
        ("Ghost rows taken out", "2"),
        ("Sessions given a row", "1"),
        ("Values brought up to date", "2"),
        ("Time", "0.4 s for 4,310 sessions (10,262 per second)"),
        ("Index as it was before", BACKUP),
    ]


def test_what_is_not_known_is_left_out() -> None:
    empty = a_receipt(counts={"ghost": 0}, seconds=0.0, backup=None)
    assert receipt.facts(empty) == []


def test_a_time_without_sessions_has_no_rate() -> None:
    assert receipt.facts(a_receipt(counts={}, sessions=0, backup=None)) == [("Time", "0.4 s")]


def test_what_is_copied_holds_everything() -> None:
    assert receipt.copied(a_receipt(counts={"ghost": 2}, unreadable=[BROKEN])) == (
        f"Done, but 1 file cannot be read ({FOLDER})\n"
        "Ghost rows taken out: 2\n"
        "Time: 0.4 s for 4,310 sessions (10,262 per second)\n"
        f"Index as it was before: {BACKUP}\n"
        "\n"
        "Unreadable files\n"
        f"broken0000\tcut off at byte 812\t{FOLDER}/broken0000.json"
    )
