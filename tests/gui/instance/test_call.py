"""What a second start says: bounded, to the letter, and only to a program of the same user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.instance.call import Call, decoded, encoded
from gui.wish import Wish


def line(**changes: object) -> bytes:
    """A call as it is sent, changed."""
    return json.dumps(
        json.loads(encoded(Call(b"/sessions", Wish.LIST, "token"))) | changes
    ).encode()


@pytest.mark.parametrize("name", ["sessions", "a space", "重构", "\udcff broken bytes", "a\nb"])
def test_a_folder_arrives_as_it_was_given(tmp_path: Path, name: str) -> None:
    call = decoded(encoded(Call.to(tmp_path / name)))
    assert call is not None
    assert call.path == tmp_path / name


def test_a_call_is_one_line(tmp_path: Path) -> None:
    assert encoded(Call.to(tmp_path / "a\nb", "token")).count(b"\n") == 1


def test_a_relative_folder_is_told_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Call.to(Path("sessions")).path == tmp_path / "sessions"


def test_a_tilde_is_the_home_of_who_started_it(home: Path) -> None:
    assert Call.to(Path("~/sessions")).path == home / "sessions"


def test_a_call_without_a_folder_has_none() -> None:
    assert decoded(encoded(Call.to(None))) == Call.to(None)


@pytest.mark.parametrize("token", ["x" * 300, "two words", "nul\0", "ümlaut"])
def test_an_odd_token_is_left_out_and_the_call_still_made(token: str) -> None:
    assert Call.to(Path("/s"), token=token) == Call(b"/s", Wish.LIST, "")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"{" * 5_000,
        line(type="call-2"),
        line(more=1),
        line(folder=7),
        line(wish="delete"),
        line(folder="not base64!"),
        line(folder="cmVsYXRpdmU="),  # a relative path
        line(folder="L2EAYg=="),  # a NUL
        line(folder="L" * 8_000),
        line(token="two words"),
        line(token="x" * 300),
        line() + b"{}",
    ],
)
def test_what_is_not_a_call_to_the_letter_is_none(said: bytes) -> None:
    assert decoded(said) is None
