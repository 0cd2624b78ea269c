"""Errors told without a word that may be the user's: no message, no title, no path of theirs."""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

MAX_FRAMES = 30
_LEFT_OUT = "[…]"
_ROOT = Path(__file__).resolve().parents[2]
_OURS = re.compile(r"(?:.*[/\\])?((?:core|gui|resources)[/\\](?:\w+[/\\])*\w+\.py)$")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)")
# To the end of the line: a path may hold spaces, and nobody can tell where it ends.
_PATH = re.compile(r"(?:(?<=^)|(?<=[\s(=:,]))(?:file:|~|[A-Za-z]:)?[/\\].*$", re.MULTILINE)


def scrubbed(text: str) -> str:
    """Return a message of Qt without what it quotes and without paths."""
    return _PATH.sub(_LEFT_OUT, _QUOTED.sub(_LEFT_OUT, text))


def place_of(file: str, line: int | None) -> str:
    """Return where in the code something is: the file in this project, else only its name."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return f"{path.relative_to(_ROOT).as_posix()}:{line}"
    ours = _OURS.match(file)
    name = ours[1] if ours else re.split(r"[/\\]", file)[-1]
    return f"{name}:{line}"


def lines_of(error: BaseException) -> list[str]:
    """Return what kind of error it is and where it came from, innermost cause first.

    Never its text or any value: they may hold a title, a message or a path.
    """
    return [line for one in _chain(error) for line in _lines_of_one(one)]


def _chain(error: BaseException) -> list[BaseException]:
    """Return the error and what it was raised from, the first of all first."""
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found:
        found.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found[::-1]


def _lines_of_one(error: BaseException) -> Iterator[str]:
    yield kind_of(error)
    frames = traceback.extract_tb(error.__traceback__)
    if len(frames) > MAX_FRAMES:
        yield f"  {len(frames) - MAX_FRAMES} calls before these"
    for frame in frames[-MAX_FRAMES:]:
        yield f"  {place_of(frame.filename, frame.lineno)} in {frame.name}"


def kind_of(error: BaseException) -> str:
    """Return the type of `error`; of an error of the system also which one."""
    kind = type(error)
    where = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    name = f"{where}{kind.__qualname__}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} ({errno.errorcode.get(error.errno, error.errno)})"
    return name


def mark_of(error: BaseException) -> str:
    """Return what errors have in common that come from the same fault: kinds and places."""
    told = [list(_lines_of_one(one)) for one in _chain(error)]
    return "\n".join(f"{lines[0]}{lines[-1]}" for lines in told)
