"""Who may speak to the window, for how long, and what comes through."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.locations import runtime_folders
from gui.instance.call import MAX_BYTES, TAKEN, Call, encoded
from gui.instance.door import Door, meeting_place
from gui.instance.listener import MAX_CALLERS, SPEECH_MS, Listener
from gui.wish import Wish


@pytest.fixture
def place(home: Path) -> Path:
    place = meeting_place(runtime_folders(), {})
    assert place is not None
    return place


@pytest.fixture
def listener(qtbot: QtBot, place: Path) -> Iterator[Listener]:
    door = Door.claim(place)
    assert door is not None
    listener = Listener(door)
    yield listener
    listener.close()


@pytest.fixture
def heard(listener: Listener) -> list[Call]:
    """The calls that came through."""
    calls: list[Call] = []
    listener.called.connect(calls.append)
    return calls


class Speaker:
    """Somebody at the door."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        self._qtbot = qtbot
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(place / "socket"))
        self._line.setblocking(False)

    def say(self, data: bytes) -> None:
        self._line.sendall(data)

    def answer(self, timeout: int = 5_000) -> bytes:
        """What is answered until the line is closed by the other side."""
        data = bytearray()

        def is_over() -> bool:
            try:
                piece = self._line.recv(100)
            except BlockingIOError:
                return False
            except ConnectionResetError:  # closed with some of what was said unread
                return True
            data.extend(piece)
            return not piece

        self._qtbot.waitUntil(is_over, timeout=timeout)
        return bytes(data)

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def speakers(qtbot: QtBot, place: Path, listener: Listener) -> Iterator[list[Speaker]]:
    """As many as may speak at once, and one more."""
    speakers = [Speaker(qtbot, place) for _ in range(MAX_CALLERS + 1)]
    yield speakers
    for one in speakers:
        one.close()


def test_a_call_comes_through_and_is_answered(speakers: list[Speaker], heard: list[Call]) -> None:
    speakers[0].say(encoded(Call(b"/sessions", Wish.LIST, "token")))
    assert (speakers[0].answer(), heard) == (TAKEN, [Call(b"/sessions", Wish.LIST, "token")])


def test_a_call_in_pieces_comes_through(
    qtbot: QtBot, speakers: list[Speaker], heard: list[Call]
) -> None:
    data = encoded(Call(b"/sessions", Wish.LIST, ""))
    speakers[0].say(data[:10])
    qtbot.wait(20)
    speakers[0].say(data[10:])
    assert (speakers[0].answer(), len(heard)) == (TAKEN, 1)


@pytest.mark.parametrize(
    "said", [b"hello\n", b"\n", encoded(Call.to(None)) + b"more", b"x" * (MAX_BYTES + 1), b"{}\n"]
)
def test_what_is_no_call_is_not_answered(
    speakers: list[Speaker], heard: list[Call], said: bytes
) -> None:
    speakers[0].say(said)
    assert (speakers[0].answer(), heard) == (b"", [])


def test_who_says_nothing_is_hung_up_on(speakers: list[Speaker]) -> None:
    assert speakers[0].answer(timeout=3 * SPEECH_MS) == b""


def test_only_a_few_may_speak_at_once(speakers: list[Speaker]) -> None:
    assert speakers[MAX_CALLERS].answer(timeout=SPEECH_MS // 2) == b""


def test_who_leaves_makes_room(
    qtbot: QtBot, place: Path, speakers: list[Speaker], heard: list[Call]
) -> None:
    speakers[MAX_CALLERS].answer()
    speakers[0].close()
    qtbot.wait(20)
    late = Speaker(qtbot, place)
    late.say(encoded(Call.to(None)))
    assert late.answer() == TAKEN
    late.close()


def test_after_the_end_nobody_is_let_in(place: Path, listener: Listener) -> None:
    listener.close()
    assert list(place.iterdir()) == []


def test_closing_twice_is_closing_once(place: Path, listener: Listener) -> None:
    listener.close()
    listener.close()
    assert list(place.iterdir()) == []
