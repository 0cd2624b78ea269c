"""Of the lock of the whole project, the part that running the program needs, hashes included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import requires

_ENTRY = re.compile(r"^([\w.-]+)==[^\n]*(?:\n    [^\n]*)*\n?", re.MULTILINE)


def normal(name: str) -> str:
    """Return a package's name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;(]", name)[0]).lower()


def closure(names: Iterable[str]) -> frozenset[str]:
    """Return `names` and whatever they require, as it is installed here; extras are left out."""
    found: set[str] = set()
    left = [normal(name) for name in names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [normal(one) for one in requires(name) or [] if "extra ==" not in one]
    return frozenset(found)


def part_of(lock: str, names: Iterable[str]) -> str:
    """Return the entries of `lock` for `names` and what they require."""
    wanted = closure(names)
    return "".join(found[0] for found in _ENTRY.finditer(lock) if normal(found[1]) in wanted)
