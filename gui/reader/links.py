"""Which addresses can be gone to, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 2_000
"""No browser takes much longer addresses."""

_TARGET = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\\x00-\x1f]+", re.IGNORECASE)
_AROUND = ".,:;!?*_~)]}'\""


def is_target(address: str) -> bool:
    """Tell whether a link may lead to `address`."""
    return len(address) <= LONGEST and _TARGET.match(address) is not None


def addresses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, and of each whether it is an address to go to."""
    at = 0
    for found in _ADDRESS.finditer(text):
        address = _trimmed(found[0])
        if not is_target(address):
            continue
        yield text[at : found.start()], False
        yield address, True
        at = found.start() + len(address)
    yield text[at:], False


def _trimmed(address: str) -> str:
    """Return `address` without the marks of the sentence around it."""
    while address and address[-1] in _AROUND:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address
