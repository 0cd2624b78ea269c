"""What a second start says to the program that runs already. Knows no Qt: it has no time for it."""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path
from time import monotonic
from typing import Annotated

import msgspec

from core import system
from core.locations import expanded
from gui.wish import Wish

MAX_BYTES = 8_192
"""A call that is longer is none of ours."""

TAKEN = b"taken\n"
_LONGEST_TOKEN = 256
_CREDENTIALS = struct.Struct("iII")  # process, user, group


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="call-1"):
    """Come to the front, open `folder` if one is given, and do what is wished for.

    The folder is in the bytes that the system knows it by. `token` proves to the desktop that the
    user asked for it.
    """

    folder: Annotated[bytes, msgspec.Meta(max_length=4_096)]
    wish: Wish
    token: Annotated[str, msgspec.Meta(max_length=_LONGEST_TOKEN, pattern="^[!-~]*$")]

    @classmethod
    def to(cls, folder: Path | None, wish: Wish = Wish.LIST, *, token: str = "") -> Call:
        """Return the call of a start that was given `folder`, which no disk is asked about.

        Raises `OSError` for a relative one if the folder is gone that this program runs in.
        """
        is_plain = len(token) <= _LONGEST_TOKEN and all("!" <= c <= "~" for c in token)
        path = expanded(folder).absolute() if folder is not None else ""
        return cls(os.fsencode(path), wish, token if is_plain else "")

    @property
    def path(self) -> Path | None:
        """The folder to open, or none."""
        return Path(os.fsdecode(self.folder)) if self.folder else None


def encoded(call: Call) -> bytes:
    """Return `call` as it is sent: one line."""
    return msgspec.json.encode(call) + b"\n"


def decoded(line: bytes) -> Call | None:
    """Return the call in `line`, or None if it is not one to the letter."""
    try:
        call = msgspec.json.decode(line, type=Call)
    except msgspec.DecodeError:  # a ValidationError is one, too
        return None
    path = call.path
    is_plain = path is None or (path.is_absolute() and b"\0" not in call.folder)
    return call if is_plain else None


def is_told(address: Path, call: Call, until: float) -> bool:
    """Tell `call` to who listens at `address`; false if nobody takes it before `until`."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(max(until - monotonic(), 0.001))
            line.connect(str(address))
            line.sendall(encoded(call))
            line.settimeout(max(until - monotonic(), 0.001))
            return is_same_user(line) and line.recv(len(TAKEN)) == TAKEN
    except OSError:  # nobody there, gone in the middle of it, or silent for too long
        return False


def is_same_user(line: socket.socket) -> bool:
    """Tell whether the other end is a program of this user; its folder keeps others out already."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    data = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return bool(_CREDENTIALS.unpack(data)[1] == system.user_id())
