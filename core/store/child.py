"""Long work on a store in a process of its own, so that a window never waits for it (DESIGN 5).

The request goes in by a pipe, messages come out by another, each a length and a msgpack value.
A cancel is the end of the request pipe: the child then stops within a few files, and a child
whose parent died stops as well.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import IO

import msgspec

from core import system
from core.errors import Cancelled, StoreError
from core.repair.reports import CheckReport
from core.store.requests import (
    AlreadyThere,
    BuildCatalogue,
    Check,
    Checked,
    ChildMessage,
    ChildRequest,
    Export,
    Exported,
    Failed,
    FindingsFound,
    Progressed,
    Quote,
    Repair,
    Repaired,
    SearchFiles,
    UndoRepair,
    WasCancelled,
)
from core.store.session_store import SessionStore
from core.values import Finding, Session

CHUNK = 2_000
"""Findings in one message: decoding it holds up the reader for a few milliseconds only."""

INTERVAL = 0.1
"""Seconds between two messages about progress."""

FLAG = "--store-child"
"""What a frozen program is started with to be such a child."""

_LENGTH = 4
_IN_HEX = "\0hex:"
"""Before a path that is sent in hex; none begins with a NUL."""

_decode_request = msgspec.msgpack.Decoder(ChildRequest).decode
_decode_message = msgspec.msgpack.Decoder(ChildMessage).decode
_encode = msgspec.msgpack.Encoder().encode


def command() -> list[str]:
    """Return the command line of a child process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # -P: a folder called core that happens to be the current one must not be taken for ours.
    return [sys.executable, "-P", "-m", "core.store.child"]


class ChildWork:
    """Long work that has been started; iterate over `messages()` until they end."""

    def __init__(self, request: ChildRequest) -> None:
        self._cancelled = threading.Event()
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _import_path()},
        )
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            _send(self._process.stdin, _sendable(request))

    def messages(self) -> Iterator[ChildMessage]:
        """Give each message as it comes. The last one is never a `Progressed`.

        Blocks in between, so it belongs into a thread. When it ends, the process has ended, too.
        """
        assert self._process.stdout is not None
        findings: list[Finding] = []
        last: ChildMessage | None = None
        try:
            for message in _received(self._process.stdout):
                match message:
                    case FindingsFound(found):
                        findings += msgspec.convert(found, list[Finding])
                    case Exported(paths=paths):
                        there = [_received_path(path) for path in paths]
                        last = msgspec.structs.replace(message, paths=there)
                    case AlreadyThere(path=path):
                        last = AlreadyThere(_received_path(path))
                    case Checked(report):
                        last = Checked(msgspec.structs.replace(report, findings=findings))
                    case Progressed():
                        yield message
                    case _:
                        last = message
        finally:  # also if nobody listens any more
            was_cancelled = self._cancelled.is_set()
            self._end()
        yield last if last is not None else _unfinished(was_cancelled)

    def _end(self) -> None:
        self.cancel()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()

    def cancel(self) -> None:
        """Ask the child to stop, from any thread; `messages()` then ends soon."""
        self._cancelled.set()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()


def _unfinished(was_cancelled: bool) -> ChildMessage:
    """Return what to say of a child that ended without a last word."""
    if was_cancelled:
        return WasCancelled()
    return Failed("The work ended unexpectedly. No file is left half written; check again.")


def _sendable(request: ChildRequest) -> ChildRequest:
    """Return `request` with its paths in letters that msgpack takes; a path may have others."""
    if isinstance(request, Export):
        request = msgspec.structs.replace(request, target=_sent(request.target))
    return msgspec.structs.replace(request, folder=_sent(request.folder))


