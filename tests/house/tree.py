"""The files of this project, for the rules that look at all of them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "gui", "resources", "packaging", "tests")
TEXT = {
    ".py", ".md", ".toml", ".lock", ".txt", ".svg", ".desktop", ".ts", ".json", ".cfg", ".sh",
    ".spec", "",
}  # fmt: skip
NOT_OURS = {".git", "__pycache__", "build", "dist", "node_modules"}


@cache
def python_files(*packages: str) -> tuple[Path, ...]:
    """Every Python file of the packages; of all packages where none is named."""
    folders = packages or PACKAGES
    return tuple(sorted(path for name in folders for path in (ROOT / name).rglob("*.py")))


@cache
def text_files() -> tuple[Path, ...]:
    """Every file of the checkout that people read or programs parse, hidden tools left out."""
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if hidden or NOT_OURS & set(parts) or path.suffix not in TEXT or not path.is_file():
            continue
        found.append(path)
    return tuple(sorted(found))


@cache
def syntax(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int) -> str:
    """Where a fault is, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{line}"
