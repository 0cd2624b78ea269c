"""What is never sent to a server, whoever asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ServerRefused
from core.server.client import ServerClient, SessionAt, is_kept
from core.server.finding import Server

BAD = [
    "",
    " ",
    " a",
    "a ",
    "x" * 81,
    "🦀" * 81,
    "half \ud83d",
    "bell \x07",
    "two\nlines",
    "a\u00a0",
]
GOOD = ["a", "x" * 80, "🦀" * 80, "重构会话索引", "a\u202eb", "a  b", "\ufffd"]


@pytest.mark.parametrize("title", BAD)
def test_a_title_that_a_server_would_change_is_known(title: str) -> None:
    assert not is_kept(title)


@pytest.mark.parametrize("title", GOOD)
def test_a_title_that_a_server_keeps_is_known(title: str) -> None:
    assert is_kept(title)


@pytest.mark.parametrize("title", BAD)
def test_a_title_that_a_server_would_change_is_never_sent(title: str) -> None:
    nobody = ServerClient(Server("http://127.0.0.1:9", is_new=False))
    with pytest.raises(ServerRefused):
        nobody.rename(SessionAt(Path("aa11.json"), "aa11", None), title)
