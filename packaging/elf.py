"""What a Linux program or library wants of the system, read with objdump."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


class Wants(NamedTuple):
    """The libraries a file asks for by name, and the newest version of glibc it was made for."""

    libraries: frozenset[str]
    glibc: tuple[int, int]


@cache
def wants(path: Path) -> Wants:
    """Return what the file at `path` asks for; nothing if it is no ELF file."""
    done = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=False)
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(done.stdout)]
    return Wants(frozenset(_NEEDED.findall(done.stdout)), max(versions, default=(0, 0)))


def is_elf(path: Path) -> bool:
    """Tell whether the file at `path` is a program or library of Linux."""
    if not path.is_file() or path.is_symlink():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def closure(roots: Iterable[Path], libraries: dict[str, Path]) -> frozenset[str]:
    """Return the names of those of `libraries` that `roots` ask for, directly or through others."""
    found: set[str] = set()
    left = list(roots)
    while left:
        for name in wants(left.pop()).libraries & libraries.keys() - found:
            found.add(name)
            left.append(libraries[name])
    return frozenset(found)