def _sent(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        return _IN_HEX + os.fsencode(path).hex()
    return path


def _received_path(path: str) -> str:
    if path.startswith(_IN_HEX):
        return os.fsdecode(bytes.fromhex(path.removeprefix(_IN_HEX)))
    return path


def _import_path() -> str:
    ours = str(Path(__file__).parents[2])
    others = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(filter(None, (ours, others)))


def _send(stream: IO[bytes], value: object) -> None:
    data = _encode(value)
    stream.write(len(data).to_bytes(_LENGTH, "little") + data)
    stream.flush()


def _received(stream: IO[bytes]) -> Iterator[ChildMessage]:
    while len(head := stream.read(_LENGTH)) == _LENGTH:
        data = stream.read(int.from_bytes(head, "little"))
        try:
            yield _decode_message(data)
        except msgspec.DecodeError:  # the child died in the middle of a message
            return


class _Telling:
    """Tells the parent how far the work is, a few times a second."""

    def __init__(self, send: Callable[[ChildMessage], None], second_step: str) -> None:
        self._send = send
        self._second_step = second_step
        self._next = 0.0
        self._item = ""

    def at(self, item: str) -> None:
        """Take in that the file of the session `item` is next."""
        self._item = item

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now >= self._next or done == total:
            self._next = now + INTERVAL
            self._send(Progressed(1, 2, "Reading the sessions", done, total, self._item))
        if done == total:
            self._send(Progressed(2, 2, self._second_step, 0, 0))


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Do the one request that comes from `source`, as the child, and send what comes of it."""
    length = int.from_bytes(source.read(_LENGTH), "little")
    request = _decode_request(source.read(length))

    def send(message: ChildMessage) -> None:
        _send(sink, message)

    try:
        _do(request, send, system.end_of(source))
    except Cancelled:
        send(WasCancelled())
    except StoreError as error:
        send(Failed(str(error)))


def _do(
    request: ChildRequest, send: Callable[[ChildMessage], None], cancel: Callable[[], bool]
) -> None:
    store = SessionStore(_received_path(request.folder))
    match request:
        case Check(announced=announced, read_all=read_all):
            _announce(store, announced)
            telling = _Telling(send, "Comparing with the index")
            _send_report(send, store.plan(telling, cancel, read_all, telling.at))
        case Repair(chosen=chosen, announced=announced, read_all=read_all):
            _announce(store, announced)
            telling = _Telling(send, "Writing the index")
            wanted = None if chosen is None else set(chosen)
            send(Repaired(store.repair(wanted, telling, cancel, read_all, telling.at)))
        case UndoRepair(repair_id=repair_id):
            send(Repaired(store.undo_repair(repair_id)))
        case Export() | Quote():
            _export(store, request, send, cancel)
        case BuildCatalogue() | SearchFiles():
            from core.store.searching import serve_search  # late: a check needs none of it

            serve_search(store, request, _thinned(send), send, cancel)


def _export(
    store: SessionStore,
    request: Export | Quote,
    send: Callable[[ChildMessage], None],
    cancel: Callable[[], bool],
) -> None:
    from core.store.exporting import Exporter, FileIsThere  # late: a check needs none of it

    ids = request.session_ids
    exporter = Exporter(store, request.manner, _thinned(send), cancel, count=len(ids))
    if isinstance(request, Quote):
        send(exporter.quote(ids))
        return
    target = _received_path(request.target)
    try:
        if target.endswith(os.sep):
            done = exporter.write_all(ids, Path(target))
        else:
            done = exporter.write(ids[0], Path(target), overwrite=request.overwrite)
    except FileIsThere:
        send(AlreadyThere(_sent(target)))
    else:
        send(msgspec.structs.replace(done, paths=[_sent(path) for path in done.paths]))


def _thinned(send: Callable[[ChildMessage], None]) -> Callable[[Progressed], None]:
    """Return what passes progress on to `send` a few times a second, however often it is told."""
    due = 0.0

    def tell(progress: Progressed) -> None:
        nonlocal due
        if monotonic() >= due:
            due = monotonic() + INTERVAL
            send(progress)

    return tell


def _announce(store: SessionStore, announced: list[str]) -> None:
    for session_id in announced:
        store.announce(Session(session_id))


def _send_report(send: Callable[[ChildMessage], None], report: CheckReport) -> None:
    for at in range(0, len(report.findings), CHUNK):
        send(FindingsFound(report.findings[at : at + CHUNK]))
    send(Checked(msgspec.structs.replace(report, findings=[])))


def main() -> None:
    """Be the child: do what comes in by standard input, and end."""
    system.let_others_go_first()  # whoever types or scrolls goes first
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
