"""Files and functions stay small enough to be read whole."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

from tests.house.tree import place, python_files, syntax

MAX_FILE = 300
MAX_FUNCTION = 50
MAX_MEDIAN = 10


def function_lengths(path: Path) -> list[tuple[str, int]]:
    """Each function of a file and how many lines it has, from `def` to its last line."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(syntax(path)) if isinstance(node, kinds)]
    return [
        (f"{place(path, node.lineno)} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in found
    ]


def test_no_file_is_longer_than_the_ceiling() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert [place(path, count) for path, count in lengths.items() if count > MAX_FILE] == []


def test_no_function_is_longer_than_the_ceiling() -> None:
    lengths = [one for path in python_files() for one in function_lengths(path)]
    assert [one for one in lengths if one[1] > MAX_FUNCTION] == []


def test_half_of_the_functions_are_short() -> None:
    lengths = [one[1] for path in python_files("core", "gui") for one in function_lengths(path)]
    assert statistics.median(lengths) <= MAX_MEDIAN
