"""The words everybody uses."""

from __future__ import annotations

import dataclasses
import time

import pytest

from core.values import KINDS, Finding, Health, Session, SessionRow, is_usable_id


@pytest.mark.parametrize(
    "good", ["a", "9", "a_b", "A-Z", "-a", "x" * 128, "20260412_101112_ab12cd"]
)
def test_an_id_can_be_used(good: str) -> None:
    assert is_usable_id(good)


@pytest.mark.parametrize(
    "bad",
    ["", "_a", "x" * 129, "a.b", "a/b", "..", "a b", "ä", "a\n", "\na", "a\0", "é", "١", None, 7],
)
def test_an_id_cannot_be_used(bad: object) -> None:
    assert not is_usable_id(bad)


def test_a_session_has_the_documented_defaults() -> None:
    session = Session("aa11")
    assert (session.title, session.messages, session.tool_calls) == ("Untitled", [], [])
    assert (session.pinned, session.archived) == (False, False)
    assert (session.input_tokens, session.output_tokens) == (0, 0)
    assert (session.project_id, session.profile, session.personality) == (None, None, None)


def test_a_session_is_made_now_unless_told_otherwise() -> None:
    before = time.time()
    session = Session("aa11")
    assert before <= session.created_at <= session.updated_at <= time.time()


def test_two_sessions_never_share_a_list() -> None:
    one, other = Session("aa11"), Session("bb22")
    one.messages.append("x")
    assert other.messages == []


def test_a_session_can_be_changed() -> None:
    session = Session("aa11")
    session.title = "New"
    assert session.title == "New"


def test_every_field_of_a_session_can_be_given() -> None:
    session = Session(session_id="a", title="T", messages=[{"role": "user"}], updated_at=5.0)
    assert dataclasses.asdict(session)["updated_at"] == 5.0


def test_a_row_is_frozen() -> None:
    with pytest.raises(AttributeError):
        SessionRow(session_id="a").title = "b"  # type: ignore[misc]


def test_a_row_has_every_field_of_the_contract() -> None:
    named = (
        *("session_id", "title", "updated_at", "created_at", "message_count", "pinned"),
        *("archived", "model", "workspace", "project_id", "profile", "problem"),
    )
    assert set(named) <= set(SessionRow.__struct_fields__)


def test_a_row_can_be_a_key() -> None:
    assert {SessionRow(session_id="a"): 1}[SessionRow(session_id="a")] == 1


def test_what_would_be_repaired_is_added_up() -> None:
    health = Health(ghosts=1, unlisted=2, stale=3, duplicates=4, mismatched=5, unreadable=50)
    assert health.repairable == 15


def test_a_broken_index_is_one_thing_to_repair() -> None:
    assert Health(index_broken=True).repairable == 1


def test_every_kind_of_finding_has_its_place_in_the_order() -> None:
    assert len(set(KINDS)) == len(KINDS) == 8


def test_a_finding_is_repairable_unless_it_says_otherwise() -> None:
    assert Finding(kind="ghost", session_id="a").repairable
