"""What the tests of conversations share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.transcript.opening import open_transcript
from core.transcript.transcript import Transcript
from core.transcript.values import Message
from tests.builders import a_session

Open = Callable[..., Transcript]
One = Callable[[Any], Message]


@pytest.fixture
def opened(tmp_path: Path, aged: None) -> Open:
    """Makes a session file of these messages, and of other fields, and opens it."""

    def make(*messages: Any, **fields: Any) -> Transcript:
        path = tmp_path / "aa11.json"
        session = a_session("aa11", messages=list(messages), **fields)
        text = json.dumps(session, ensure_ascii=False, indent=2)
        path.write_bytes(text.encode("utf-8", "backslashreplace"))  # a lone surrogate: an escape
        return open_transcript(path)

    return make


@pytest.fixture
def from_bytes(tmp_path: Path, aged: None) -> Callable[[bytes], Transcript]:
    """Opens a session file of just these bytes."""

    def make(data: bytes) -> Transcript:
        path = tmp_path / "aa11.json"
        path.write_bytes(data)
        return open_transcript(path)

    return make


@pytest.fixture
def one(opened: Open) -> One:
    """Returns the one message that this value in a file gives."""
    return lambda value: opened(value).message(0)
