"""Every word for the user is marked, and translated: complete, compiled, with its placeholders.

If one of these fails because of new words: run `python -m resources.make_translations`, translate
what is unfinished in resources/translations/de.ts, and run it again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.make_translations import HERE, Words, called, compiled, translations, written
from tests.house.tree import place, python_files, syntax

GERMAN = HERE / "de.ts"
TEXTS = translations(GERMAN)
EVERY_FORM = [(words, form) for words, forms in TEXTS.items() for form in forms]

MARKS = {"tr", "translate", "_core"}
NOT_FOR_USERS = {
    *("debug", "info", "warning", "error", "exception", "getLogger"),  # the log is English
    *("setObjectName", "add_argument", "ArgumentParser", "compile"),
}
NOT_FOR_READING = {
    "__main__.py",  # the command line speaks English, as its options do
    "style.py",  # a style sheet
}
SETTERS = {
    *("setText", "setWindowTitle", "setToolTip", "setStatusTip", "setPlaceholderText"),
    *("setAccessibleName", "setAccessibleDescription", "setIconText", "setTitle", "addAction"),
    *("addMenu", "addButton", "add_button", "QLabel", "QPushButton", "QCheckBox", "plain_label"),
    *("wrapped_label", "link_button", "Message", "Choice", "insertText", "say", "_action"),
}
"""What is given a text for the user."""
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}")
PLACEHOLDER = re.compile(r"\{\w*\}|%L?n")
TAG = re.compile(r"<[^>]*>?|^[^<>]*\">")
"""A tag, whole or begun, or the end of one whose beginning is another piece."""
KEYS = re.compile(r"(Ctrl\+|Shift\+|Alt\+|Esc$|F\d)")
NOT_SHOWN = {
    "nobody caught this",  # in the log
    "nobody caught this, for the %dth time: %s",
    "<p style='white-space: pre-wrap'>",
    *("title of ", "crash"),  # keys of messages
    "nothing to do",  # a state of a receipt
    *("Reading the sessions", "Comparing with the index", "Writing the index"),  # steps, by name
    *("A title as long as they mostly are", "Name of project"),  # measured, never painted
    " calls before these",  # in a report for the developers
}


def docstrings(tree: ast.Module) -> set[int]:
    """Lines of texts that stand alone: what they say is for the reader of the source."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(node) for node in alone if isinstance(node, ast.Constant)}


def unmarked(node: ast.AST, skipped: set[int], setter: bool = False) -> Iterator[ast.Constant]:
    """Every text below `node` that looks as if users would read it, and is not marked."""
    if id(node) in skipped or isinstance(node, ast.Raise | ast.Assert):
        return
    if isinstance(node, ast.Call):
        name = called(node)
        if name in MARKS | NOT_FOR_USERS:
            return
        setter = name in SETTERS
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        is_word = setter and re.search(r"[A-Za-z]{2,}", node.value)
        is_known = node.value in NOT_SHOWN or KEYS.match(node.value)
        if (is_word or SENTENCE.search(TAG.sub("", node.value))) and not is_known:
            yield node
    for child in ast.iter_child_nodes(node):
        yield from unmarked(child, skipped, setter)


def test_no_word_for_the_user_is_left_unmarked() -> None:
    found = []
    for path in python_files("gui"):
        if path.name in NOT_FOR_READING:
            continue
        tree = syntax(path)
        found += [f"{place(path, n.lineno)} {n.value!r}" for n in unmarked(tree, docstrings(tree))]
    assert found == []


def test_the_translation_holds_the_words_of_the_program_and_no_others() -> None:
    assert GERMAN.read_text(encoding="utf-8") == written("de", TEXTS)


def test_every_word_is_translated() -> None:
    assert [words for words, form in EVERY_FORM if not form.strip()] == []


def test_every_number_has_its_form() -> None:
    assert [w for w, forms in TEXTS.items() if len(forms) != (2 if w.numerus else 1)] == []


@pytest.mark.parametrize("mark", [PLACEHOLDER, re.compile(r"&\w"), re.compile(r"…")])
def test_a_translation_has_the_marks_of_its_source(mark: re.Pattern[str]) -> None:
    assert [
        (words.source, form)
        for words, form in EVERY_FORM
        if sorted(marks(mark, words.source)) != sorted(marks(mark, form))
    ] == []


def marks(mark: re.Pattern[str], text: str) -> list[str]:
    """What `mark` finds; of letters that are underlined, only how many."""
    return [re.sub(r"&\w", "&", found) for found in mark.findall(text)]


def test_the_compiled_translation_is_the_one_in_the_file(tmp_path: Path) -> None:
    compiled(GERMAN, tmp_path / "de.qm")
    assert (tmp_path / "de.qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


def test_a_text_that_is_not_marked_is_found() -> None:
    tree = ast.parse('label.setText("Archived")\nx = f"not saved: {why}"\nlog.info("all is well")')
    assert [node.value for node in unmarked(tree, docstrings(tree))] == ["Archived", "not saved: "]


def test_a_text_that_is_marked_is_read() -> None:
    tree = ast.parse('class A:\n    def b(self):\n        self.tr("%n more", "", 3)')
    from resources.make_translations import words_of

    assert [(w.context, w.source, w.numerus) for w in words_of(tree)] == [("A", "%n more", True)]


def test_equal_words_of_another_place_may_differ() -> None:
    assert Words("File", "Close") != Words("Door", "Close")
