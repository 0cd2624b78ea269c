"""What the core says can be said in the user's language: no sentence of it is overlooked.

If this fails because of a new sentence: write it into gui/core_words.py, with names for what is put
in, and go on as `test_words` says.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core_words import SENTENCES, found
from resources.make_translations import called
from tests.house.test_words import SENTENCE, docstrings
from tests.house.tree import place, python_files, syntax

NOT_SAID = {"debug", "info", "warning", "error", "exception", "compile", "execute"}
"""Calls whose texts nobody sees: the log, patterns, SQL."""
SPEAKERS = {"disk_trouble", "folder_trouble"}
"""They are told what was being done, and make a sentence of it."""
OTHER_WORDS = {
    *("unexpected end of data", "Extra data"),  # of Python's json
    *(
        "Reading the sessions",
        "Comparing with the index",
        "Writing the index",
    ),  # steps, which gui.repair.words knows
    *("server finder", "nothing to do", "unexpected text at 7"),  # a thread, a state, a bug
    *("it is nested too deeply at 7", "it is cut off at 7", "it is damaged at 7"),  # at "byte 7"
    "[Attached files: ",  # of the web UI
    *("Not renamed", "Renamed in the file only, which may not last"),  # how a sentence begins
    *("is nested too deeply", "holds what is no JSON"),
}
SILENT_FILES = (
    *("core/cli", "core/server/http.py", "core/stamps/stamp_store.py"),
    *("core/transcript/export.py", "core/transcript/html_export.py"),
    *("core/transcript/markdown_", "core/search/shel", "core/transcript/words.py"),
)
"""The command line speaks English, an export what it is told; headers and SQL are for nobody."""


def spoken(node: ast.AST, skipped: set[int]) -> Iterator[tuple[ast.AST, str]]:
    """Every text below `node` that may reach the user, with a 7 for whatever is put in."""
    if id(node) in skipped or (isinstance(node, ast.Call) and called(node) in NOT_SAID):
        return
    if isinstance(node, ast.Call) and called(node) in SPEAKERS:
        doing = ast.literal_eval(node.args[0])
        yield node, f"Could not {doing} 7: the disk is full. (7)"
        return
    text = as_said(node)
    if text is None:
        for child in ast.iter_child_nodes(node):
            yield from spoken(child, skipped)
    elif SENTENCE.search(text):
        yield node, text


def as_said(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else 7 for part in node.values]
        return "".join(map(str, parts))
    return None


def sentences() -> Iterator[tuple[str, str]]:
    for path in python_files("core"):
        if is_silent(path):
            continue
        tree = syntax(path)
        # The makers of sentences stand for their callers, who are looked at one by one.
        makers = {
            id(n) for n in ast.walk(tree) if getattr(n, "name", "") in {*SPEAKERS, "_sentence"}
        }
        for node, text in spoken(tree, docstrings(tree) | makers):
            yield place(path, getattr(node, "lineno", 0)), text


def is_silent(path: Path) -> bool:
    return ("core/" + path.as_posix().rpartition("/core/")[2]).startswith(SILENT_FILES)


def test_every_sentence_of_the_core_can_be_translated() -> None:
    assert [
        (where, text)
        for where, text in sentences()
        if text not in OTHER_WORDS and not found(text) and not found(f"{text}7")
    ] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_found_before_a_more_general_one(sentence: str) -> None:
    assert found(sentence.replace("{", "<").replace("}", ">")) == sentence
