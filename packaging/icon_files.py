"""The program's icon in the files that Windows and macOS want it in: PNGs in a container."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

_ICO_SIZES = (16, 24, 32, 48, 64, 256)
_ICNS_KINDS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def for_system(icons: Path, made: Path, system: str = sys.platform) -> Path | None:
    """Write the icon file of `system` into the folder `made`; None where there is no such thing.

    `icons` is the folder of the PNGs, one for each size.
    """
    if system == "win32":
        path, data = made / "session-browser.ico", ico(icons)
    elif system == "darwin":
        path, data = made / "session-browser.icns", icns(icons)
    else:
        return None
    path.write_bytes(data)
    return path


def ico(icons: Path) -> bytes:
    """Return the icon as Windows wants it."""
    images = [(size, _png(icons, size)) for size in _ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(images))
    at = len(head) + 16 * len(images)
    for size, data in images:  # 256 does not fit into its byte and is written as 0
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return head + b"".join(data for _, data in images)


def icns(icons: Path) -> bytes:
    """Return the icon as macOS wants it."""
    images = [(kind, _png(icons, size)) for kind, size in _ICNS_KINDS.items()]
    body = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in images)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def _png(icons: Path, size: int) -> bytes:
    return (icons / f"session-browser-{size}.png").read_bytes()
