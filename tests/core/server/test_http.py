"""What goes over the wire, byte for byte, and what comes back, by a deadline and a limit."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from threading import Thread

import pytest

from core.server.http import ConnectionLost, NothingThere, NoWayThere, Reply, TimedOut, ask

Answering = Callable[[bytes], str]


class Wire:
    """A socket that takes one request after another, and answers each with the same bytes."""

    def __init__(self, answer: bytes) -> None:
        self.asked: list[bytes] = []
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line:
                self.asked.append(line.recv(65536))
                line.sendall(self._answer)

    def end(self) -> None:
        """Take no more requests."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()


@pytest.fixture
def answering() -> Iterator[Callable[[bytes], Wire]]:
    """Starts something that answers every request with the given bytes."""
    wires: list[Wire] = []

    def start(answer: bytes) -> Wire:
        wires.append(Wire(answer))
        return wires[-1]

    yield start
    for wire in wires:
        wire.end()


GOOD = b'HTTP/1.1 200 OK\r\nServer: HermesWebUI/1\r\nContent-Length: 11\r\n\r\n{"a": "b"}\n'


def test_a_question_carries_what_it_needs_and_nothing_else(
    answering: Callable[[bytes], Wire],
) -> None:
    wire = answering(GOOD)
    ask(wire.address, "/health?x=1", seconds=5)
    host = wire.address.removeprefix("http://")
    assert wire.asked[0].decode().split("\r\n") == [
        "GET /health?x=1 HTTP/1.1",
        f"Host: {host}",
        "User-Agent: session-browser",
        "Accept: application/json",
        "Connection: close",
        "",
        "",
    ]


def test_an_edit_carries_its_cookie_and_its_json_in_ascii(
    answering: Callable[[bytes], Wire],
) -> None:
    wire = answering(GOOD)
    ask(wire.address, "/x", seconds=5, sent={"title": "é🦀"}, cookie="hermes_profile=work")
    head, body = wire.asked[0].split(b"\r\n\r\n")
    assert b"POST /x HTTP/1.1" in head
    assert b"\r\nCookie: hermes_profile=work\r\n" in head
    assert f"\r\nContent-Length: {len(body)}".encode() in head
    assert body == rb'{"title": "\u00e9\ud83e\udd80"}'


def test_nothing_is_said_of_where_an_edit_comes_from(answering: Callable[[bytes], Wire]) -> None:
    wire = answering(GOOD)
    ask(wire.address, "/x", seconds=5, sent={"a": "b"})
    names = {line.split(b":")[0].lower() for line in wire.asked[0].split(b"\r\n")}
    assert names.isdisjoint({b"origin", b"referer", b"sec-fetch-site", b"authorization"})


def test_the_answer_comes_with_status_name_and_fields(answering: Callable[[bytes], Wire]) -> None:
    reply = ask(answering(GOOD).address, "/", seconds=5)
    assert (reply.status, reply.server, reply.fields()) == (200, "HermesWebUI/1", {"a": "b"})


def test_an_answer_without_a_length_ends_with_the_connection(
    answering: Callable[[bytes], Wire],
) -> None:
    reply = ask(answering(b'HTTP/1.0 200 OK\r\n\r\n{"a": 1}').address, "/", seconds=5)
    assert reply.fields() == {"a": 1}


def test_an_answer_in_chunks_is_put_together(answering: Callable[[bytes], Wire]) -> None:
    chunks = (
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n5\r\n": 1}\r\n0\r\n\r\n'
    )
    assert ask(answering(chunks).address, "/", seconds=5).fields() == {"a": 1}


def test_of_an_answer_that_is_too_long_only_the_status_counts(
    answering: Callable[[bytes], Wire],
) -> None:
    reply = ask(answering(GOOD).address, "/", seconds=5, limit=10)
    assert (reply.status, reply.body) == (200, b"")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_half_an_answer_is_none(answering: Callable[[bytes], Wire], answer: bytes) -> None:
    address = answering(answer).address
    with pytest.raises(ConnectionLost):
        ask(address, "/", seconds=5)


def test_a_refused_connection_is_told_from_all_else() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # taken, and yet nobody listens
        with pytest.raises(NothingThere):
            ask(f"http://127.0.0.1:{unused.getsockname()[1]}", "/", seconds=5)


def test_a_name_that_nobody_has_leads_nowhere() -> None:
    with pytest.raises(NoWayThere):
        ask("http://" + "a" * 70 + ":80", "/", seconds=5)


def test_silence_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TimedOut):
        ask(f"http://127.0.0.1:{silent.getsockname()[1]}", "/", seconds=0.1)


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'"x"', b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_object_has_no_fields(body: bytes) -> None:
    assert Reply(200, "", body).fields() == {}
