"""What this project does not write, each with what it writes instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, place, python_files, syntax, text_files

CATCH_ALL = {"Exception", "BaseException"}
# The edges of the threads: a bug in one request must not take the unsaved titles with it.
EDGES = {
    *("gui/worker.py", "gui/store_thread.py"),
    *("gui/reader/reading_thread.py", "gui/search/search_thread.py"),
}
# Shows nothing but what gui/reader/markup.py made, where every text of a file is escaped.
MARKUP_OF_OURS = "gui/reader/section.py"
SPEAKERS = ("core/cli", "packaging/build.py", "tests/bench/", "resources/make_sample.py")
VAGUE = re.compile(r"(Manager|Helper|Utils?)$")
# A registry, a package host, or a folder that exists on one machine only.
ELSEWHERE = re.compile(
    r"pypi\.org|pythonhosted\.org|deb\.debian|archive\.ubuntu|npmjs|"
    r"(?<![\w./~-])/(?:work|root|tmp|opt)/\w"
)
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def called_name(node: ast.Call) -> str:
    """The last word of what is called: `sleep` for `time.sleep(1)`."""
    target = node.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def calls(name: str, *packages: str) -> Iterator[tuple[Path, int]]:
    """Every call of something with that name."""
    for path in python_files(*packages):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and called_name(node) == name:
                yield path, node.lineno


def catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(name, ast.Name) and name.id in CATCH_ALL for name in names)


def handlers() -> Iterator[tuple[Path, ast.ExceptHandler]]:
    """Every `except` that would also catch a bug of ours and does not hand it on."""
    for path in python_files():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ExceptHandler) and catches_all(node):
                last = node.body[-1]
                if not (isinstance(last, ast.Raise) and last.exc is None):
                    yield path, node


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line) and path != Path(__file__):
                found.append(place(path, number))
    return found


def test_nobody_sleeps_where_an_event_could_be_waited_for() -> None:
    assert [place(*call) for call in calls("sleep")] == []


def test_only_programs_without_a_window_print() -> None:
    found = [call for call in calls("print") if not relative(call[0]).startswith(SPEAKERS)]
    assert [place(*call) for call in found] == []


def test_no_event_loop_is_run_from_within_another() -> None:
    assert [place(*call) for call in calls("processEvents", "gui")] == []


@pytest.mark.parametrize("name", ["QLabel", "setHtml", "setMarkdown", "QTextBrowser"])
def test_texts_are_shown_by_what_takes_nothing_for_markup(name: str) -> None:
    allowed = ("gui/look.py", MARKUP_OF_OURS)
    found = [call for call in calls(name, "gui") if relative(call[0]) not in allowed]
    assert [place(*call) for call in found] == []


def test_a_bug_is_caught_at_the_edge_of_the_store_thread_only() -> None:
    found = [one for one in handlers() if relative(one[0]) not in EDGES]
    assert [place(path, node.lineno) for path, node in found] == []


def test_the_edge_says_why_it_catches_everything() -> None:
    silent = []
    for path, node in handlers():
        lines = path.read_text(encoding="utf-8").splitlines()
        if "#" not in lines[node.lineno - 1] + lines[node.lineno - 2]:
            silent.append(place(path, node.lineno))
    assert silent == []


def test_no_class_or_file_has_a_name_that_fits_anything() -> None:
    files = [place(path, 1) for path in python_files() if VAGUE.search(path.stem.title())]
    classes = [
        place(path, node.lineno)
        for path in python_files()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    assert files + classes == []


def test_nothing_is_left_for_later() -> None:
    assert lines_matching(LATER) == []


def test_no_file_names_a_package_host_or_a_folder_of_one_machine() -> None:
    assert lines_matching(ELSEWHERE) == []


def test_colours_stand_in_one_table_only() -> None:
    found = [
        place(path, node.lineno)
        for path in python_files("gui")
        if relative(path) != "gui/appearance/colours.py"
        for node in ast.walk(syntax(path))
        if is_colour(node)
    ]
    assert found == []


def is_colour(node: ast.AST) -> bool:
    """Tell whether a colour is named here: "#f0a000", QColor(240, 160, 0), Qt.GlobalColor.red."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(re.fullmatch(r"#[0-9a-fA-F]{3,8}|rgba?\(.*", node.value))
    if isinstance(node, ast.Call) and called_name(node) in ("QColor", "fromRgb", "fromHsv"):
        return any(isinstance(argument, ast.Constant) for argument in node.args)
    if not isinstance(node, ast.Attribute):
        return False
    is_global = isinstance(node.value, ast.Attribute) and node.value.attr == "GlobalColor"
    return node.attr == "setStyleSheet" or (is_global and node.attr != "transparent")
